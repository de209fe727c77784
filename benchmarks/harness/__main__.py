"""Runs the comparisons. See ../run."""

import argparse
import contextlib
import json
import os
import pathlib
import platform
import signal
import subprocess
import sys
import time

import pyarrow

import clients
import measure
import scenarios
from report import Report
from servers import Server

TARGET = pathlib.Path(__file__).resolve().parent.parent / "target"


def arguments():
    parser = argparse.ArgumentParser(prog="benchmarks/run", description="Ours beside Arrow's own servers. "
                                     "No figure makes it fail: it is read, and compared within one run only.")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter runs")
    parser.add_argument("--rounds", type=int, help="runs of each server and measure (5, --quick: 3)")
    parser.add_argument("--only", default="", help="the measures whose name contains this")
    parser.add_argument("--client", help="pyarrow or java, for what is measured with both")
    parser.add_argument("--servers", help="of ours,stock,stock-zero-copy,cpp,http,http-python")
    parser.add_argument("--json", default=str(TARGET / "benchmarks.json"), help="the file for the figures as JSON")
    options = parser.parse_args()
    options.rounds = options.rounds or (3 if options.quick else 5)
    options.scale = 0.4 if options.quick else 1.0
    return options


def machine():
    model = [line.partition(":")[2].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
             if line.startswith("model name")]
    home = os.environ.get("JAVA_HOME")
    java = subprocess.run([os.path.join(home, "bin", "java") if home else "java", "-version"], capture_output=True,
                          text=True, check=True).stderr.splitlines()[1]
    return {"cpus": os.cpu_count(), "model": model[0] if model else platform.processor(),
            "kernel": platform.release(), "java": java, "pyarrow": pyarrow.__version__}


class Run:

    def __init__(self, options, stack):
        self.options = options
        self.stack = stack
        self.report = Report(sys.stdout)
        self.servers = {}
        self.connected = {}
        self.figures = {}

    def client(self, name):
        if name not in self.connected:
            client = clients.PyArrow() if name == "pyarrow" else clients.JavaClient()
            self.stack.callback(client.close)
            self.connected[name] = client
        return self.connected[name]

    def server(self, name):
        if name not in self.servers:
            server = self.stack.enter_context(Server(name))
            measure.warm_up(self.client("pyarrow"), server, self.options.scale)
            self.servers[name] = server
        return self.servers[name]

    def wanted(self, name):
        return self.options.only.lower() in name.lower()

    def chosen(self, scenario):
        names = self.options.servers.split(",") if self.options.servers else scenario.servers
        return [self.server(name) for name in scenario.servers if name in names]

    def transfers(self):
        for scenario in scenarios.TRANSFERS:
            for client in scenario.clients:
                name = f"{scenario.name}, {client} client"
                if self.wanted(name) and self.options.client in (None, client):
                    self.figures[name] = measure.transfers(self.client(client), scenario, self.chosen(scenario),
                                                           self.options.rounds, self.options.scale)
                    self.report.transfers(name, scenario, self.figures[name])

    def observation(self):
        for scenario in scenarios.OBSERVATION:
            if self.wanted(scenario.name):
                figures = measure.transfers(self.client(scenario.clients[0]), scenario, self.chosen(scenario),
                                            2 * self.options.rounds, self.options.scale)
                self.figures[scenario.name] = figures
                self.report.observation(scenario, figures)

    def requests(self):
        for scenario in scenarios.REQUESTS:
            name = f"{scenario.name}, {scenario.client} client"
            if self.wanted(name) and self.options.client in (None, scenario.client):
                self.figures[name] = measure.requests(self.client(scenario.client), scenario, self.chosen(scenario),
                                                      self.options.rounds, self.options.scale)
                self.report.requests(name, scenario, self.figures[name])

    def others(self):
        pyarrow_client, quick = self.client("pyarrow"), self.options.quick
        if self.wanted("records"):
            rows = 600_000 if quick else 3_000_000
            self.figures["records"] = measure.records(pyarrow_client, self.server("ours"), self.server("mvc"),
                                                      self.options.rounds, rows, parse=not quick)
            self.report.records(rows, self.figures["records"])
        if self.wanted("slow client"):
            names = ("ours", "stock", "cpp")
            self.figures["slow client"] = measure.slow_client(pyarrow_client, names, 5 if quick else 15)
            self.report.slow_client(self.figures["slow client"])
        if self.wanted("start-up"):
            self.figures["start-up"] = measure.start_up(pyarrow_client, 1 if quick else self.options.rounds)
            self.report.start_up(self.figures["start-up"])


def main():
    options = arguments()
    # the servers and clients end with this process, whatever ends it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    about = machine()
    load = os.getloadavg()[0]
    start = time.time()
    with contextlib.ExitStack() as stack:
        run = Run(options, stack)
        run.report.line("\n".join(f"{key}: {value}" for key, value in about.items()) + f"\nload before: {load:.1f}")
        run.transfers()
        run.observation()
        run.requests()
        run.others()
        about |= {"load_before": load, "load_after": os.getloadavg()[0], "seconds": round(time.time() - start)}
        run.report.line(f"\nload after: {about['load_after']:.1f}, {about['seconds']} s in all; "
                        f"{sum(aim['reached'] for aim in run.report.aims)} of {len(run.report.aims)} aims reached")
        pathlib.Path(options.json).write_text(json.dumps({"machine": about, "figures": run.figures,
                                                          "aims": run.report.aims}, indent=2))
        run.report.line(f"as JSON: {options.json}")


if __name__ == "__main__":
    main()
