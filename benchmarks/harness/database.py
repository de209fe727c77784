"""Rows of PostgreSQL through the whole server, out and in: `benchmarks/run database`. `--heap 256m --rows 10000000` shows
that a large download needs little memory: it prints the peak of the server's process. Each way takes its turn in every
round."""

import argparse
import json
import statistics
import time
import urllib.request

import pyarrow as pa
import pyarrow.flight as flight

import servers

WAYS_IN = ("copy", "inserts", "batch-update")


def parse():
    parser = argparse.ArgumentParser(prog="benchmarks/run database", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--heap", default="4g", help="of the server")
    parser.add_argument("--only", action="append", help="starter, starter-rows, arrow-jdbc, json, copy, inserts or batch-update")
    return parser.parse_args()


def start(options):
    http = servers.free_port()
    servers.COMMANDS["database"] = lambda port: servers.boot(
        "database.DatabaseApplication", port, f"--server.port={http}", f"--rows={options.rows}", servers.UNWATCHED,
        flags=[f"-Xmx{options.heap}"])
    return servers.Server("database"), http


def download(client, way):
    info = client.get_flight_info(flight.FlightDescriptor.for_path("readings", way))
    rows = 0
    for chunk in client.do_get(info.endpoints[0].ticket):
        rows += chunk.data.num_rows
    return rows


def json_rows(port):
    # read and not parsed
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readings", timeout=600) as answer:
        objects = 0
        while piece := answer.read(1 << 20):
            objects += piece.count(b"{")
        return objects


def upload(client, way, table):
    writer, results = client.do_put(flight.FlightDescriptor.for_path("readings", way), table.schema)
    with writer:
        writer.write_table(table, max_chunksize=65536)
        writer.done_writing()
        return int(results.read().to_pybytes())


def main():
    options = parse()
    server, http = start(options)
    with server:
        client = flight.connect(f"grpc://127.0.0.1:{server.port}")
        ways = {way: lambda way=way: download(client, way) for way in ("starter", "starter-rows", "arrow-jdbc")}
        ways["json"] = lambda: json_rows(http)
        wanted = options.only or [*ways, *WAYS_IN]
        if set(wanted) & set(WAYS_IN):
            info = client.get_flight_info(flight.FlightDescriptor.for_path("readings", "starter"))
            table = client.do_get(info.endpoints[0].ticket).read_all()
            ways |= {way: lambda way=way: upload(client, way, table) for way in WAYS_IN}
        figures = {way: [] for way in wanted}
        for number in range(options.rounds + 1):
            for way in wanted:
                server.forget_peak()
                cpu, begin = sum(server.cpu()), time.perf_counter()
                rows = ways[way]()
                seconds, cpu = time.perf_counter() - begin, sum(server.cpu()) - cpu
                assert rows == options.rows, f"{way}: {rows} rows"
                # the first round warms up
                if number > 0 or options.rounds == 0:
                    figures[way].append((rows / seconds, cpu / rows * 1e9, server.memory("VmHWM")))
        print(f"{options.rows} rows, -Xmx{options.heap}, {options.rounds} rounds; medians")
        for way, taken in figures.items():
            speed, cpu, peak = (statistics.median(column) for column in zip(*taken))
            print(f"{way:>14}: {speed / 1000:8.0f} k rows/s, {cpu:6.0f} ns of CPU time for each row, peak {peak:5.0f} MiB")
        print(json.dumps({way: [round(taken[0]) for taken in all] for way, all in figures.items()}))


main()
