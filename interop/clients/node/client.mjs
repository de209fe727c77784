// grpc-js and apache-arrow against the application: node client.mjs <results> <server> <zstd server>.

import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import zstd from '@bokuweb/zstd-wasm'
import { compressionRegistry, CompressionType, Data, Dictionary, Field, Int64, Int8, Schema, Utf8, vectorFromArray } from 'apache-arrow'
import lz4 from 'lz4js'
import {
  actWith, all, commandOf, connect, Download, encode, grpc, health, kind, pathOf, reflection, unary, write,
} from './flight.mjs'
import { check, equal, feature, NotAvailable, rejects, run } from './report.mjs'
import { batch, column, field, rows, sample, span } from './samples.mjs'

const [results, server, zstdServer] = process.argv.slice(2)
const REUSE = 'arrow-flight-reuse-connection://?'
const LARGE_ROWS = 12_500_000

const client = connect(server)
const zstdClient = connect(zstdServer)

await zstd.init()
compressionRegistry.set(CompressionType.ZSTD, { encode: (data) => zstd.compress(data), decode: (data) => zstd.decompress(data) })
compressionRegistry.set(CompressionType.LZ4_FRAME, { encode: (data) => lz4.compress(data), decode: (data) => lz4.decompress(data) })

const info = (descriptor, on = client) => unary(on, 'getFlightInfo', descriptor)
const actOn = async (on, type, body = '', ...rest) =>
  (await all(on.doAction({ type, body: Buffer.from(body) }, ...rest))).map((result) => result.body)
const act = (type, body) => actOn(client, type, body)
const list = async (criteria = '') => (await all(client.listFlights({ expression: Buffer.from(criteria) })))
  .map((each) => each.flight_descriptor.path.join('/'))

async function open(descriptor, on = client) {
  const { endpoint } = await info(descriptor, on)
  equal(endpoint.length, 1, 'number of endpoints')
  return new Download(on.doGet(endpoint[0].ticket)).open()
}

const read = async (descriptor, on) => (await open(descriptor, on)).rest()
const ids = (batches) => batches.flatMap((each) => rows(each)[0])
const counts = (batches) => batches.map((each) => each.numRows)

async function sendAll(descriptor, messages) {
  const call = client.doPut()
  const answers = call[Symbol.asyncIterator]()
  const result = []
  for (const [i, message] of messages.entries()) {
    call.write(i === 0 ? { ...message, flight_descriptor: descriptor } : message)
    if (message.answered) {
      result.push((await answers.next()).value.app_metadata.toString())
    }
  }
  call.end()
  equal((await answers.next()).done, true, 'end of the answers')
  return result
}

const isBatch = (message) => kind(message) === 3

/** Sends each batch and waits for its acknowledgement. */
function upload(name, schema, batches, { metadata, ...options } = {}) {
  let number = 0
  const messages = encode(schema, batches, options).map((message) => {
    if (!isBatch(message)) {
      return message
    }
    const text = metadata?.[number++]
    return { ...message, answered: true, app_metadata: text ? Buffer.from(text) : undefined }
  })
  return sendAll(pathOf('store', name), messages)
}

function same(actual, expected, what) {
  equal(counts(actual), counts(expected), `${what}: rows`)
  actual.forEach((each, i) => equal(rows(each), rows(expected[i]), what))
}

async function roundTrip(name, schema, batches, options) {
  await upload(name, schema, batches, options)
  const download = await open(pathOf('store', name))
  equal(String(download.schema), String(schema), 'schema')
  equal([...download.schema.fields[0].metadata], [...schema.fields[0].metadata], 'metadata of the field')
  // the writer leaves empty batches out
  same((await download.rest()).filter((each) => each.numRows), batches.filter((each) => each.numRows), name)
}

function longs(count) {
  const schema = new Schema([new Field('v', new Int64(), true)])
  const values = new BigInt64Array(count)
  for (let i = 0; i < count; i++) {
    values[i] = BigInt(i)
  }
  return batch(schema, [new Data(new Int64(), 0, count, 0, [, values])], count)
}

function bytes(recordBatch) {
  const values = recordBatch.getChildAt(0).toArray()
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength)
}

function numerals(schema) {
  // length and continuation stand before the schema
  const message = { data_header: schema.subarray(8), data_body: Buffer.alloc(0), app_metadata: Buffer.alloc(0) }
  return new Download((async function* () { yield message })()).open().then((download) =>
    equal(download.schema.fields.map((each) => `${each}`), ['id: Int32', 'name: Utf8'], 'schema'))
}

feature('list-all', async () => {
  const { schema, batches } = sample('int32')
  await upload('listed', schema, batches)
  const found = await list()
  for (const name of ['numbers', 'shapes/no-rows', 'store/listed']) {
    check(found.includes(name), `${name} is not in ${found}`)
  }
})
feature('list-criteria', async () => {
  const { schema, batches } = sample('int32')
  await upload('listed', schema, batches)
  equal(await list('numbers'), ['numbers'])
  equal(await list('store/list'), ['store/listed'])
  equal(await list('none'), [])
})
feature('info-path', async () => {
  const described = await info(pathOf('described', 'ordered'))
  await numerals(described.schema)
  equal([described.total_records, described.total_bytes], ['80', '4321'], 'totals')
  equal(described.flight_descriptor.path, ['described', 'ordered'])
  equal((await info(pathOf('numbers'))).total_records, '-1')
  equal(ids(await read(pathOf('numbers'))), [0, 1, 2])
})
feature('info-cmd', async () => {
  const described = await info(commandOf(4))
  await numerals(described.schema)
  equal(described.flight_descriptor.cmd, commandOf(4).cmd)
  equal(ids(await read(commandOf(4))), [0, 1, 2, 3])
})
feature('schema-path', async () => numerals((await unary(client, 'getSchema', pathOf('numbers'))).schema))
feature('schema-cmd', async () => numerals((await unary(client, 'getSchema', commandOf(4))).schema))
for (const [name, descriptor] of [['poll-path', pathOf('described', 'ordered')], ['poll-cmd', commandOf(4)]]) {
  feature(name, async () => {
    const poll = await unary(client, 'pollFlightInfo', descriptor)
    await numerals(poll.info.schema)
    equal([poll.flight_descriptor, poll.progress], [null, 1])
  })
}

async function partitions(kind) {
  const described = await info(pathOf('described', kind))
  equal(described.endpoint.length, 8)
  const parts = []
  for (const { ticket } of described.endpoint) {
    parts.push(...ids(await (await new Download(client.doGet(ticket)).open()).rest()))
  }
  return [described, parts]
}
feature('partitions-ordered', async () => {
  const [described, parts] = await partitions('ordered')
  equal([described.ordered, parts], [true, span(0, 80)])
})
feature('partitions-unordered', async () => {
  const [described, parts] = await partitions('plain')
  equal([described.ordered, parts.sort((a, b) => a - b)], [false, span(0, 80)])
  equal(described.endpoint.flatMap((each) => each.location), [])
})
feature('reuse-connection', async () => {
  const [described, parts] = await partitions('reuse')
  equal(described.endpoint.map((each) => each.location), Array(8).fill([{ uri: REUSE }]))
  equal(parts.length, 80)
})
feature('expiry', async () => {
  const [described, parts] = await partitions('expiring')
  const expected = { seconds: String(Date.parse('2100-01-02T03:04:05Z') / 1000), nanos: 123456789 }
  equal(described.endpoint.map((each) => ({ ...each.expiration_time })), Array(8).fill(expected))
  equal(parts.length, 80)
  const { ticket } = (await info(pathOf('described', 'expired'))).endpoint[0]
  const failure = await rejects(all(client.doGet(ticket)))
  check(failure.code === grpc.status.NOT_FOUND && failure.details.includes('expired'), failure.message)
  equal((await info(pathOf('numbers'))).endpoint[0].expiration_time, null)
})
feature('metadata-info', async () =>
  equal((await info(pathOf('described', 'plain'))).app_metadata.toString(), 'info of plain'))
feature('metadata-endpoint', async () => equal((await info(pathOf('described', 'plain'))).endpoint
  .map((each) => each.app_metadata.toString()), span(0, 8).map((i) => `endpoint ${i}`)))
feature('metadata-batches', async () => {
  const download = await open(pathOf('shapes', 'metadata'))
  equal(counts(await download.rest()), [1, 2, 3])
  equal(download.metadata, ['', 'batch 0', 'batch 1', 'batch 2', 'the end'])
})
feature('metadata-put', async () => {
  const batches = [longs(7), longs(5)]
  equal(await upload('metadata', batches[0].schema, batches, { metadata: ['first', 'second'] }),
    ['7:first', '12:second'])
  const download = await open(pathOf('store', 'metadata'))
  same(await download.rest(), batches, 'metadata')
  equal(download.metadata, ['', 'first', 'second'])
})

for (const name of await act('types')) {
  feature(`type-${name}`, async () => {
    const { schema, batches } = sample(String(name))
    await roundTrip(`type-${name}`, schema, batches)
    const generated = await open(pathOf('types', String(name)))
    equal(String(generated.schema), String(schema), 'schema')
    same(await generated.rest(), batches, 'generated')
  })
}
feature('unknown-type', async () => { throw new NotAvailable('apache-arrow for JavaScript has no type that the server lacks') })
feature('all-nulls', async () => {
  for (const name of ['int32', 'utf8', 'utf8_view', 'list', 'bool', 'fixed_size_binary']) {
    const schema = new Schema([field(name)])
    const nulls = batch(schema, [column(schema.fields[0], Array(9).fill(3))], 9)
    equal(rows(nulls), [Array(9).fill(null)])
    await roundTrip('nulls', schema, [nulls])
  }
})
feature('empty-batches', async () => {
  equal(counts(await read(pathOf('shapes', 'empty-batches'))), [0, 2, 0])
  const [schema, empty] = encode(longs(0).schema, [longs(0)])
  const [, two] = encode(longs(0).schema, [longs(2)])
  const messages = [empty ?? two, two, empty ?? two]
  await sendAll(pathOf('store', 'empty'), [schema, ...messages].map((each) => ({ ...each, answered: isBatch(each) })))
  equal(counts(await read(pathOf('store', 'empty'))), [0, 2, 0])
})
feature('no-columns', async () => {
  equal(counts(await read(pathOf('shapes', 'no-columns'))), [5, 3])
  const schema = new Schema([])
  await upload('no-columns', schema, [batch(schema, [], 5)])
  equal(counts(await read(pathOf('store', 'no-columns'))), [5])
})
feature('no-rows', async () => {
  const download = await open(pathOf('shapes', 'no-rows'))
  equal([String(download.schema), counts(await download.rest())], [String(longs(0).schema), []])
  await sendAll(pathOf('store', 'no-rows'), encode(longs(0).schema, []))
  equal(counts(await read(pathOf('store', 'no-rows'))), [])
})
feature('sliced', async () => {
  for (const name of ['int32', 'bool', 'utf8', 'list', 'fixed_size_list', 'struct', 'map', 'sparse_union',
    'dense_union', 'dictionary', 'list_of_dictionary']) {
    const schema = new Schema([field(name)])
    const whole = batch(schema, [column(schema.fields[0], span(0, 40))], 40)
    try {
      await roundTrip('sliced', schema, [whole.slice(0, 3), whole.slice(3, 16), whole.slice(29, 40)])
    } catch (failure) {
      throw new Error(`${name}: ${failure.message}`)
    }
  }
  return 'without views, of whose slices apache-arrow writes too little'
})
feature('dictionary-change', async () => {
  const type = new Dictionary(new Utf8(), new Int8(), 9)
  const schema = new Schema([new Field('v', type, true)])
  const made = [['a', 'b'], ['a', 'b', 'c'], ['x', 'y'], ['a', 'b']].map((words) => batch(schema,
    [new Data(type, 0, words.length, 0, [, Int8Array.from(words.keys())], [], vectorFromArray(words, new Utf8()))],
    words.length))
  await roundTrip('changing', schema, made)
})

const compressed = (compressionType) => async () => {
  const failure = await upload('compressed', longs(0).schema, [longs(100)], { compressionType }).catch((ex) => ex)
  if (failure.code === grpc.status.INVALID_ARGUMENT) {
    throw new NotAvailable('apache-arrow says the compressed length of a buffer where the other one belongs')
  }
  for (const name of ['int64', 'bool', 'utf8', 'utf8_view', 'list', 'struct', 'dense_union', 'dictionary']) {
    const { schema, batches } = sample(name)
    await roundTrip('compressed', schema, batches, { compressionType })
  }
  await roundTrip('compressed', longs(0).schema, [longs(100_000)], { compressionType })
}
feature('zstd-up', compressed(CompressionType.ZSTD))
feature('lz4-up', compressed(CompressionType.LZ4_FRAME))
feature('zstd-down', async () => {
  for (const name of (await act('types')).map(String)) {
    if (!['list_view', 'large_list_view', 'run_end_encoded'].includes(name)) {
      same(await read(pathOf('types', name), zstdClient), sample(name).batches, name)
    }
  }
})
feature('put-acks', async () => equal(await upload('acks', longs(0).schema, Array(50).fill(longs(10))),
  span(1, 50).map((i) => `${10 * i}:`)))

feature('exchange-duplex', async () => {
  const count = 256
  const sent = longs(131_072)
  const [schema, message] = encode(sent.schema, [sent])
  const call = client.doExchange()
  const sending = (async () => {
    await write(call, { ...schema, flight_descriptor: pathOf('echo') })
    for (let i = 0; i < count; i++) {
      await write(call, message)
    }
    call.end()
  })()
  const expected = bytes(sent)
  let received = 0
  for (const each of await (await new Download(call).open()).rest()) {
    check(Buffer.compare(bytes(each), expected) === 0, 'not what was sent')
    received++
  }
  await sending
  equal(received, count)
})
feature('exchange-turns', async () => {
  const call = client.doExchange()
  const [schema] = encode(longs(0).schema, [])
  call.write({ ...schema, flight_descriptor: pathOf('echo') })
  const download = await new Download(call).open()
  for (let i = 1; i < 20; i++) {
    call.write({ ...encode(longs(0).schema, [longs(i)])[1], app_metadata: Buffer.from(`turn ${i}`) })
    equal((await download.next()).numRows, i)
    equal(download.metadata.at(-1), `turn ${i}`)
  }
  call.write({ app_metadata: Buffer.from('alone') })
  call.end()
  equal(await download.next(), null)
  equal(download.metadata.at(-1), 'alone')
})

feature('action-none', async () => equal(await act('none'), []))
feature('action-one', async () => {
  const body = Buffer.from(span(0, 256))
  equal(await act('one', body), [body])
  equal((await act('one', '')).map((each) => each.length), [0])
})
feature('action-many', async () => equal((await act('many')).map(String), span(0, 1000).map(String)))
feature('list-actions', async () => {
  const actions = await all(client.listActions({}))
  equal(actions.find((each) => each.type === 'many').description, 'Answers with a thousand numbers')
})

const CODES = {
  UNKNOWN: 'UNKNOWN', INTERNAL: 'INTERNAL', INVALID_ARGUMENT: 'INVALID_ARGUMENT', TIMED_OUT: 'DEADLINE_EXCEEDED',
  NOT_FOUND: 'NOT_FOUND', ALREADY_EXISTS: 'ALREADY_EXISTS', CANCELLED: 'CANCELLED', UNAUTHENTICATED: 'UNAUTHENTICATED',
  UNAUTHORIZED: 'PERMISSION_DENIED', UNIMPLEMENTED: 'UNIMPLEMENTED', UNAVAILABLE: 'UNAVAILABLE',
  RESOURCE_EXHAUSTED: 'RESOURCE_EXHAUSTED',
}
const fails = (failure, name) =>
  equal([grpc.status[failure.code], failure.details], [CODES[name], `message ${name}`])
for (const name of Object.keys(CODES)) {
  feature(`error-${name}`, async () => {
    const failure = await rejects(act('fail', name))
    fails(failure, name)
    equal(failure.metadata.get('x-interop-reason'), [`reason ${name}`])
    equal(failure.metadata.get('x-interop-reason-bin'), [Buffer.from(`bytes ${name}`)])
  })
}
feature('error-get', async () => {
  const download = await open(pathOf('fail', 'UNAUTHORIZED'))
  equal((await download.next()).numRows, 10)
  fails(await rejects(download.next()), 'UNAUTHORIZED')
})
feature('error-put', async () => {
  const call = client.doPut()
  const answers = all(call)
  const [schema, message] = encode(longs(0).schema, [longs(10)])
  call.write({ ...schema, flight_descriptor: pathOf('fail', 'UNAUTHORIZED') })
  call.write(message)
  fails(await rejects(answers), 'UNAUTHORIZED')
})

const became = async (id) => equal(String((await act('became', id))[0]), 'cancelled')
// gRPC's server may reset the stream a moment before the client's own timer ends it
const late = ({ code }) =>
  check([grpc.status.DEADLINE_EXCEEDED, grpc.status.CANCELLED].includes(code), grpc.status[code])
feature('deadline-action', async () => {
  const [left] = await actOn(client, 'time-left', '', { deadline: Date.now() + 30_000 })
  check(left > 20_000 && left <= 30_000, String(left))
  const id = randomUUID()
  late(await rejects(actOn(client, 'slow', id, { deadline: Date.now() + 300 })))
  await became(id)
})
feature('deadline-get', async () => {
  const id = randomUUID()
  const { ticket } = (await info(pathOf('slow', id))).endpoint[0]
  late(await rejects(all(client.doGet(ticket, { deadline: Date.now() + 300 }))))
  await became(id)
})

function cancelled(name, start) {
  feature(`cancel-${name}`, async () => {
    const id = randomUUID()
    const call = await start(id)
    call.on('error', () => {})
    call.cancel()
    await became(id)
  })
}
async function started(call) {
  call.on('error', () => {})
  await once(call, 'data')
  return call
}
cancelled('get', async (id) => started(client.doGet((await info(pathOf('endless', id))).endpoint[0].ticket)))
for (const name of ['put', 'exchange']) {
  feature(`cancel-${name}`, async () => {
    throw new NotAvailable("Node's http2 ends the upload before it resets the stream: to a server it is complete")
  })
}
cancelled('action', async (id) => started(client.doAction({ type: 'endless', body: Buffer.from(id) })))
cancelled('list', async (id) => started(client.listFlights({ expression: Buffer.from(`endless:${id}`) })))

async function large(on) {
  let next = 0n
  let largest = 0
  const download = await open(pathOf('shapes', 'large'), on)
  for (let each = await download.next(); each; each = await download.next()) {
    for (const value of each.getChildAt(0).toArray()) {
      if (value !== next) {
        throw new Error(`${value} instead of ${next}`)
      }
      next++
    }
    largest = Math.max(largest, each.numRows)
  }
  equal(next, BigInt(LARGE_ROWS))
  return largest
}
feature('large-down-sliced', async () => check(await large(client) * 8 <= 3 << 20, 'slices are too large'))
feature('large-down-single', async () => equal(await large(zstdClient), LARGE_ROWS))
feature('large-up', async () => {
  const sent = longs(LARGE_ROWS)
  equal(await upload('large', sent.schema, [sent]), ['12500000:'])
  const values = bytes(sent)
  let at = 0
  for (const each of await read(pathOf('store', 'large'))) {
    const part = bytes(each)
    check(part.equals(values.subarray(at, at + part.length)), 'not what was sent')
    at += part.length
  }
  equal(at, values.length)
  await act('clear')
})

async function headers() {
  const metadata = new grpc.Metadata()
  metadata.set('x-interop-text', 'hello')
  metadata.set('x-interop-bin', Buffer.from([0, 1, 255]))
  const call = client.doAction({ type: 'headers' }, metadata)
  const seen = {}
  call.on('metadata', (received) => { seen.headers = received })
  call.on('status', (status) => { seen.trailers = status.metadata })
  seen.results = (await all(call)).map((result) => String(result.body))
  await sleep(10)
  return seen
}
feature('headers-in', async () => equal((await headers()).results, ['hello', '[0, 1, -1]']))
feature('headers-out', async () => {
  const { headers: received } = await headers()
  equal(received.get('x-interop-header'), ['header hello'])
  equal(received.get('x-interop-header-bin'), [Buffer.from([0, 1, 255])])
})
feature('trailers-out', async () => {
  const { trailers } = await headers()
  equal(trailers.get('x-interop-trailer'), ['trailer hello'])
  equal(trailers.get('x-interop-trailer-bin'), [Buffer.from([0, 1, 255])])
})
feature('reflection', async () => {
  const call = reflection(server).serverReflectionInfo()
  call.write({ list_services: '' })
  const [answer] = await once(call, 'data')
  const names = answer.list_services_response.service.map((each) => each.name)
  check(names.includes('arrow.flight.protocol.FlightService'), String(names))
  call.end()
})
feature('health', async () => equal((await unary(health(server), 'check', {})).status, 'SERVING'))
feature('concurrent', async () => {
  const { ticket } = (await info(pathOf('shapes', 'together', randomUUID(), '64'))).endpoint[0]
  const totals = await Promise.all(span(0, 64).map(async () =>
    counts(await (await new Download(client.doGet(ticket)).open()).rest()).reduce((a, b) => a + b)))
  equal(totals, Array(64).fill(1000))
})
for (const name of ['no-schema', 'second-schema', 'dictionary-first', 'short-body', 'negative-length', 'huge-length',
  'version', 'trailing']) {
  feature(`edge-${name}`, async () => { throw new NotAvailable("the Go client's job: all that matters is on the wire") })
}
feature('edge-ticket', async () => {
  const failure = await rejects(all(client.doGet({ ticket: Buffer.alloc(1 << 20, 'x') })))
  equal(failure.code, grpc.status.INVALID_ARGUMENT)
  equal(ids(await read(pathOf('numbers'))), [0, 1, 2])
})
const tickets = (endpoints) => endpoints.map((each) => each.ticket)
async function idsOf(endpoints) {
  const result = []
  for (const ticket of tickets(endpoints)) {
    result.push(...ids(await (await new Download(client.doGet(ticket)).open()).rest()))
  }
  return result
}
const steps = (count, id = randomUUID()) => pathOf('steps', id, String(count))
async function pollOn(descriptor, enough) {
  for (;;) {
    const poll = await unary(client, 'pollFlightInfo', descriptor)
    if (enough(poll) || !poll.flight_descriptor) {
      return poll
    }
    descriptor = poll.flight_descriptor
  }
}
feature('query-poll', async () => {
  const progress = new Set()
  const last = await pollOn(steps(5), (poll) => void (poll._progress && progress.add(poll.progress)))
  check(progress.size >= 3, `progress ${[...progress]}`)
  equal(await idsOf(last.info.endpoint), span(0, 5))
})
feature('query-early', async () => {
  const early = await pollOn(steps(8), (poll) => poll.info.endpoint.length > 0)
  check(early.flight_descriptor, 'the query has ended')
  equal((await idsOf(early.info.endpoint))[0], 0)
  equal(await idsOf((await pollOn(early.flight_descriptor, () => false)).info.endpoint), span(0, 8))
})
feature('query-info', async () => {
  const { endpoint } = await info(steps(3))
  equal([await idsOf(endpoint), await idsOf(endpoint)], [span(0, 3), span(0, 3)])
})
const cancelInfo = async (described) =>
  (await actWith(client, 'CancelFlightInfo', { info: camel(described) }, 'CancelFlightInfoResult')).status
// grpc-js has the proto's names, protobufjs its own way of writing them
const camel = (value) => (Buffer.isBuffer(value) || value === null || typeof value !== 'object') ? value
  : Array.isArray(value) ? value.map(camel)
    : Object.fromEntries(Object.entries(value).map(([key, each]) => [key.replace(/_(.)/g, (_, c) => c.toUpperCase()), camel(each)]))
feature('query-cancel', async () => {
  const id = randomUUID()
  const early = await pollOn(steps(100, id), (poll) => poll.info.endpoint.length > 0)
  equal(await cancelInfo(early.info), 'CANCEL_STATUS_CANCELLED')
  equal((await act('query-became', id)).map(String), ['interrupted'])
  equal((await rejects(idsOf(early.info.endpoint))).code, grpc.status.CANCELLED)
})
feature('cancel-info', async () => {
  const described = await info(pathOf('endless', randomUUID()))
  const call = client.doGet(described.endpoint[0].ticket)
  const download = await new Download(call).open()
  equal(await cancelInfo(described), 'CANCEL_STATUS_CANCELLED')
  equal((await rejects(download.rest())).code, grpc.status.CANCELLED)
  equal((await rejects(idsOf(described.endpoint))).code, grpc.status.CANCELLED)
})
async function expired(endpoint) {
  const failure = await rejects(idsOf([endpoint]))
  check(failure.code === grpc.status.NOT_FOUND && failure.details.includes('expired'), failure.message)
}
feature('renew', async () => {
  const [endpoint] = (await info(pathOf('soon-expired'))).endpoint
  await sleep(3500)
  const renewed = await actWith(client, 'RenewFlightEndpoint', { endpoint: camel(endpoint) }, 'FlightEndpoint')
  await sleep(3000)
  equal(await idsOf([endpoint, renewed]), [0, 1, 2, 0, 1, 2])
  await sleep(3600)
  await expired(renewed)
})
feature('read-until-expiry', async () => {
  const [endpoint] = (await info(pathOf('soon-expired'))).endpoint
  equal(await idsOf([endpoint, endpoint]), [0, 1, 2, 0, 1, 2])
  await sleep(6100)
  await expired(endpoint)
})
feature('session', async () => {
  const sessionOptions = { text: { stringValue: 'value' }, flag: { boolValue: true },
    number: { int64Value: '1099511627776' }, share: { doubleValue: 0.25 }, list: { stringListValue: { values: ['a', 'b'] } } }
  let cookie
  const metadata = () => {
    const result = new grpc.Metadata()
    // a load balancer's cookie stands before the session's
    result.set('cookie', ['balancer=node-1', ...(cookie ? [cookie] : [])].join('; '))
    return result
  }
  const watch = { doAction: (request, sent) => client.doAction(request, sent)
    .on('metadata', (received) => { cookie = String(received.get('set-cookie')[0] ?? cookie).split(';')[0] }) }
  await actWith(watch, 'SetSessionOptions', { sessionOptions }, 'SetSessionOptionsResult', metadata())
  check(cookie?.startsWith('arrow_flight_session_id='), cookie)
  const found = await actWith(watch, 'GetSessionOptions', {}, 'GetSessionOptionsResult', metadata())
  equal(found.sessionOptions, sessionOptions)
  const closed = await actWith(watch, 'CloseSession', {}, 'CloseSessionResult', metadata())
  equal(closed.status, 'CLOSED')
})
for (const name of ['basic', 'handshake', 'payload', 'altered', 'certificate', 'rights', 'ticket', 'anonymous']) {
  feature(`tls-${name}`, async () => { throw new NotAvailable('tried with pyarrow, Go and Java, whose libraries log in') })
}
feature('memory', async () => {
  await act('clear')
  for (const on of [client, zstdClient]) {
    let used
    for (let i = 0; i < 50 && used !== '0'; i++) {
      used = String((await actOn(on, 'allocator'))[0])
      await sleep(100)
    }
    equal(used, '0', 'bytes in use')
  }
})

await run(results)
process.exit(0)
