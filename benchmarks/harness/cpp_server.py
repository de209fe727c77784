"""pyarrow's server: Arrow Flight in C++. Python only hands it the batches."""

import sys

import numpy as np
import pyarrow as pa
import pyarrow.flight as flight


def create(table):
    if table == "mixed":
        rows = range(8 * 1024)
        return pa.record_batch({
            "id": pa.array(rows, pa.int64()),
            "value": pa.array([None if row % 10 == 0 else row * 0.5 for row in rows], pa.float64()),
            "name": pa.array([f"name-{row % 1000}" for row in rows]),
            "text": pa.array([f"a text that is somewhat longer, number {row}" for row in rows]),
            "list": pa.array([list(range(row % 5)) for row in rows], pa.list_(pa.int64())),
        })
    rows = {"large": 64 * 1024, "small": 1024, "one": 1}[table]
    return pa.record_batch({f"c{c}": pa.array(np.arange(rows, dtype=np.int64) * 8 + c) for c in range(8)})


class Server(flight.FlightServerBase):

    def __init__(self, port):
        self.tables = {name: create(name) for name in ("large", "small", "mixed", "one")}
        # listens from here on
        super().__init__(f"grpc://127.0.0.1:{port}")

    def get_flight_info(self, context, descriptor):
        ticket = flight.Ticket(b"/".join(descriptor.path))
        return flight.FlightInfo(self.tables["one"].schema, descriptor, [flight.FlightEndpoint(ticket, [])], -1, -1)

    def do_get(self, context, ticket):
        path = ticket.ticket.decode().split("/")
        batch = self.tables["one" if path[0] == "rows" else path[1]]
        batches = int(path[2]) if len(path) > 2 else 1
        return flight.RecordBatchStream(pa.RecordBatchReader.from_batches(batch.schema, [batch] * batches))

    def do_put(self, context, descriptor, reader, writer):
        rows = sum(chunk.data.num_rows for chunk in reader)
        writer.write(rows.to_bytes(8, "little"))

    def do_exchange(self, context, descriptor, reader, writer):
        writer.begin(reader.schema)
        for chunk in reader:
            writer.write_batch(chunk.data)


if __name__ == "__main__":
    Server(int(sys.argv[1])).serve()
