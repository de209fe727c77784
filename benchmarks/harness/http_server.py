"""Arrow over HTTP from Python, in the way of the Arrow project's example: http_server.py <port>.

A chunk for each batch, by the server that comes with Python.
"""

import http.server
import io
import sys

import pyarrow as pa

import cpp_server


class Handler(http.server.BaseHTTPRequestHandler):

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        table, batches = self.path.split("/")[-2:]
        batch = cpp_server.create(table)
        self.send_response(200)
        self.send_header("Content-Type", "application/vnd.apache.arrow.stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        with io.BytesIO() as sink, pa.ipc.new_stream(sink, batch.schema) as writer:
            for _ in range(int(batches)):
                writer.write_batch(batch)
                self.chunk(sink)
            writer.close()
            self.chunk(sink)
        self.wfile.write(b"0\r\n\r\n")

    def chunk(self, sink):
        sink.truncate()
        with sink.getbuffer() as buffer:
            self.wfile.write(f"{len(buffer):X}\r\n".encode())
            self.wfile.write(buffer)
            self.wfile.write(b"\r\n")
        sink.seek(0)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
