"""pyarrow.flight against the application: python client.py <results> <server> <zstd server>."""

import base64
import itertools
import json
import signal
import subprocess
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
from pyarrow import flight

import samples
from report import NotAvailable, check, equal, feature, run

RESULTS, SERVER, ZSTD_SERVER, SECURE_SERVER, TLS = sys.argv[1:6]
REUSE = b"arrow-flight-reuse-connection://?"
EXPIRY_NANOS = 4102542245 * 10 ** 9 + 123456789


class Headers(flight.ClientMiddlewareFactory):
    """Keeps the headers and trailers of the last call."""

    def __init__(self):
        self.received = {}

    def start_call(self, info):
        factory = self

        class Middleware(flight.ClientMiddleware):
            def received_headers(self, headers):
                factory.received.update(headers)

        return Middleware()


HEADERS = Headers()
client = flight.connect(f"grpc://{SERVER}", middleware=[HEADERS])
zstd_client = flight.connect(f"grpc://{ZSTD_SERVER}")


def path(*segments):
    return flight.FlightDescriptor.for_path(*segments)


def command(**fields):
    return flight.FlightDescriptor.for_command(json.dumps(fields).encode())


NUMBERS_BELOW = {"type": "numbers-below", "limit": 4}


def act(name, body=b"", options=None, on=None):
    results = (on or client).do_action(flight.Action(name, body.encode() if isinstance(body, str) else body), options)
    return [result.body.to_pybytes() for result in results]


def open_flight(descriptor, on=None):
    on = on or client
    info = on.get_flight_info(descriptor)
    equal(len(info.endpoints), 1, "number of endpoints")
    return on.do_get(info.endpoints[0].ticket)


def read(descriptor, on=None):
    return open_flight(descriptor, on).read_all()


def upload(name, schema, batches, options=None, metadata=None):
    """Sends each batch and waits for its acknowledgement."""
    writer, reader = client.do_put(path("store", name), schema, options)
    answers = []
    with writer:
        for i, batch in enumerate(batches):
            if metadata:
                writer.write_with_metadata(batch, metadata[i])
            else:
                writer.write_batch(batch)
            answers.append(reader.read().to_pybytes())
        writer.done_writing()
        check(reader.read() is None, "an answer too many")
    return answers


def round_trip(name, schema, batches, options=None):
    upload(name, schema, batches, options)
    table = read(path("store", name))
    table.validate(full=True)
    expected = pa.Table.from_batches(batches, schema)
    equal(table.schema, expected.schema, "schema")
    check(table.equals(expected), f"{table} is not {expected}")


def big(rows, start=0):
    return pa.record_batch([pa.array(range(start, start + rows), pa.int64())], names=["v"])


def raises(type_, call):
    try:
        call()
    except type_ as ex:
        return ex
    raise AssertionError(f"no {type_.__name__}")


@feature("list-all")
def list_all(_):
    upload("listed", *samples.batches("int32"))
    found = {tuple(info.descriptor.path) for info in client.list_flights()}
    check({(b"numbers",), (b"shapes", b"no-rows"), (b"store", b"listed")} <= found, str(found))


@feature("list-criteria")
def list_criteria(_):
    upload("listed", *samples.batches("int32"))
    for criteria, expected in ((b"numbers", [[b"numbers"]]), (b"store/list", [[b"store", b"listed"]]), (b"none", [])):
        equal([info.descriptor.path for info in client.list_flights(criteria)], expected, str(criteria))


NUMERALS = pa.schema([pa.field("id", pa.int32(), nullable=False), pa.field("name", pa.utf8())])


@feature("info-path")
def info_path(_):
    info = client.get_flight_info(path("described", "ordered"))
    equal(info.schema, NUMERALS, "schema")
    equal((info.total_records, info.total_bytes), (80, 4321), "totals")
    equal(info.descriptor, path("described", "ordered"), "descriptor")
    equal(read(path("numbers")).to_pydict(), {"id": [0, 1, 2], "name": ["number 0", "number 1", "number 2"]})
    equal(client.get_flight_info(path("numbers")).total_records, -1, "unknown total")


@feature("info-cmd")
def info_command(_):
    info = client.get_flight_info(command(**NUMBERS_BELOW))
    equal(info.schema, NUMERALS, "schema")
    equal(info.descriptor, command(**NUMBERS_BELOW), "descriptor")
    equal(read(command(**NUMBERS_BELOW)).column("id").to_pylist(), [0, 1, 2, 3])


@feature("schema-path")
def schema_path(_):
    equal(client.get_schema(path("numbers")).schema, NUMERALS, "schema")


@feature("schema-cmd")
def schema_command(_):
    equal(client.get_schema(command(**NUMBERS_BELOW)).schema, NUMERALS, "schema")


@feature("poll-path", "poll-cmd")
def poll(_):
    check(not hasattr(client, "poll_flight_info"), "pyarrow polls now: test it")
    raise NotAvailable("pyarrow has no PollFlightInfo")


def partitions(kind):
    info = client.get_flight_info(path("described", kind))
    equal(len(info.endpoints), 8, "number of endpoints")
    rows = [client.do_get(endpoint.ticket).read_all().column("id").to_pylist() for endpoint in info.endpoints]
    return info, list(itertools.chain.from_iterable(rows))


@feature("partitions-ordered")
def partitions_ordered(_):
    info, rows = partitions("ordered")
    check(info.ordered)
    equal(rows, list(range(80)))


@feature("partitions-unordered")
def partitions_unordered(_):
    info, rows = partitions("plain")
    check(not info.ordered)
    equal(sorted(rows), list(range(80)))
    check(all(not endpoint.locations for endpoint in info.endpoints), "locations")


@feature("reuse-connection")
def reuse(_):
    info, rows = partitions("reuse")
    check(all([location.uri for location in endpoint.locations] == [REUSE] for endpoint in info.endpoints),
          str(info.endpoints[0]))
    equal(sorted(rows), list(range(80)))


@feature("expiry")
def expiry(_):
    info, rows = partitions("expiring")
    equal({endpoint.expiration_time.value for endpoint in info.endpoints}, {EXPIRY_NANOS})
    equal(len(rows), 80)
    expired = client.get_flight_info(path("described", "expired")).endpoints[0]
    ex = raises(pa.ArrowKeyError, lambda: client.do_get(expired.ticket).read_all())
    check("expired" in str(ex), str(ex))
    check(client.get_flight_info(path("numbers")).endpoints[0].expiration_time is None, "expiry of its own accord")


@feature("metadata-info")
def metadata_info(_):
    equal(client.get_flight_info(path("described", "plain")).app_metadata, b"info of plain")


@feature("metadata-endpoint")
def metadata_endpoint(_):
    info = client.get_flight_info(path("described", "plain"))
    equal([endpoint.app_metadata for endpoint in info.endpoints], [b"endpoint %d" % i for i in range(8)])


def chunks(reader):
    result = []
    for chunk in reader:
        metadata = chunk.app_metadata.to_pybytes() if chunk.app_metadata is not None else None
        result.append((chunk.data.num_rows if chunk.data is not None else None, metadata))
    return result


@feature("metadata-batches")
def metadata_batches(_):
    equal(chunks(open_flight(path("shapes", "metadata"))),
          [(1, b"batch 0"), (2, b"batch 1"), (3, b"batch 2"), (None, b"the end")])


@feature("metadata-put")
def metadata_put(_):
    schema, batches = samples.batches("int32")
    answers = upload("metadata", schema, batches, metadata=[b"first", b"second", b"third"])
    equal(answers, [b"7:first", b"7:second", b"12:third"])
    equal(chunks(open_flight(path("store", "metadata"))), [(7, b"first"), (0, b"second"), (5, b"third")])


def same_values(table, batches):
    for actual, batch in zip(table.column(0).chunks, batches, strict=True):
        # dictionaries may have another order
        if not actual.equals(batch.column(0)):
            equal(actual.to_pylist(), batch.column(0).to_pylist(), "values")


def sample_type(name):
    def test(_):
        try:
            schema, batches = samples.batches(name)
        except NotImplementedError as ex:
            raise NotAvailable(ex)
        round_trip(f"type-{name}", schema, batches)
        generated = read(path("types", name))
        generated.validate(full=True)
        check(generated.schema.field(0).type == schema.field(0).type or "dictionary" in name,
              f"{generated.schema} is not {schema}")
        same_values(generated, batches)
    return test


for sample in act("types"):
    feature(f"type-{sample.decode()}")(sample_type(sample.decode()))


@feature("unknown-type")
def unknown_type(_):
    for type_ in (pa.decimal32(5, 1), pa.decimal64(12, 1)):
        batch = pa.record_batch([pa.array([1, None], type_)], names=["v"])
        ex = raises(pa.ArrowInvalid, lambda: upload("unknown", batch.schema, [batch]))
        check("field 'v'" in str(ex) and "of 128 and 256" in str(ex), str(ex))


@feature("all-nulls")
def all_nulls(_):
    for type_ in (pa.int32(), pa.utf8(), pa.string_view(), pa.list_(pa.int32()), pa.bool_(), pa.binary(3)):
        batch = pa.record_batch([pa.nulls(9, type_)], names=["v"])
        round_trip("nulls", batch.schema, [batch])


@feature("empty-batches")
def empty_batches(_):
    equal([rows for rows, _ in chunks(open_flight(path("shapes", "empty-batches")))], [0, 2, 0])
    empty = big(0)
    upload("empty", empty.schema, [empty, big(2), empty])
    equal([rows for rows, _ in chunks(open_flight(path("store", "empty")))], [0, 2, 0])


@feature("no-columns")
def no_columns(_):
    equal([rows for rows, _ in chunks(open_flight(path("shapes", "no-columns")))], [5, 3])
    batch = big(5).select([])
    equal(batch.num_rows, 5, "rows of the test's own batch")
    equal(upload("no-columns", batch.schema, [batch]), [b"5:"])
    equal(read(path("store", "no-columns")).num_rows, 5, "rows")


@feature("no-rows")
def no_rows(_):
    table = read(path("shapes", "no-rows"))
    equal((table.num_rows, table.schema.names), (0, ["v"]))
    upload("no-rows", NUMERALS, [])
    equal(read(path("store", "no-rows")), NUMERALS.empty_table())


@feature("sliced")
def sliced(_):
    for name in ("int32", "bool", "utf8", "utf8_view", "list", "list_view", "fixed_size_list", "struct", "map",
                 "sparse_union", "dense_union", "run_end_encoded", "dictionary", "list_of_dictionary"):
        values = samples.array(name, range(40))
        batch = pa.record_batch([values], names=["v"])
        batches = [batch.slice(0, 3), batch.slice(3, 13), batch.slice(29)]
        try:
            round_trip("sliced", batch.schema, batches)
        except Exception as ex:
            raise AssertionError(f"{name}: {ex}") from ex


@feature("dictionary-change")
def dictionary_change(_):
    def batch(words):
        return pa.record_batch([pa.array(words).dictionary_encode()], names=["v"])
    words = [["a", "b"], ["a", "b", "c"], ["x", "y", None], ["a", "b"]]
    for deltas in (False, True):
        options = flight.FlightCallOptions(write_options=pa.ipc.IpcWriteOptions(emit_dictionary_deltas=deltas))
        batches = [batch(each) for each in words]
        upload("changing", batches[0].schema, batches, options)
        equal(read(path("store", "changing")).column(0).to_pylist(), list(itertools.chain(*words)), f"deltas={deltas}")


def compressed(codec):
    def test(_):
        options = flight.FlightCallOptions(write_options=pa.ipc.IpcWriteOptions(compression=codec))
        for name in ("int64", "bool", "utf8", "utf8_view", "list", "struct", "dense_union", "dictionary"):
            round_trip("compressed", *samples.batches(name), options)
        large = pa.record_batch([pa.array(range(100_000), pa.int64()), pa.array(["text"] * 100_000)], names=["a", "b"])
        round_trip("compressed", large.schema, [large], options)
    return test


feature("zstd-up")(compressed("zstd"))
feature("lz4-up")(compressed("lz4"))


@feature("zstd-down")
def zstd_down(_):
    for name in act("types"):
        name = name.decode()
        if name in ("interval_months", "interval_day_time"):
            continue
        _, batches = samples.batches(name)
        table = read(path("types", name), zstd_client)
        table.validate(full=True)
        same_values(table, batches)


@feature("put-acks")
def put_acks(_):
    equal(upload("acks", big(1).schema, [big(10) for _ in range(50)]), [b"%d:" % (10 * i) for i in range(1, 51)])


@feature("exchange-duplex")
def exchange_duplex(_):
    batch, count = big(131_072), 256
    writer, reader = client.do_exchange(path("echo"))
    failures = []

    def send():
        try:
            writer.begin(batch.schema)
            for _ in range(count):
                writer.write_batch(batch)
            writer.done_writing()
        except Exception as ex:
            failures.append(ex)

    sender = threading.Thread(target=send)
    sender.start()
    received = 0
    for chunk in reader:
        check(chunk.data.equals(batch), "the batch is not what was sent")
        received += 1
    sender.join()
    writer.close()
    equal(failures, [])
    equal(received, count, "batches")


@feature("exchange-turns")
def exchange_turns(_):
    writer, reader = client.do_exchange(path("echo"))
    with writer:
        writer.begin(big(1).schema)
        for i in range(20):
            writer.write_with_metadata(big(i), b"turn %d" % i)
            chunk = reader.read_chunk()
            equal((chunk.data.num_rows, chunk.app_metadata.to_pybytes()), (i, b"turn %d" % i))
        writer.write_metadata(b"alone")
        equal(reader.read_chunk().app_metadata.to_pybytes(), b"alone")
        writer.done_writing()
        raises(StopIteration, reader.read_chunk)


@feature("action-none")
def action_none(_):
    equal(act("none"), [])


@feature("action-one")
def action_one(_):
    equal(act("one", bytes(range(256))), [bytes(range(256))])
    equal(act("one", b""), [b""])


@feature("action-many")
def action_many(_):
    equal(act("many"), [b"%d" % i for i in range(1000)])


@feature("list-actions")
def list_actions(_):
    actions = {action.type: action.description for action in client.list_actions()}
    equal(actions["many"], "Answers with a thousand numbers")
    check(len(actions) >= 12, str(actions))


ERRORS = {
    "UNKNOWN": pa.ArrowException, "INTERNAL": flight.FlightInternalError, "INVALID_ARGUMENT": pa.ArrowInvalid,
    "TIMED_OUT": flight.FlightTimedOutError, "NOT_FOUND": pa.ArrowKeyError, "ALREADY_EXISTS": pa.ArrowException,
    "CANCELLED": flight.FlightCancelledError, "UNAUTHENTICATED": flight.FlightUnauthenticatedError,
    "UNAUTHORIZED": flight.FlightUnauthorizedError, "UNIMPLEMENTED": pa.ArrowNotImplementedError,
    "UNAVAILABLE": flight.FlightUnavailableError, "RESOURCE_EXHAUSTED": pa.ArrowException,
}


def failing(code):
    def test(_):
        HEADERS.received.clear()
        ex = raises(ERRORS[code], lambda: act("fail", code))
        check(f"message {code}" in str(ex), str(ex))
        equal(HEADERS.received.get("x-interop-reason"), [f"reason {code}"], "metadata")
        equal(HEADERS.received.get("x-interop-reason-bin"), [f"bytes {code}".encode()], "binary metadata")
        if code in ("UNKNOWN", "ALREADY_EXISTS", "RESOURCE_EXHAUSTED"):
            return f"as {type(ex).__name__}: {ex}"
    return test


for status in ERRORS:
    feature(f"error-{status}")(failing(status))


@feature("error-get")
def error_get(_):
    reader = open_flight(path("fail", "UNAUTHORIZED"))
    equal(reader.read_chunk().data.num_rows, 10)
    ex = raises(flight.FlightUnauthorizedError, reader.read_chunk)
    check("message UNAUTHORIZED" in str(ex), str(ex))


@feature("error-put")
def error_put(_):
    writer, reader = client.do_put(path("fail", "UNAUTHORIZED"), big(1).schema)

    def send():
        with writer:
            for _ in range(100_000):
                writer.write_batch(big(1000))
    ex = raises(flight.FlightUnauthorizedError, send)
    check("message UNAUTHORIZED" in str(ex), str(ex))


def became(id_):
    equal(act("became", id_), [b"cancelled"], "the call became")


@feature("deadline-action")
def deadline_action(_):
    left = int(act("time-left", options=flight.FlightCallOptions(timeout=30))[0])
    check(20_000 < left <= 31_000, str(left))
    id_ = str(uuid.uuid4())
    raises(flight.FlightTimedOutError, lambda: act("slow", id_, flight.FlightCallOptions(timeout=0.3)))
    became(id_)


@feature("deadline-get")
def deadline_get(_):
    id_ = str(uuid.uuid4())
    ticket = client.get_flight_info(path("slow", id_)).endpoints[0].ticket
    raises(flight.FlightTimedOutError, lambda: client.do_get(ticket, flight.FlightCallOptions(timeout=0.3)).read_all())
    became(id_)


@feature("cancel-get")
def cancel_get(_):
    id_ = str(uuid.uuid4())
    reader = open_flight(path("endless", id_))
    reader.read_chunk()
    reader.cancel()
    became(id_)


@feature("cancel-put")
def cancel_put(_):
    id_ = str(uuid.uuid4())
    uploader = subprocess.Popen([sys.executable, "-c", f"""
import time
import pyarrow as pa
from pyarrow import flight
batch = pa.record_batch([pa.array([1, 2, 3])], names=['v'])
client = flight.connect('grpc://{SERVER}')
writer, reader = client.do_put(flight.FlightDescriptor.for_path('endless', '{id_}'), batch.schema)
writer.write_batch(batch)
print('started', flush=True)
time.sleep(60)
"""], stdout=subprocess.PIPE)
    uploader.stdout.readline()
    # the library may hold the upload back
    equal(act("began", id_), [b"began"], "the call")
    uploader.kill()
    uploader.wait()
    became(id_)
    return "by the end of its process: pyarrow cannot cancel an upload"


@feature("cancel-exchange")
def cancel_exchange(_):
    id_ = str(uuid.uuid4())
    writer, reader = client.do_exchange(path("endless", id_))
    writer.begin(big(1).schema)
    writer.write_batch(big(10))
    reader.read_chunk()
    reader.cancel()
    became(id_)


@feature("cancel-action")
def cancel_action(_):
    id_ = str(uuid.uuid4())
    results = client.do_action(flight.Action("endless", id_.encode()))
    equal(next(results).body.to_pybytes(), b"more")
    del results
    became(id_)


@feature("cancel-list")
def cancel_list(_):
    id_ = str(uuid.uuid4())
    # pyarrow reads the whole list before it returns, and Ctrl-C, which stops the process's
    # other calls too, is the one thing that ends it
    lister = subprocess.Popen(
        [sys.executable, "-c", f"from pyarrow import flight; list(flight.connect('grpc://{SERVER}')"
                               f".list_flights(b'endless:{id_}'))"], stderr=subprocess.DEVNULL,
        # what a shell starts in the background ignores this signal, and so would its children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    # a signal that comes before the call is there is lost
    for _ in range(30):
        time.sleep(2)
        lister.send_signal(signal.SIGINT)
        if lister.poll() is not None:
            break
    check(lister.wait(10) != 0, "the list ended")
    became(id_)


LARGE_ROWS = 12_500_000


def large_down(on):
    rows, total, largest = 0, 0, 0
    for chunk in open_flight(path("shapes", "large"), on):
        column = chunk.data.column(0)
        rows += len(column)
        total += pa.compute.sum(column).as_py()
        largest = max(largest, len(column))
    equal((rows, total), (LARGE_ROWS, LARGE_ROWS * (LARGE_ROWS - 1) // 2))
    return largest


@feature("large-down-sliced")
def large_down_sliced(_):
    check(large_down(client) * 8 <= 3 << 20, "slices are too large")


@feature("large-down-single")
def large_down_single(_):
    equal(large_down(zstd_client), LARGE_ROWS, "rows of the one batch")


@feature("large-up")
def large_up(_):
    batch = big(LARGE_ROWS)
    equal(upload("large", batch.schema, [batch]), [b"12500000:"])
    check(read(path("store", "large")).equals(pa.Table.from_batches([batch])), "not what was sent")
    act("clear")


def headers():
    HEADERS.received.clear()
    options = flight.FlightCallOptions(headers=[(b"x-interop-text", b"hello"), (b"x-interop-bin", b"\x00\x01\xff")])
    return act("headers", options=options)


@feature("headers-in")
def headers_in(_):
    equal(headers(), [b"hello", b"[0, 1, -1]"])


@feature("headers-out")
def headers_out(_):
    headers()
    equal(HEADERS.received.get("x-interop-header"), ["header hello"])
    equal(HEADERS.received.get("x-interop-header-bin"), [b"\x00\x01\xff"])


@feature("trailers-out")
def trailers_out(_):
    headers()
    equal(HEADERS.received.get("x-interop-trailer"), ["trailer hello"])
    equal(HEADERS.received.get("x-interop-trailer-bin"), [b"\x00\x01\xff"])


@feature("reflection", "health")
def services(_):
    raise NotAvailable("pyarrow makes no gRPC calls but Flight's")


@feature("concurrent")
def concurrent(_):
    descriptor = path("shapes", "together", str(uuid.uuid4()), "64")
    # the schema is known without a call of the handler
    ticket = client.get_flight_info(descriptor).endpoints[0].ticket
    with ThreadPoolExecutor(64) as pool:
        rows = list(pool.map(lambda _: client.do_get(ticket).read_all().num_rows, range(64)))
    equal(rows, [1000] * 64)


@feature("edge-no-schema", "edge-second-schema", "edge-dictionary-first", "edge-short-body", "edge-negative-length",
         "edge-huge-length", "edge-version", "edge-trailing")
def edges(_):
    raise NotAvailable("pyarrow writes well-formed streams only")


@feature("edge-ticket")
def edge_ticket(_):
    ex = raises(pa.ArrowInvalid, lambda: client.do_get(flight.Ticket(b"x" * (1 << 20))).read_all())
    equal(read(path("numbers")).num_rows, 3)
    return str(ex)


@feature("query-poll", "query-early", "query-cancel")
def query_poll(_):
    raise NotAvailable("pyarrow has no PollFlightInfo")


@feature("query-info")
def query_info(_):
    info = client.get_flight_info(path("steps", str(uuid.uuid4()), "3"))
    check(all(endpoint.expiration_time is not None for endpoint in info.endpoints), "no expiry")
    for _ in range(2):
        rows = [client.do_get(endpoint.ticket).read_all().column("id").to_pylist() for endpoint in info.endpoints]
        equal(list(itertools.chain.from_iterable(rows)), [0, 1, 2])


def field(number, message):
    """A field of a protobuf message. pyarrow has flights and endpoints, but not the requests that hold them."""
    size, rest = b"", len(message)
    while rest > 127:
        size, rest = size + bytes([rest & 127 | 128]), rest >> 7
    return bytes([number << 3 | 2]) + size + bytes([rest]) + message


@feature("cancel-info")
def cancel_info(_):
    info = client.get_flight_info(path("endless", str(uuid.uuid4())))
    reader = client.do_get(info.endpoints[0].ticket)
    reader.read_chunk()
    equal(act("CancelFlightInfo", field(1, info.serialize())), [b"\x08\x01"], "status")

    def read_on(chunks):
        # read_all takes a cancelled call for Ctrl-C
        while True:
            chunks.read_chunk()

    raises(flight.FlightCancelledError, lambda: read_on(reader))
    raises(flight.FlightCancelledError, lambda: read_on(client.do_get(info.endpoints[0].ticket)))
    return "by do_action: pyarrow has no call for it"


def soon_expired():
    [endpoint] = client.get_flight_info(path("soon-expired")).endpoints
    return endpoint


def is_expired(ticket):
    ex = raises(pa.ArrowKeyError, lambda: client.do_get(ticket).read_all())
    check("expired" in str(ex), str(ex))


@feature("renew")
def renew(_):
    endpoint = soon_expired()
    time.sleep(3.5)
    renewed = flight.FlightEndpoint.deserialize(
        act("RenewFlightEndpoint", field(1, endpoint.serialize()))[0])
    check(renewed.expiration_time.value > endpoint.expiration_time.value, "not renewed")
    time.sleep(3)
    for ticket in (endpoint.ticket, renewed.ticket):
        equal(client.do_get(ticket).read_all().num_rows, 3)
    time.sleep(3.6)
    is_expired(renewed.ticket)
    return "by do_action: pyarrow has no call for it"


@feature("read-until-expiry")
def read_until_expiry(_):
    endpoint = soon_expired()
    for _ in range(3):
        equal(client.do_get(endpoint.ticket).read_all().num_rows, 3)
    time.sleep(6.1)
    is_expired(endpoint.ticket)


@feature("session")
def session(_):
    raise NotAvailable("pyarrow has no messages for sessions")


def pem(name):
    with open(f"{TLS}/{name}", "rb") as file:
        return file.read()


def secure(**options):
    return flight.connect(f"grpc+tls://{SECURE_SERVER}", tls_root_certs=pem("server.pem"), **options)


def authorization(value):
    return flight.FlightCallOptions(headers=[(b"authorization", value)])


def basic(name, password):
    return authorization(b"Basic " + base64.b64encode(f"{name}:{password}".encode()))


USERS = {"reader": "read:ing €", "writer": "writing"}


def caller(on, options=None):
    [name] = act("caller", options=options, on=on)
    return name.decode()


def refused(call):
    return raises(flight.FlightUnauthenticatedError, call)


@feature("tls-basic")
def tls_basic(_):
    on = secure()
    for name, password in USERS.items():
        equal(caller(on, basic(name, password)), name)
    refused(lambda: caller(on, basic("reader", "wrong")))
    refused(lambda: caller(on, basic("nobody", "writing")))


@feature("tls-handshake")
def tls_handshake(_):
    on = secure()
    header, token = on.authenticate_basic_token("reader", USERS["reader"])
    equal(caller(on, flight.FlightCallOptions(headers=[(header, token)])), "reader")
    refused(lambda: on.authenticate_basic_token("reader", "wrong"))


class Login(flight.ClientAuthHandler):

    def __init__(self, name, password):
        super().__init__()
        self.login = flight.BasicAuth(name, password)
        self.token = None

    def authenticate(self, outgoing, incoming):
        outgoing.write(self.login.serialize())
        self.token = incoming.read()

    def get_token(self):
        return self.token


@feature("tls-payload")
def tls_payload(_):
    on = secure()
    on.authenticate(Login("reader", USERS["reader"]))
    equal(caller(on), "reader")
    refused(lambda: secure().authenticate(Login("reader", "wrong")))


@feature("tls-altered")
def tls_altered(_):
    on = secure()
    token = on.authenticate_basic_token("reader", USERS["reader"])[1].decode().removeprefix("Bearer ")
    equal(caller(on, authorization(f"Bearer {token}".encode())), "reader")
    header, claims, signature = token.split(".")

    def swap(part, old, new):
        text = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).replace(old, new)
        return base64.urlsafe_b64encode(text).rstrip(b"=").decode()

    writer = swap(claims, b"reader", b"writer")
    check(writer != claims, "the token does not name its user")
    for bad in (f"{header}.{writer}.{signature}", f"{swap(header, b'HS256', b'none')}.{writer}.",
                f"{header}.{claims}.{signature[1:]}", f"{header}.{claims}.", "nonsense"):
        refused(lambda: caller(on, authorization(f"Bearer {bad}".encode())))


@feature("tls-certificate")
def tls_certificate(_):
    on = secure(cert_chain=pem("client.pem"), private_key=pem("client.key"))
    equal(caller(on), "reader")
    equal(caller(on, basic("writer", "writing")), "writer")
    raises((flight.FlightUnavailableError, flight.FlightTimedOutError), lambda: caller(
        secure(cert_chain=pem("server.pem"), private_key=pem("server.key")), flight.FlightCallOptions(timeout=10)))


@feature("tls-rights")
def tls_rights(_):
    on = secure()
    reader, writer = (basic(name, password) for name, password in USERS.items())
    batch = big(3)

    def send(options):
        sink, answers = on.do_put(path("store", "secure"), batch.schema, options)
        with sink:
            sink.write_batch(batch)
            sink.done_writing()
            return answers.read().to_pybytes()

    equal(send(writer), b"3:")
    raises(flight.FlightUnauthorizedError, lambda: send(reader))
    hidden = path("hidden", "caller")
    equal(len(on.get_flight_info(hidden, writer).endpoints), 1)
    ex = raises(pa.ArrowKeyError, lambda: on.get_flight_info(hidden, reader))
    for options, expected in ((reader, False), (writer, True)):
        names = {tuple(info.descriptor.path) for info in on.list_flights(options=options)}
        check((b"caller",) in names, str(names))
        equal((b"hidden", b"caller") in names, expected, "whether the flight is listed")
    return str(ex)


@feature("tls-ticket")
def tls_ticket(_):
    on = secure()
    reader, writer = (basic(name, password) for name, password in USERS.items())
    [endpoint] = on.get_flight_info(path("caller"), reader).endpoints
    equal(on.do_get(endpoint.ticket, reader).read_all().to_pydict(), {"name": ["reader"]})
    return str(raises(flight.FlightUnauthorizedError, lambda: on.do_get(endpoint.ticket, writer).read_all()))


@feature("tls-anonymous")
def tls_anonymous(_):
    on = secure()
    batch = big(1)

    def put():
        sink, answers = on.do_put(path("store", "anonymous"), batch.schema)
        with sink:
            sink.write_batch(batch)
            sink.done_writing()
            answers.read()

    def exchange():
        sink, answers = on.do_exchange(path("endless", "anonymous"))
        sink.begin(batch.schema)
        sink.done_writing()
        answers.read_all()

    for call in (lambda: list(on.list_flights()), lambda: on.get_flight_info(path("caller")),
                 lambda: on.get_schema(path("caller")), lambda: on.do_get(flight.Ticket(b"x")).read_all(),
                 lambda: act("caller", on=on), on.list_actions, put, exchange,
                 lambda: on.authenticate(Login("", ""))):
        # a writer that is closed says it with an error of its own
        ex = raises((flight.FlightUnauthenticatedError, OSError), call)
        check("nauthenticated" in str(ex), str(ex))
    return "without PollFlightInfo, which pyarrow lacks"


@feature("memory")
def memory(_):
    act("clear")
    for server in (client, zstd_client):
        for _ in range(50):
            used = act("allocator", on=server)
            if used == [b"0"]:
                break
            time.sleep(0.1)
        equal(used, [b"0"], "bytes in use")


run(RESULTS)
