"""Alternating runs, and what is made of them: medians, and ratios run by run."""

import statistics
import time

import clients
import scenarios
from servers import Server

GB = 1e9


def warm_ups(size, scale):
    """Runs before the first that counts: a JVM compiles for some seconds what it runs anew, on the same processors."""
    return max(1, round(4 * GB * scale / size))


def warm_up(client, server, scale):
    if server.name != "mvc":
        for _ in range(max(1, round(4 * scale))):
            client.get(server, 1, "large", 150)
            client.get(server, 1, "small", 4000)


def transfers(client, scenario, servers, rounds, scale):
    """Server -> figures. The servers take turns, so that a machine that drifts is the same to all."""
    batches, size = scenario.batches(scale), scenario.bytes(scale)
    operation = getattr(client, scenario.operation)
    runs = {server.name: [] for server in servers}
    for server in servers:
        for _ in range(warm_ups(size, scale)):
            operation(server, scenario.streams, scenario.table, batches)
        server.forget_peak()
    for turn in range(rounds):
        for server in servers if turn % 2 == 0 else servers[::-1]:
            user, system = server.cpu()
            seconds = operation(server, scenario.streams, scenario.table, batches)["seconds"]
            user_after, system_after = server.cpu()
            runs[server.name].append({"gb_per_s": size / GB / seconds, "user_per_gb": (user_after - user) / size * GB,
                                      "system_per_gb": (system_after - system) / size * GB})
    figures = {}
    for server in servers:
        own = runs[server.name]
        for run in own:
            run["cpu_per_gb"] = run["user_per_gb"] + run["system_per_gb"]
        figures[server.name] = {key: statistics.median(run[key] for run in own) for key in own[0]}
        figures[server.name]["peak_mib"] = server.memory("VmHWM")
        figures[server.name]["runs"] = own
    return figures


def requests(client, scenario, servers, rounds, scale):
    calls = max(200, int(scenario.calls * scale))
    operation = getattr(client, scenario.operation)
    runs = {server.name: [] for server in servers}
    for server in servers:
        # small calls are many before a JVM has compiled all that they need
        operation(server, scenario.streams, "-", int(20_000 * scale / scenario.streams))
    for turn in range(rounds):
        for server in servers if turn % 2 == 0 else servers[::-1]:
            before = sum(server.cpu())
            run = operation(server, scenario.streams, "-", calls)
            cpu = sum(server.cpu()) - before
            runs[server.name].append({"calls_per_s": run["calls"] / run["seconds"], "p50_us": run["p50_us"],
                                      "p99_us": run["p99_us"], "cpu_us_per_call": cpu / run["calls"] * 1e6})
    return {name: {key: statistics.median(run[key] for run in own) for key in own[0]} | {"runs": own}
            for name, own in runs.items()}


def ratio(figures, key, one, other):
    """The median of the ratios of runs that came one after the other."""
    pairs = zip(figures[one]["runs"], figures[other]["runs"])
    ratios = [mine[key] / theirs[key] for mine, theirs in pairs if theirs[key]]
    return statistics.median(ratios) if ratios else float("nan")


def records(client, ours, mvc, rounds, rows, parse):
    """Rows per second: records that the starter maps, vectors written by hand, JSON over Spring MVC."""
    kinds = {
        "mapped": lambda: client.rows(ours, "mapped", rows),
        "by-hand": lambda: client.rows(ours, "by-hand", rows),
        "json": lambda: clients.json_rows(mvc, rows, False),
    }
    if parse:
        kinds["json, parsed"] = lambda: clients.json_rows(mvc, rows, True)
    runs = {kind: [] for kind in kinds}
    for kind in ("mapped", "by-hand", "json"):
        kinds[kind]()
    for turn in range(rounds):
        for kind, run in kinds.items():
            if kind.startswith("json") and turn >= 2 or kind == "json, parsed" and turn >= 1:
                continue
            runs[kind].append({"rows_per_s": rows / run()["seconds"]})
    return {kind: {"rows_per_s": statistics.median(run["rows_per_s"] for run in own), "runs": own}
            for kind, own in runs.items()}


def slow_client(client, names, seconds):
    """What a server's memory grows by while a client reads 1 MB a second of a stream of 1 GB."""
    figures = {}
    for name in names:
        with Server(name) as server:
            size = scenarios.BATCH_BYTES["small"]
            client.get(server, 1, "small", 2000)
            server.forget_peak()
            before = server.memory("VmRSS")
            read = client.sip(server, "small", int(GB / size), size, seconds)
            figures[name] = {"growth_mib": server.memory("VmHWM") - before, "read_mib": read / scenarios.MIB}
    return figures


def start_up(client, rounds):
    """Seconds from the start of the process to the first answered call."""
    runs = {"ours": [], "empty": []}
    for _ in range(rounds):
        for name, own in runs.items():
            with Server(name) as server:
                list(client.connection(server).list_actions())
                own.append({"seconds": time.perf_counter() - server.started})
    return {name: {"seconds": statistics.median(run["seconds"] for run in own), "runs": own}
            for name, own in runs.items()}
