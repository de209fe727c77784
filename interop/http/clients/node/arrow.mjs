// apache-arrow over fetch: node arrow.mjs <results> <server> <sample>
import fs from 'node:fs'
import zlib from 'node:zlib'
import { RecordBatchReader, tableFromIPC, tableToIPC, tableFromArrays } from 'apache-arrow'
import { NotAvailable, check, equal, feature, rejects, run } from './report.mjs'

const [results, server, sample] = process.argv.slice(2)
const STREAM = 'application/vnd.apache.arrow.stream'
const ROWS = 100_000

const get = (path, headers = {}) => fetch(server + path, { headers })

function same(rows, count = ROWS) {
  equal(rows.length, count, 'rows')
  for (let id = 0; id < count; id++) {
    const { id: actual, name, value } = rows[id]
    check(actual === id && name === `reading "${id}", ü` && value === id / 8, `row ${id}`)
  }
}

/** Reads batch by batch while they arrive, as a page does. */
async function batches(response) {
  const rows = []
  const reader = await RecordBatchReader.from(response.body)
  for await (const batch of reader) {
    for (const row of batch) {
      rows.push(row)
    }
  }
  return rows
}

feature('down-arrows', async () => {
  const response = await get('/flight/readings', { Accept: STREAM })
  equal(response.headers.get('content-type'), STREAM)
  same(await batches(response))
})

feature('down-arrow', async () => {
  same([...tableFromIPC(new Uint8Array(await (await get('/flight/readings?format=arrow')).arrayBuffer()))])
})

feature('down-json', async () => same(await (await get('/flight/readings?format=json')).json()))

feature('down-ndjson', async () => {
  const text = await (await get('/flight/readings?format=ndjson')).text()
  same(text.trim().split('\n').map((line) => JSON.parse(line)))
})

for (const coding of ['gzip', 'deflate', 'zstd']) {
  feature(`coding-${coding}`, async () => {
    if (coding === 'zstd') {
      throw new NotAvailable("fetch of this Node does not decode zstd")
    }
    const response = await get('/flight/readings', { 'Accept-Encoding': coding })
    equal(response.headers.get('content-encoding'), coding)
    same(await batches(response))
  })
}

feature('codecs-zstd', () => {
  throw new NotAvailable('apache-arrow decompresses bodies with a codec of the application only')
})

feature('info', async () => {
  const info = await (await get('/flight/readings?info')).json()
  equal(info.endpoints.length, 2)
  const rows = []
  for (const { uri } of info.endpoints) {
    rows.push(...await batches(await fetch(uri)))
  }
  same(rows)
})

feature('command', async () => {
  const response = await fetch(`${server}/flight/commands/numbers-below?format=json`,
    { method: 'POST', body: '{"limit":2}', headers: { 'Content-Type': 'application/json' } })
  equal(await response.json(), [{ id: 0, name: 'number 0' }, { id: 1, name: 'number 1' }])
})

feature('resume', async () => {
  const whole = await get('/flight/readings/result', { 'Accept-Encoding': 'identity' })
  const etag = whole.headers.get('etag')
  const body = new Uint8Array(await whole.arrayBuffer())
  const half = body.length >> 1
  const rest = await get('/flight/readings/result', { Range: `bytes=${half}-`, 'If-Range': etag, 'Accept-Encoding': 'identity' })
  equal(rest.status, 206)
  check(Buffer.concat([body.subarray(0, half), new Uint8Array(await rest.arrayBuffer())]).equals(body), 'not the rest')
})

function rows(count) {
  const ids = Array.from({ length: count }, (_, id) => id)
  return tableFromArrays({
    id: Int32Array.from(ids),
    name: ids.map((id) => `reading "${id}", ü`),
    value: Float64Array.from(ids, (id) => id / 8),
  })
}

async function accepted(headers, body, more = {}) {
  const response = await fetch(`${server}/flight/readings`, { method: 'PUT', body, headers, ...more })
  equal(await response.json(), { results: [1000] })
  equal(response.status, 200)
}

const type = { 'Content-Type': STREAM }
const upload = () => tableToIPC(rows(1000), 'stream')

feature('up-arrows', () => accepted(type, upload()))
feature('up-arrow', () => {
  throw new NotAvailable('the files of apache-arrow have no schema at their head: they can only be read from their end')
})
feature('up-ndjson', () => accepted({ 'Content-Type': 'application/x-ndjson' },
  [...rows(1000)].map((row) => JSON.stringify(row)).join('\n')))
feature('up-gzip', () => accepted({ ...type, 'Content-Encoding': 'gzip' }, zlib.gzipSync(upload())))
feature('up-deflate', async () => {
  await accepted({ ...type, 'Content-Encoding': 'deflate' }, zlib.deflateSync(upload()))
  await accepted({ ...type, 'Content-Encoding': 'deflate' }, zlib.deflateRawSync(upload()))
})
feature('up-chunked', () => accepted(type, new Blob([upload()]).stream(), { duplex: 'half' }))

feature('error-first', async () => {
  const response = await get('/flight/readings/refused')
  const { code, detail } = await response.json()
  equal([response.status, code, detail], [404, 'NOT_FOUND', 'There are none today'])
})

feature('broken-arrows', async () => (await rejects((async () => batches(await get('/flight/fail/INTERNAL')))())).message)

feature('broken-gzip', async () => (await rejects((async () =>
  batches(await get('/flight/fail/INTERNAL', { 'Accept-Encoding': 'gzip' })))())).message)

for (const form of ['arrow', 'json', 'ndjson', 'csv']) {
  feature(`broken-${form}`, async () =>
    (await rejects((async () => (await get(`/flight/fail/INTERNAL?format=${form}`)).arrayBuffer())())).message)
}

feature('leave', async () => {
  const id = crypto.randomUUID()
  const abort = new AbortController()
  const response = await fetch(`${server}/flight/endless/${id}`, { signal: abort.signal })
  await response.body.getReader().read()
  abort.abort()
  const [{ end }] = await (await get(`/flight/became/${id}?format=json`)).json()
  equal(end, 'cancelled')
})

feature('stocks', async () => {
  const response = await fetch(`${sample}/flight/stocks`, { headers: { Accept: STREAM } })
  check((await batches(response)).length > 0, 'no trades')
})

feature('memory', async () => {
  for (let i = 0; i < 100; i++) {
    const [{ bytes }] = await (await get('/flight/allocator?format=json')).json()
    if (bytes < 1 << 20) {
      return `${bytes} bytes`
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('memory is in use')
})

/** What is not a feature here is for others. */
await run(results)
for (const line of fs.readFileSync(new URL('./features.tsv', import.meta.url), 'utf8').trim().split('\n')) {
  const name = line.split('\t')[0]
  if (!fs.readFileSync(results, 'utf8').split('\n').some((each) => each.startsWith(`${name}\t`))) {
    fs.appendFileSync(results, `${name}\tn/a\tno matter for this client\n`)
  }
}
