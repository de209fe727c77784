"""The servers, each in a process of its own, and what the operating system says of them."""

import os
import pathlib
import socket
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
TICK = os.sysconf("SC_CLK_TCK")
PACKAGE = "io.github.flightspring.benchmarks"
OPENS = "--add-opens=java.base/java.nio=ALL-UNNAMED"


def java(main, *args, flags=()):
    home = os.environ.get("JAVA_HOME")
    command = os.path.join(home, "bin", "java") if home else "java"
    return [command, *flags, "-cp", os.environ["BENCHMARKS_CLASSPATH"], f"{PACKAGE}.{main}", *args]


def boot(main, port, *args, flags=()):
    # the batches of the tables leave as they are, as they do from every other server
    return java(main, "--spring.grpc.server.address=127.0.0.1", f"--spring.grpc.server.port={port}",
                "--flight.server.max-batch-size=16MB", "--logging.level.root=WARN", "--spring.main.banner-mode=off",
                *args, flags=[*flags, *os.environ.get("BENCHMARKS_JVM_FLAGS", "").split()])


def without(*configurations):
    return "--spring.autoconfigure.exclude=" + ",".join(f"{name}AutoConfiguration" for name in configurations)


METERS = "org.springframework.boot.micrometer.metrics.autoconfigure."
OURS = "io.github.flightspring.autoconfigure.observation."
# as if the actuator were not there, as it is not for the servers beside
UNWATCHED = without(f"{METERS}Metrics", f"{METERS}CompositeMeterRegistry",
                    f"{METERS}export.simple.SimpleMetricsExport", f"{METERS}export.prometheus.PrometheusMetricsExport",
                    "org.springframework.boot.micrometer.observation.autoconfigure.Observation")
NO_WEB = "--spring.main.web-application-type=none"

COMMANDS = {
    "ours": lambda port: boot("app.BenchmarkApplication", port, NO_WEB, UNWATCHED),
    # the same once more: what two processes of one server differ by
    "ours-again": lambda port: boot("app.BenchmarkApplication", port, NO_WEB, UNWATCHED),
    # the same with the actuator: observation and meters, for Prometheus
    "observed": lambda port: boot("app.BenchmarkApplication", port, NO_WEB),
    # the same with Boot's observation of gRPC in place of the starter's
    "boot-observed": lambda port: boot("app.BenchmarkApplication", port, NO_WEB,
                                       without(f"{OURS}FlightObservation", f"{OURS}FlightMetrics")),
    "empty": lambda port: boot("empty.EmptyApplication", port, NO_WEB, UNWATCHED),
    "mvc": lambda port: boot("app.BenchmarkApplication", 0, f"--server.port={port}", UNWATCHED),
    "http": lambda port: boot("app.BenchmarkApplication", 0, f"--server.port={port}", UNWATCHED),
    "http-python": lambda port: [sys.executable, str(HERE / "http_server.py"), str(port)],
    "stock": lambda port: java("stock.StockServer", str(port), flags=[OPENS]),
    "stock-zero-copy": lambda port: java("stock.StockServer", str(port),
                                         flags=[OPENS, "-Darrow.flight.enable_zero_copy_write=true"]),
    "cpp": lambda port: [sys.executable, str(HERE / "cpp_server.py"), str(port)],
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:

    def __init__(self, name):
        self.name = name
        self.port = free_port()
        self.log = open(HERE.parent / "target" / f"{name}.log", "w")
        self.started = time.perf_counter()
        self.process = subprocess.Popen(COMMANDS[name](self.port), stdout=self.log, stderr=subprocess.STDOUT)
        self.await_port()

    def await_port(self):
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if self.process.poll() is not None or time.perf_counter() - self.started > 120:
                    self.close()
                    raise RuntimeError(f"'{self.name}' did not start, see {self.log.name}") from None
                time.sleep(0.005)

    def cpu(self):
        """User and system time of the process, in seconds."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) / TICK, int(fields[12]) / TICK

    def memory(self, name):
        """VmRSS, or VmHWM for its peak, in MiB."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1]) / 1024
        raise RuntimeError(name)

    def forget_peak(self):
        """Let the peak begin anew."""
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()
