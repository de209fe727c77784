"""The sample under a mix of calls for ten minutes: `benchmarks/run soak`. Uploads, downloads, cancelled downloads, queries
and calls that are refused for want of memory, over gRPC and HTTP. Heap, resident memory, Arrow memory, descriptors and
threads are taken after a warm-up and after the end, at rest. Ends with 1 if one of them has grown, or if a call ended in
another way than it should."""

import argparse
import collections
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

import pyarrow as pa
import pyarrow.flight as flight

import servers

JAR = next(iter(sorted(servers.HERE.parents[1].glob("sample-app/target/sample-app-*.jar"))), None)
CALL_MEMORY = 8 * 2**20
# how much more than after the warm-up is not growth: the garbage collector and malloc keep what they may need
MOST_GROWTH = {"heap MiB": 8, "RSS MiB": 48, "Arrow MiB": 0, "descriptors": 8, "threads": 12, "files MiB": 16}


class Sample(servers.Server):

    def __init__(self, folder, http, management):
        servers.COMMANDS["sample"] = lambda port: [
            servers.java("")[0], "-Xmx512m", servers.OPENS, "-jar", str(JAR),
            "--spring.grpc.server.address=127.0.0.1", f"--spring.grpc.server.port={port}",
            f"--server.port={http}", f"--management.server.port={management}",
            f"--flight.server.call-memory-limit={CALL_MEMORY}B",
            f"--sample.database={folder}/uploads.duckdb", f"--sample.web.files={folder}/files"]
        self.http = f"http://127.0.0.1:{http}"
        self.metrics = f"http://127.0.0.1:{management}/actuator/prometheus"
        self.folder = folder
        super().__init__("sample")
        for _ in range(300):
            try:
                urllib.request.urlopen(self.metrics, timeout=10).close()
                return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError(f"the sample did not start, see {self.log.name}")

    def jcmd(self, *command):
        java = pathlib.Path(shutil.which(servers.java("")[0])).resolve()
        subprocess.run([str(java.with_name("jcmd")), str(self.process.pid), *command], check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def gauge(self, name, label=""):
        with urllib.request.urlopen(self.metrics, timeout=60) as answer:
            return sum(float(line.rpartition(" ")[2]) for line in answer.read().decode().splitlines()
                       if line.partition("{")[0].partition(" ")[0] == name and label in line)

    def at_rest(self):
        for _ in range(300):
            if self.gauge("flight_server_calls_running") == 0:
                break
            time.sleep(0.1)
        for _ in range(3):
            self.jcmd("GC.run")
            time.sleep(1)
        self.jcmd("System.trim_native_heap")
        time.sleep(1)
        return {
            "heap MiB": self.gauge("jvm_memory_used_bytes", 'area="heap"') / 2**20,
            "RSS MiB": self.memory("VmRSS"),
            "Arrow MiB": self.gauge("flight_allocator_used_bytes") / 2**20,
            "descriptors": len(os.listdir(f"/proc/{self.process.pid}/fd")),
            "threads": self.gauge("jvm_threads_live_threads"),
            "files MiB": sum(file.stat().st_size for file in pathlib.Path(self.folder).rglob("*") if file.is_file())
                         / 2**20,
            "calls": self.gauge("flight_server_calls_running"),
        }


class Mix:
    """One client's calls, one after the other. Each names what it is and how it ended."""

    def __init__(self, sample, number):
        self.sample = sample
        self.random = random.Random(number)
        self.name = f"soak-{number}"
        self.client = flight.connect(f"grpc://127.0.0.1:{sample.port}")
        self.wide = pa.table({f"c{column}": pa.array([column] * 10, pa.int32()) for column in range(500)})
        self.rows = pa.table({
            "id": pa.array(range(50_000), pa.int64()),
            "name": pa.array([f"name {row % 1000}" for row in range(50_000)]).dictionary_encode(),
            "tags": pa.array([[str(row), None] for row in range(50_000)]),
        })
        self.large = pa.table({"id": pa.array(range(2_000_000), pa.int64())})

    def ticket(self, *path):
        return self.client.get_flight_info(flight.FlightDescriptor.for_path(*path)).endpoints[0].ticket

    def download(self):
        self.client.do_get(self.ticket("departures", "ATL")).read_all()

    def cancelled(self):
        reader = self.client.do_get(self.ticket("departures"))
        reader.read_chunk()
        reader.cancel()

    def http(self):
        with urllib.request.urlopen(f"{self.sample.http}/flight/departures/DEN?format=csv", timeout=60) as answer:
            while answer.read(1 << 16):
                pass

    def http_left(self):
        with urllib.request.urlopen(f"{self.sample.http}/flight/departures?format=json", timeout=60) as answer:
            answer.read(1 << 16)

    def upload(self):
        self.put(self.random.choice([self.wide, self.rows]), self.name)

    def put(self, table, name, chunk=None):
        path = flight.FlightDescriptor.for_path("uploads", name)
        writer, _ = self.client.do_put(path, table.schema)
        with writer:
            writer.write_table(table, chunk)

    def upload_and_drop(self):
        self.upload()
        list(self.client.do_action(flight.Action("drop-upload", json.dumps({"name": self.name}).encode())))

    def upload_left(self):
        path = flight.FlightDescriptor.for_path("uploads", self.name + "-left")
        options = flight.FlightCallOptions(timeout=0.05)
        writer, _ = self.client.do_put(path, self.rows.schema, options)
        with writer:
            writer.write_table(self.rows)
            time.sleep(0.1)
            writer.write_table(self.rows)

    def too_large(self):
        self.put(self.large, self.name + "-large")

    def query_cancelled(self):
        command = flight.FlightDescriptor.for_command(b'{"type":"delay-matrix"}')
        info = self.client.get_flight_info(command)
        self.client.cancel_flight_info(flight.CancelFlightInfoRequest(info)) if hasattr(
            flight, "CancelFlightInfoRequest") else list(self.client.do_action(
                ("CancelFlightInfo", b"\x0a" + length(info.serialize()) + info.serialize())))

    # besides: a client that still writes when it is refused does not always read why, and what it has left may not
    # have ended when it comes with the same upload again
    STATED = [("too_large", re.compile("FlightCancelledError .*")),
              *((kind, re.compile("FlightUnavailableError .*Another call is writing the upload.*", re.DOTALL))
                for kind in ("too_large", "upload_left"))]

    CALLS = {"download": (8, "OK"), "cancelled": (6, "OK"), "http": (4, "OK"), "http_left": (4, "OK"),
             "upload_and_drop": (4, "OK"), "upload_left": (2, "TIMED_OUT"), "too_large": (4, "RESOURCE_EXHAUSTED"),
             "query_cancelled": (1, "OK")}

    def run(self, until, outcomes):
        kinds, weights = zip(*((kind, weight) for kind, (weight, _) in self.CALLS.items()))
        while time.monotonic() < until:
            [kind] = self.random.choices(kinds, weights)
            try:
                getattr(self, kind)()
                outcome = "OK"
            except flight.FlightTimedOutError:
                outcome = "TIMED_OUT"
            except (flight.FlightError, pa.ArrowException, urllib.error.URLError, OSError) as failure:
                message = str(failure)
                found = re.search(r"RESOURCE_EXHAUSTED|memory limit|call's memory", message)
                outcome = "RESOURCE_EXHAUSTED" if found else f"{type(failure).__name__} {message[:160]}"
            outcomes[kind, outcome] += 1


def length(message):
    size, found = len(message), bytearray()
    while size > 127:
        found.append(size & 127 | 128)
        size >>= 7
    found.append(size)
    return bytes(found)


def run(sample, clients, seconds, outcomes):
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=Mix(sample, number).run, args=(until, outcomes)) for number in range(clients)]
    for thread in threads:
        thread.start()
    start = time.monotonic()
    while any(thread.is_alive() for thread in threads):
        time.sleep(min(30, seconds / 4))
        print(f"{time.monotonic() - start:5.0f} s  RSS {sample.memory('VmRSS'):6.0f} MiB  Arrow "
              f"{sample.gauge('flight_allocator_used_bytes') / 2**20:6.1f} MiB  {sum(outcomes.values()):7} calls", flush=True)
    for thread in threads:
        thread.join()
    client = flight.connect(f"grpc://127.0.0.1:{sample.port}")
    for info in list(client.list_flights()):
        path = info.descriptor.path
        if path and path[0] == b"uploads":
            list(client.do_action(flight.Action("drop-upload", json.dumps({"name": path[1].decode()}).encode())))


def main():
    parser = argparse.ArgumentParser(prog="benchmarks/run soak")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--warm-up", type=int, default=120, help="seconds before the first figures")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Sample(folder, servers.free_port(), servers.free_port()) as sample:
        print("warm-up", flush=True)
        run(sample, options.clients, options.warm_up, collections.Counter())
        before = sample.at_rest()
        outcomes = collections.Counter()
        print(f"\n{options.clients} clients for {options.seconds} s", flush=True)
        run(sample, options.clients, options.seconds, outcomes)
        after = sample.at_rest()
    unexpected = {(kind, outcome) for kind, outcome in outcomes if outcome != Mix.CALLS[kind][1]
                  and not any(kind == stated and words.fullmatch(outcome) for stated, words in Mix.STATED)}
    grown = {name for name, most in MOST_GROWTH.items() if after[name] - before[name] > most}
    print(f"\n{sum(outcomes.values())} calls")
    for (kind, outcome), count in sorted(outcomes.items()):
        print(f"{count:8}  {kind:18} {outcome}{'   UNEXPECTED' if (kind, outcome) in unexpected else ''}")
    print("\nat rest        before    after")
    for name in after:
        print(f"{name:12} {before[name]:8.1f} {after[name]:8.1f}{'   GROWN' if name in grown else ''}")
    sys.exit(1 if unexpected or grown or after["calls"] else 0)


if __name__ == "__main__":
    main()
