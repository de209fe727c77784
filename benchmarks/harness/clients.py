"""The clients. Each measures one run and returns its seconds, and the times of its calls if it makes many."""

import http.client
import json
import subprocess
import threading
import time
import urllib.request

import pyarrow as pa
import pyarrow.flight as flight

import cpp_server
import servers


def quantile(times, share):
    return sorted(times)[int(share * (len(times) - 1))] * 1e6


class PyArrow:
    """pyarrow.flight, in this process."""

    name = "pyarrow"

    def __init__(self):
        self.connections = {}

    def connection(self, server, index=0):
        key = (server.port, index)
        if key not in self.connections:
            self.connections[key] = flight.connect(f"grpc://127.0.0.1:{server.port}")
        return self.connections[key]

    def ticket(self, server, *path):
        info = self.connection(server).get_flight_info(flight.FlightDescriptor.for_path(*path))
        return info.endpoints[0].ticket

    def get(self, server, streams, table, batches):
        if server.name.startswith("http"):
            return self.get_http(server, table, batches)
        return self.read_paths(server, streams, batches, "tables", table, str(batches))

    @staticmethod
    def get_http(server, table, batches):
        start = time.perf_counter()
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/flight/tables/{table}/{batches}") as response:
            count = sum(1 for _ in pa.ipc.open_stream(response))
        if count != batches:
            raise RuntimeError(f"{server.name}: {count} batches instead of {batches}")
        return {"seconds": time.perf_counter() - start}

    def rows(self, server, kind, rows):
        return self.read_paths(server, 1, None, "rows", kind, str(rows))

    def read_paths(self, server, streams, batches, *path):
        ticket = self.ticket(server, *path)
        clients = [self.connection(server, index) for index in range(streams)]
        counts = []

        def read(client):
            reader, count = client.do_get(ticket), 0
            while True:
                try:
                    reader.read_chunk()
                    count += 1
                except StopIteration:
                    break
            counts.append(count)

        seconds = self.timed_threads([threading.Thread(target=read, args=(client,)) for client in clients])
        if batches is not None and counts != [batches] * streams:
            raise RuntimeError(f"{server.name}: {counts} batches instead of {batches} in each of {streams} streams")
        return {"seconds": seconds}

    @staticmethod
    def timed_threads(threads):
        start = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.perf_counter() - start

    def put(self, server, streams, table, batches):
        batch = cpp_server.create(table)
        start = time.perf_counter()
        writer, reader = self.connection(server).do_put(flight.FlightDescriptor.for_path("tables", "upload"),
                                                        batch.schema)
        for _ in range(batches):
            writer.write_batch(batch)
        writer.done_writing()
        if reader.read() is None:
            raise RuntimeError(f"{server.name}: no answer to the upload")
        writer.close()
        return {"seconds": time.perf_counter() - start}

    def exchange(self, server, streams, table, batches):
        batch = cpp_server.create(table)
        start = time.perf_counter()
        writer, reader = self.connection(server).do_exchange(flight.FlightDescriptor.for_path("tables", "echo"))

        def write():
            writer.begin(batch.schema)
            for _ in range(batches):
                writer.write_batch(batch)
            writer.done_writing()

        thread = threading.Thread(target=write)
        thread.start()
        count = sum(1 for _ in reader)
        thread.join()
        writer.close()
        if count != batches:
            raise RuntimeError(f"{server.name}: {count} batches came back of {batches}")
        return {"seconds": time.perf_counter() - start}

    def info(self, server, streams, table, calls):
        client = self.connection(server)
        descriptor = flight.FlightDescriptor.for_path("rows", "one")
        return self.repeat(calls, lambda: client.get_flight_info(descriptor))

    def one(self, server, streams, table, calls):
        client = self.connection(server)
        ticket = self.ticket(server, "rows", "one")
        return self.repeat(calls, lambda: client.do_get(ticket).read_all())

    @staticmethod
    def repeat(calls, call):
        times = []
        start = last = time.perf_counter()
        for _ in range(calls):
            call()
            now = time.perf_counter()
            times.append(now - last)
            last = now
        return {"seconds": last - start, "calls": calls, "p50_us": quantile(times, 0.5),
                "p99_us": quantile(times, 0.99)}

    def sip(self, server, table, batches, batch_bytes, seconds):
        """Read 1 MB a second of a stream, then leave. Returns the bytes that were read."""
        ticket = self.ticket(server, "tables", table, str(batches))
        with flight.connect(f"grpc://127.0.0.1:{server.port}") as client:
            reader = client.do_get(ticket)
            start = time.perf_counter()
            read = 0
            while time.perf_counter() - start < seconds:
                reader.read_chunk()
                read += batch_bytes
                time.sleep(max(0.0, start + read / 1e6 - time.perf_counter()))
            reader.cancel()
        return read

    def close(self):
        for connection in self.connections.values():
            connection.close()


class JavaClient:
    """Arrow's FlightClient, in a process of its own."""

    name = "java"

    def __init__(self):
        self.process = subprocess.Popen(servers.java("client.JavaClient", flags=[servers.OPENS]),
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
                                        stderr=open(servers.HERE.parent / "target" / "java-client.log", "w"))

    def ask(self, operation, server, streams, table, number):
        self.process.stdin.write(f"{operation} {server.port} {streams} {table} {number}\n")
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"The client in Java failed: {operation} at {server.name}")
        return json.loads(answer)

    def __getattr__(self, operation):
        return lambda *arguments: self.ask(operation, *arguments)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def json_rows(server, rows, parse):
    """The rows as JSON, whole or only their bytes."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", f"/rows/{rows}")
    response = connection.getresponse()
    if parse:
        count = len(json.load(response))
        if count != rows:
            raise RuntimeError(f"{count} rows of {rows}")
    else:
        while response.read(1 << 20):
            pass
    connection.close()
    return {"seconds": time.perf_counter() - start}
