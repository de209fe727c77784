"""Clients of HTTP: python client.py <client> <results> <server> <sample> <folder of the sample's files>."""

import csv
import email.parser
import email.policy
import gzip
import http.client
import io
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
import zlib

import pandas
import polars
import pyarrow as pa

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "clients", "python"))
from report import NotAvailable, check, equal, feature, run  # noqa: E402

CLIENT, RESULTS, SERVER, SAMPLE, FILES = sys.argv[1:6]
STREAM = "application/vnd.apache.arrow.stream"
ROWS = 100_000


def rows(count=ROWS):
    ids = range(count)
    return {"id": list(ids), "name": [f'reading "{i}", ü' for i in ids], "value": [i / 8 for i in ids]}


EXPECTED = rows()


def table(count=1000):
    return pa.table(rows(count), schema=pa.schema(
        [pa.field("id", pa.int32(), False), pa.field("name", pa.utf8()), pa.field("value", pa.float64(), False)]))


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.body = status, body
        self.headers = {name.lower(): value for name, value in headers}

    def json(self):
        return json.loads(self.body)


class Broken(Exception):
    """The client noticed that the answer is not whole."""


class Urllib:
    def send(self, method, url, body=None, headers=()):
        request = urllib.request.Request(url, body, dict(headers), method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return Answer(answer.status, answer.getheaders(), answer.read())
        except urllib.error.HTTPError as ex:
            return Answer(ex.code, ex.headers.items(), ex.read())
        except (http.client.IncompleteRead, ConnectionError) as ex:
            raise Broken(ex) from ex
        except urllib.error.URLError as ex:
            if isinstance(ex.reason, ConnectionError):
                raise Broken(ex.reason) from ex
            raise

    def chunked(self, url, body, headers=()):
        return self.send("PUT", url, io.BytesIO(body), [*headers, ("Transfer-Encoding", "chunked")])


class Curl:
    def send(self, method, url, body=None, headers=(), options=()):
        with tempfile.TemporaryDirectory() as folder:
            command = ["curl", "-sS", "--max-time", "60", "-X", method, "-D", f"{folder}/head", "-o", f"{folder}/body",
                       *options]
            for name, value in headers:
                command += ["-H", f"{name}: {value}"]
            if body is not None:
                with open(f"{folder}/up", "wb") as file:
                    file.write(body)
                command += ["-T", f"{folder}/up"] if method == "PUT" else ["--data-binary", f"@{folder}/up"]
            done = subprocess.run([*command, url], capture_output=True, text=True)
            if done.returncode:
                raise Broken(f"exit {done.returncode}: {done.stderr}")
            with open(f"{folder}/head", encoding="latin-1") as file:
                last = file.read().strip().split("\n\n")[-1].splitlines()
            content = b""
            if os.path.exists(f"{folder}/body"):
                with open(f"{folder}/body", "rb") as file:
                    content = file.read()
        head = [line.split(": ", 1) for line in last[1:] if ": " in line]
        return Answer(int(last[0].split()[1]), head, content)

    def chunked(self, url, body, headers=()):
        return self.send("PUT", url, body, [*headers, ("Transfer-Encoding", "chunked")])


class Httpie:
    def send(self, method, url, body=None, headers=(), options=()):
        command = [os.path.join(os.path.dirname(sys.executable), "http"), "--pretty=none", "--print=hb", *options,
                   method, url, *(f"{name}:{value}" for name, value in headers)]
        done = subprocess.run(command if body is not None else [*command, "--ignore-stdin"], input=body,
                              capture_output=True)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        if done.returncode or not head:
            raise Broken(f"exit {done.returncode}: {done.stderr.decode()}")
        lines = head.decode("latin-1").splitlines()
        return Answer(int(lines[0].split()[1]), [line.split(": ", 1) for line in lines[1:]], content)

    def chunked(self, url, body, headers=()):
        return self.send("PUT", url, body, headers, ["--chunked"])


HTTP = {"curl": Curl, "httpie": Httpie}.get(CLIENT, Urllib)()
RAW = CLIENT in ("curl", "urllib", "httpie")


def needs(condition, reason):
    if not condition:
        raise NotAvailable(reason)


def get(path, *headers, base=SERVER):
    return HTTP.send("GET", base + path, headers=headers)


def put(path, body, *headers):
    needs(RAW, f"{CLIENT} does not upload")
    return HTTP.send("PUT", SERVER + path, body, headers)


def same(columns, count=ROWS):
    for name in ("id", "name", "value"):
        check(list(columns[name]) == EXPECTED[name][:count], f"column {name} differs")


def arrow(body):
    """The columns of an Arrow stream, read by what this client is about."""
    if CLIENT == "polars":
        return polars.read_ipc_stream(io.BytesIO(body)).to_dict(as_series=False)
    read = pa.ipc.open_stream(body).read_all()
    return read.to_pandas().to_dict("list") if CLIENT == "pandas" else read.to_pydict()


@feature("down-arrows")
def down_arrows(_):
    answer = get("/flight/readings.arrows")
    equal(answer.headers["content-type"], STREAM, "type")
    equal(answer.headers["accept-ranges"], "none", "ranges")
    same(arrow(answer.body))


@feature("down-arrow")
def down_arrow(_):
    body = get("/flight/readings?format=arrow").body
    same(polars.read_ipc(io.BytesIO(body), use_pyarrow=False).to_dict(as_series=False) if CLIENT == "polars"
         else pa.ipc.open_file(body).read_all().to_pydict())


@feature("down-json", "down-ndjson", "down-csv")
def down_text(name):
    form = name.removeprefix("down-")
    url = f"{SERVER}/flight/readings?format={form}"
    if CLIENT == "pandas":
        frame = pandas.read_csv(url) if form == "csv" else pandas.read_json(url, lines=form == "ndjson")
        same(frame.to_dict("list"))
        return
    if CLIENT == "polars":
        body = io.BytesIO(get(f"/flight/readings?format={form}").body)
        read = {"csv": polars.read_csv, "json": polars.read_json, "ndjson": polars.read_ndjson}[form]
        same(read(body).to_dict(as_series=False))
        return
    text = get(f"/flight/readings?format={form}").body.decode()
    if form == "csv":
        read = list(csv.DictReader(io.StringIO(text, newline="")))
        same({"id": [int(row["id"]) for row in read], "name": [row["name"] for row in read],
              "value": [float(row["value"]) for row in read]})
    else:
        read = json.loads(text) if form == "json" else [json.loads(line) for line in text.splitlines()]
        same({key: [row[key] for row in read] for key in ("id", "name", "value")})


def parts(answer):
    head = f"Content-Type: {answer.headers['content-type']}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + answer.body)
    return [(part.get_content_type(), part.get_payload(decode=True)) for part in message.iter_parts()]


@feature("down-multipart")
def down_multipart(_):
    (first, data), (second, stream), (third, text) = parts(
        get("/flight/readings?include_footnotes", ("Accept", "multipart/mixed")))
    equal((first, second, third), ("application/json", STREAM, "text/plain"), "types")
    equal(json.loads(data)[0], {"sensor": "attic", "place": "Zürich"}, "description")
    same(arrow(stream))
    check(b"batches" in text and b"seconds" in text, str(text))


@feature("coding-gzip", "coding-deflate", "coding-zstd")
def coding(name):
    token = name.removeprefix("coding-")
    if CLIENT == "curl":
        coded = HTTP.send("GET", SERVER + "/flight/readings", headers=[("Accept-Encoding", token)],
                          options=["--compressed"] if token != "zstd" else [])
    else:
        coded = get("/flight/readings", ("Accept-Encoding", token))
    equal(coded.headers["content-encoding"], token, "coding")
    check("Accept-Encoding" in coded.headers["vary"], "Vary")
    body = coded.body
    if token == "zstd":
        body = pa.CompressedInputStream(pa.BufferReader(body), "zstd").read()
    elif not (CLIENT in ("curl", "httpie")):
        body = gzip.decompress(body) if token == "gzip" else zlib.decompress(body)
    same(arrow(body))


@feature("codecs-zstd")
def codecs(_):
    answer = get("/flight/readings", ("Accept", f"{STREAM};codecs=zstd"))
    plain = get("/flight/readings")
    check(len(answer.body) < len(plain.body) / 2, "not compressed")
    same(arrow(answer.body))


@feature("info")
def info(_):
    described = get("/flight/readings?info").json()
    equal(described["records"], ROWS, "records")
    columns = {"id": [], "name": [], "value": []}
    for endpoint in described["endpoints"]:
        read = arrow(HTTP.send("GET", endpoint["uri"], headers=[("Accept", STREAM)]).body)
        for key, values in columns.items():
            values += read[key]
    equal(len(described["endpoints"]), 2, "endpoints")
    same(columns)
    found = [flight["path"] for flight in get("/flight").json()["flights"] if "path" in flight]
    check("readings" in found, str(found))


@feature("command")
def command(_):
    answer = HTTP.send("POST", SERVER + "/flight/commands/numbers-below?format=json", b'{"limit":2}',
                       [("Content-Type", "application/json")])
    equal(answer.json(), [{"id": 0, "name": "number 0"}, {"id": 1, "name": "number 1"}])


@feature("resume")
def resume(_):
    needs(RAW, f"{CLIENT} has no ranges")
    url = SERVER + "/flight/readings/result"
    if CLIENT != "curl":
        whole = get("/flight/readings/result", ("Accept-Encoding", "identity"))
        etag, half = whole.headers["etag"], len(whole.body) // 2
        rest = get("/flight/readings/result", ("Range", f"bytes={half}-"), ("If-Range", etag),
                   ("Accept-Encoding", "identity"))
        equal(rest.status, 206, "status")
        check(whole.body[:half] + rest.body == whole.body, "not the rest")
        same(arrow(whole.body[:half] + rest.body))
        return
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/result"
        first = subprocess.Popen(["curl", "-sS", url], stdout=subprocess.PIPE)
        with open(file, "wb") as content:
            content.write(first.stdout.read(1_000_000))
        first.kill()
        first.wait()
        first.stdout.close()
        had = os.path.getsize(file)
        check(had == 1_000_000, "nothing came")
        subprocess.run(["curl", "-sS", "--max-time", "60", "-C", "-", "-o", file, url], check=True)
        with open(file, "rb") as content:
            body = content.read()
    check(len(body) > had, "nothing more came")
    same(arrow(body))
    return f"went on after {had} of {len(body)} bytes"


def stream(count=1000):
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table(count).schema) as writer:
        writer.write_table(table(count), max_chunksize=300)
    return out.getvalue()


def stored():
    return arrow(Urllib().send("GET", SERVER + "/flight/readings/stored").body)["rows"][0]


def accepted(answer, count=1000):
    equal((answer.status, answer.json()), (200, {"results": [count]}), "answer")
    equal(stored(), count, "stored")


def refused(answer, *statuses):
    check(answer.status in statuses, f"{answer.status} {answer.body[:200]}")
    equal(answer.headers["content-type"], "application/problem+json", "type")
    check(answer.json()["detail"], "no detail")
    return f"{answer.status} {answer.json()['detail']}"


@feature("up-arrows")
def up_arrows(_):
    accepted(put("/flight/readings", stream(), ("Content-Type", STREAM)))


@feature("up-arrow")
def up_arrow(_):
    out = io.BytesIO()
    with pa.ipc.new_file(out, table().schema) as writer:
        writer.write_table(table())
    accepted(put("/flight/readings", out.getvalue(), ("Content-Type", "application/vnd.apache.arrow.file")))


@feature("up-csv", "up-ndjson")
def up_text(name):
    form = name.removeprefix("up-")
    body = polars.from_arrow(table()).write_csv() if form == "csv" else polars.from_arrow(table()).write_ndjson()
    accepted(put("/flight/readings", body.encode(),
                 ("Content-Type", "text/csv" if form == "csv" else "application/x-ndjson")))
    if form == "csv":
        accepted(put("/flight/readings?format=csv", table().to_pandas().to_csv(index=False).encode(),
                     ("Content-Type", STREAM)))


@feature("up-gzip", "up-deflate", "up-zstd")
def up_coded(name):
    coding = name.removeprefix("up-")
    body = stream()
    if CLIENT == "httpie" and coding == "deflate":
        accepted(HTTP.send("PUT", SERVER + "/flight/readings", body, [("Content-Type", STREAM)], ["-xx"]))
        return "by -xx"
    if coding == "deflate":
        raw = zlib.compressobj(wbits=-15)
        for coded in (zlib.compress(body), raw.compress(body) + raw.flush()):
            accepted(put("/flight/readings", coded, ("Content-Encoding", "deflate"), ("Content-Type", STREAM)))
        return
    coded = gzip.compress(body[:500]) + gzip.compress(body[500:]) if coding == "gzip" \
        else pa.Codec("zstd").compress(body, asbytes=True)
    accepted(put("/flight/readings", coded, ("Content-Encoding", coding), ("Content-Type", STREAM)))


@feature("up-chunked")
def up_chunked(_):
    needs(RAW, f"{CLIENT} does not upload")
    accepted(HTTP.chunked(SERVER + "/flight/readings", stream(), [("Content-Type", STREAM)]))


@feature("up-bad-row")
def up_bad_row(_):
    answer = put("/flight/readings", b"id,name,value\n0,,0\nx,,1\n", ("Content-Type", "text/csv"))
    detail = refused(answer, 400)
    equal((answer.json()["line"], stored()), (3, -1))
    return detail


@feature("error-first")
def error_first(_):
    answer = get("/flight/readings/refused")
    refused(answer, 404)
    equal((answer.json()["code"], answer.json()["detail"]), ("NOT_FOUND", "There are none today"))


@feature("broken-arrows", "broken-arrow", "broken-json", "broken-ndjson", "broken-csv", "broken-gzip")
def broken(name):
    form = name.removeprefix("broken-")
    path = "/flight/fail/INTERNAL" + ("" if form == "gzip" else f"?format={form}")
    headers = [("Accept-Encoding", "gzip")] if form == "gzip" else []
    if CLIENT == "pandas" and form in ("csv", "json", "ndjson"):
        read = pandas.read_csv if form == "csv" else pandas.read_json
        try:
            read(SERVER + path, **({"lines": True} if form == "ndjson" else {}))
        except (http.client.IncompleteRead, ConnectionError) as ex:
            return f"{type(ex).__name__}: {ex}"
        raise AssertionError("not noticed")
    try:
        answer = get(path, *headers)
    except Broken as ex:
        return str(ex)
    raise AssertionError(f"not noticed: {answer.status} {len(answer.body)} bytes")


@feature("hostile")
def hostile(_):
    return refused(put("/flight/readings", bytes.fromhex("fffffffff0ffff7f00000000"), ("Content-Type", STREAM)), 413)


@feature("bomb")
def bomb(_):
    body = gzip.compress(bytes(64 << 20)) * 160
    try:
        detail = refused(put("/flight/readings", body, ("Content-Type", STREAM), ("Content-Encoding", "gzip")), 413)
    except Broken as ex:
        check(CLIENT == "urllib", str(ex))
        detail = f"urllib does not read an answer that comes while it sends: {ex}"
    idle()
    return f"{len(body)} bytes: {detail}"


@feature("cut")
def cut(_):
    needs(CLIENT in ("urllib", "curl"), f"{CLIENT} ends what it begins")
    accepted(Urllib().send("PUT", SERVER + "/flight/readings", stream(), [("Content-Type", STREAM)]))
    body = stream(50_000)
    if CLIENT == "curl":
        process = subprocess.Popen(["curl", "-sS", "-T", "-", SERVER + "/flight/readings"], stdin=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        process.stdin.write(body[:len(body) // 2])
        process.stdin.flush()
        await_stored(-1)
        process.kill()
        process.wait()
    else:
        address = urllib.parse.urlsplit(SERVER)
        with socket.create_connection((address.hostname, address.port)) as raw:
            raw.sendall(b"PUT /flight/readings HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + f"{len(body):x}\r\n".encode() + body[:len(body) // 2])
            await_stored(-1)
    idle()
    equal(stored(), -1, "stored")


def await_stored(rows):
    for _ in range(100):
        if stored() == rows:
            return
        time.sleep(0.1)
    raise AssertionError("the upload did not begin")


def used():
    return arrow(Urllib().send("GET", SERVER + "/flight/allocator").body)["bytes"][0]


def idle():
    """Waits until calls hold no memory but what this one takes."""
    for _ in range(100):
        if used() < 1 << 20:
            return
        time.sleep(0.1)
    raise AssertionError(f"{used()} bytes in use")


@feature("leave")
def leave(_):
    needs(CLIENT in ("urllib", "curl", "httpie"), f"{CLIENT} reads to the end")
    name = uuid.uuid4().hex
    url = f"{SERVER}/flight/endless/{name}"
    if CLIENT == "urllib":
        with urllib.request.urlopen(url) as answer:
            answer.read(100_000)
    else:
        command = ["curl", "-sS", "-o", "/dev/null", "--max-time", "1", url] if CLIENT == "curl" else \
            ["timeout", "3", os.path.join(os.path.dirname(sys.executable), "http"), "--ignore-stdin", "--stream",
             "--print=b", url]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    equal(arrow(Urllib().send("GET", f"{SERVER}/flight/became/{name}").body)["end"], ["cancelled"])


@feature("stocks")
def stocks(_):
    needs(CLIENT != "httpie", "httpie shows one body as text")
    (_, data), (_, trades), (_, text) = parts(get("/flight/stocks?include_footnotes", base=SAMPLE))
    companies = {company["ticker"]: company["description"] for company in json.loads(data)}
    equal(len(companies), 60, "companies")
    read = arrow(trades)
    equal(sorted(read), ["price", "ticker", "volume"], "columns")
    check(set(read["ticker"]) <= set(companies), "tickers")
    check(b"batches" in text, str(text))


CONTENT = "".join(f"line {i} ü\n" for i in range(50_000)).encode()


@feature("file-plain", "file-chunked", "file-gzip", "file-deflate")
def file_drop(name):
    needs(RAW, f"{CLIENT} does not upload")
    target = f"{CLIENT}-{name}.txt"
    url, headers = SAMPLE + "/anywhere", [("X-Filename", target)]
    form = name.removeprefix("file-")
    if form == "plain":
        answer = HTTP.send("PUT", f"{SAMPLE}/files/{target}", CONTENT, [("Content-Type", "text/plain")])
    elif form == "chunked":
        answer = HTTP.chunked(url, CONTENT, headers)
    elif form == "deflate" and CLIENT == "httpie":
        answer = HTTP.send("PUT", url, CONTENT, headers, ["-xx"])
    else:
        coded = gzip.compress(CONTENT) if form == "gzip" else zlib.compress(CONTENT)
        answer = HTTP.send("PUT", url, coded, [*headers, ("Content-Encoding", form)])
    equal((answer.status, answer.body.strip()), (201, b"OK"), "answer")
    with open(os.path.join(FILES, target), "rb") as file:
        check(file.read() == CONTENT, "another content")


@feature("file-names")
def file_names(_):
    needs(RAW, f"{CLIENT} does not upload")
    statuses = [HTTP.send("PUT", SAMPLE + "/anywhere", b"x", [("X-Filename", name)]).status
                for name in ("../escaped", "..", "/etc/escaped", "a/../../escaped", ".hidden")]
    equal(set(statuses), {400}, "statuses")
    url = SAMPLE + "/files/..%2fescaped"
    check(HTTP.send("PUT", url, b"x").status in (400, 404), "encoded")
    for folder, _, files in os.walk(os.path.dirname(FILES)):
        check("escaped" not in files, f"escaped into {folder}")
    check(not [name for name in os.listdir(FILES) if name.startswith(".")], "parts are left")


@feature("page")
def page(_):
    raise NotAvailable("a browser's")


@feature("memory")
def memory(_):
    idle()
    return f"{used()} bytes"


run(RESULTS)
