"""Many clients at once against a server with limits: `benchmarks/run load`. Ends with 1 if a call ended in another way
than the limits say, if the server's memory grew, or if Arrow memory is left in use."""

import argparse
import contextlib
import json
import pathlib
import re
import statistics
import subprocess
import sys
import time
import urllib.request

import servers
from servers import Server

LIMITS = {
    "flight.server.max-concurrent-calls": "64",
    "flight.server.slow-consumer-timeout": "40s",
    "flight.admission.max-queued": "40",
    "flight.admission.queue-timeout": "500ms",
    "flight.admission.max-calls-per-principal": "8",
    "flight.admission.calls-per-second": "40",
    "flight.admission.memory-threshold": "0.25",
    "flight.admission.flights[tables/upload].max-calls": "10",
    "flight.allocator.limit": "512MB",
}
# what a client may be told, and which of them: the words of docs/operations.md
STATED = [re.compile(pattern) for pattern in (
    r"\w+ OK",
    r"\w+ UNAVAILABLE The server has the maximum number of calls: try again later",
    r"\w+ UNAVAILABLE The server is short of memory: try again later",
    r"\w+ UNAVAILABLE The server is short of memory for outgoing messages: try again later",
    r"\w+ RESOURCE_EXHAUSTED The caller has 8 running calls, which is the maximum: try again later",
    r"\w+ RESOURCE_EXHAUSTED The caller starts more than 40 calls in a second: try again later",
    r"PUT RESOURCE_EXHAUSTED The flight 'tables/upload' has the maximum number of calls: try again later",
    # on a machine that is too busy this happens to those, too, that would read
    r"(STALL|ABANDON|\w+_GET) TIMED_OUT The client took nothing for PT40S",
    # if it does not read in time what it is told, its stream is reset
    r"(STALL|ABANDON|\w+_GET) CANCELLED RST_STREAM .*",
)]
# the garbage collector and gRPC's pools find their size first
SETTLED = 0.4
MOST_GROWTH = 1.1


class Metrics:

    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}/actuator/prometheus"

    def read(self):
        with urllib.request.urlopen(self.url, timeout=60) as answer:
            lines = answer.read().decode().splitlines()
        return [(name, float(value)) for name, _, value in (line.rpartition(" ") for line in lines if line[:1] != "#")]

    def sum(self, name):
        return sum(value for key, value in self.read() if key.partition("{")[0] == name)

    def refusals(self):
        found = {}
        for key, value in self.read():
            if key.startswith("flight_server_calls_refused_total"):
                reason = re.search(r'reason="(\w+)"', key)[1]
                found[reason] = found.get(reason, 0) + int(value)
        return found


def wait_for_zero(metrics, name):
    for _ in range(100):
        left = metrics.sum(name)
        if left == 0:
            return 0
        time.sleep(0.1)
    return left


def main():
    parser = argparse.ArgumentParser(prog="benchmarks/run load")
    parser.add_argument("--clients", type=int, default=500)
    parser.add_argument("--seconds", type=int, default=300)
    options = parser.parse_args()
    http = servers.free_port()
    servers.COMMANDS["limited"] = lambda port: servers.boot(
        "app.BenchmarkApplication", port, f"--server.port={http}", "--server.address=127.0.0.1",
        "--management.endpoints.web.exposure.include=prometheus", *(f"--{key}={LIMITS[key]}" for key in LIMITS),
        flags=["-Xmx512m"])
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(Server("limited"))
        metrics = Metrics(http)
        clients = subprocess.Popen(servers.java("load.ManyClients", str(server.port), str(options.clients),
                                                str(options.seconds), flags=[servers.OPENS, "-Xmx512m"]),
                                   stdout=subprocess.PIPE, text=True)
        stack.callback(clients.kill)
        samples = []
        start = time.time()
        print("  s   RSS MiB  Arrow MiB  calls", flush=True)
        while clients.poll() is None and time.time() - start < options.seconds:
            time.sleep(min(10, options.seconds / 10))
            samples.append(server.memory("VmRSS"))
            print(f"{time.time() - start:4.0f} {samples[-1]:8.0f} {metrics.sum('flight_allocator_used_bytes') / 2**20:10.1f}"
                  f"{metrics.sum('flight_server_calls_running'):7.0f}", flush=True)
        outcomes = json.loads(clients.communicate()[0])
        calls, arrow = (wait_for_zero(metrics, name)
                        for name in ("flight_server_calls_running", "flight_allocator_used_bytes"))
        refusals = metrics.refusals()
        last = server.memory("VmRSS")
    unstated = {outcome: count for outcome, count in outcomes.items()
                if not any(pattern.fullmatch(outcome) for pattern in STATED)}
    settled = samples[int(len(samples) * SETTLED):]
    third = max(1, len(settled) // 3)
    growth = statistics.mean(settled[-third:]) / statistics.mean(settled[:third])
    print(f"\n{sum(outcomes.values())} calls of {options.clients} clients in {options.seconds} s")
    for outcome, count in sorted(outcomes.items(), key=lambda item: -item[1]):
        print(f"{count:9}  {outcome}{'   NOT STATED' if outcome in unstated else ''}")
    print(f"refused, as the server counts it: {refusals}")
    print(f"RSS after {SETTLED:.0%} of the time: {min(settled):.0f} to {max(settled):.0f} MiB, the last third {growth:.2f} "
          f"of the first; after the end {last:.0f} MiB")
    print(f"left: {calls:.0f} calls, {arrow:.0f} bytes of Arrow memory")
    pathlib.Path(servers.HERE.parent / "target" / "load.json").write_text(
        json.dumps({"outcomes": outcomes, "refusals": refusals, "rss_mib": samples, "left": [calls, arrow]}, indent=2))
    sys.exit(1 if unstated or growth > MOST_GROWTH or calls or arrow else 0)


if __name__ == "__main__":
    main()
