"""What is measured, and what each measure shall reach beside the others."""

from dataclasses import dataclass, field

MIB = 1 << 20
BATCH_BYTES = {"large": 4 * MIB, "small": 64 * 1024, "mixed": 880 * 1024}


@dataclass
class Transfer:
    """A stream of batches, measured in bytes per second and in the server's CPU time per gigabyte."""

    name: str
    operation: str
    table: str
    megabytes: int
    streams: int = 1
    clients: tuple = ("pyarrow", "java")
    servers: tuple = ("ours", "stock", "stock-zero-copy", "cpp")
    # server -> least throughput of ours as a multiple of it, most CPU time as a multiple
    aims: dict = field(default_factory=dict)
    # whether either of the two does
    either: bool = False
    # what is compared with the others
    subject: str = "ours"

    def batches(self, scale):
        return max(8, int(self.megabytes * MIB * scale / self.streams / BATCH_BYTES[self.table]))

    def bytes(self, scale):
        return self.batches(scale) * self.streams * BATCH_BYTES[self.table]


@dataclass
class Requests:
    """Calls one after the other, in one or several threads: calls per second and their times."""

    name: str
    operation: str
    calls: int
    streams: int
    client: str
    servers: tuple = ("ours", "stock", "cpp")
    aims: dict = field(default_factory=lambda: {"stock": (1.0, None)})


TRANSFERS = [
    Transfer("DoGet, 4 MB batches", "get", "large", 768,
             aims={"stock": (1.4, 0.7), "stock-zero-copy": (1.2, None), "cpp": (0.9, None)}),
    Transfer("DoGet, 4 MB batches, 4 streams", "get", "large", 1024, 4, ("pyarrow",),
             aims={"stock": (1.4, 0.7), "stock-zero-copy": (1.2, None), "cpp": (0.9, None)}),
    Transfer("DoGet, 64 KB batches", "get", "small", 384, aims={"stock": (1.1, 0.6)}),
    Transfer("DoGet, strings and lists", "get", "mixed", 384, clients=("pyarrow",), aims={"stock": (1.1, 0.6)}),
    Transfer("DoPut, 4 MB batches", "put", "large", 512, servers=("ours", "stock", "cpp"),
             aims={"stock": (1.2, 0.8)}, either=True),
    Transfer("DoPut, 64 KB batches", "put", "small", 256, clients=("pyarrow",), servers=("ours", "stock", "cpp"),
             aims={"stock": (1.2, 0.8)}, either=True),
    Transfer("DoExchange echo, 4 MB batches", "exchange", "large", 384, clients=("pyarrow",),
             servers=("ours", "stock", "cpp"), aims={"stock": (1.1, None)}),
    Transfer("HTTP GET, 4 MB batches", "get", "large", 512, clients=("pyarrow",),
             servers=("http", "ours", "http-python"), aims={"ours": (0.9, None), "http-python": (1.0, 1.0)},
             subject="http"),
    Transfer("HTTP GET, 64 KB batches", "get", "small", 256, clients=("pyarrow",),
             servers=("http", "ours", "http-python"), aims={"ours": (0.9, None), "http-python": (1.0, 1.0)},
             subject="http"),
]

# what the actuator adds: each beside ours without it, and that beside itself
OBSERVATION = [
    Transfer("DoGet, 64 KB batches, observed", "get", "small", 1536, clients=("java",),
             servers=("ours", "ours-again", "observed", "boot-observed")),
    Transfer("DoPut, 64 KB batches, observed", "put", "small", 768, clients=("java",),
             servers=("ours", "ours-again", "observed", "boot-observed")),
]

REQUESTS = [
    Requests("GetFlightInfo, 1 caller", "info", 1500, 1, "pyarrow"),
    Requests("GetFlightInfo, 8 callers", "info", 1000, 8, "java"),
    Requests("DoGet of one row, 1 caller", "one", 1000, 1, "pyarrow"),
    Requests("DoGet of one row, 8 callers", "one", 600, 8, "java"),
]
