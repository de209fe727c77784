// Flight on @grpc/grpc-js with the protocol's own proto, bodies by apache-arrow.

import { createRequire } from 'node:module'
import path from 'node:path'
import { once } from 'node:events'
import grpc from '@grpc/grpc-js'
import protobuf from 'protobufjs'
import loader from '@grpc/proto-loader'
import { RecordBatchReader, RecordBatchStreamWriter } from 'apache-arrow'
import { Message } from 'apache-arrow/fb/message'
import * as flatbuffers from 'flatbuffers'

const require = createRequire(import.meta.url)

const LOADING = { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true }
const CHANNEL = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 }

const load = (file) => grpc.loadPackageDefinition(loader.loadSync(file, LOADING))
const packaged = (module, file) => path.join(path.dirname(require.resolve(`${module}/package.json`)), file)

const { FlightService } = load(process.env.INTEROP_PROTO).arrow.flight.protocol

const credentials = grpc.credentials.createInsecure()

export const connect = (address) => new FlightService(address, credentials, CHANNEL)
export const health = (address) =>
  new (load(packaged('grpc-health-check', 'proto/health/v1/health.proto')).grpc.health.v1.Health)(address, credentials)
export const reflection = (address) => new (load(packaged('@grpc/reflection',
  'build/proto/grpc/reflection/v1/reflection.proto')).grpc.reflection.v1.ServerReflection)(address, credentials)

const messages = protobuf.loadSync(process.env.INTEROP_PROTO)

/** Calls one of the protocol's own actions, whose bodies are messages of its proto. */
export async function actWith(client, type, request, answer, metadata = new grpc.Metadata()) {
  const of = (name) => messages.lookupType(`arrow.flight.protocol.${name}`)
  const body = Buffer.from(of(`${type}Request`).encode(of(`${type}Request`).fromObject(request)).finish())
  const [result] = await all(client.doAction({ type, body }, metadata))
  return of(answer).toObject(of(answer).decode(result.body), { enums: String, longs: String })
}

export const pathOf = (...segments) => ({ type: 'PATH', path: segments })
export const commandOf = (limit) =>
  ({ type: 'CMD', cmd: Buffer.from(JSON.stringify({ type: 'numbers-below', limit })) })

export function unary(client, method, request) {
  return new Promise((resolve, reject) => {
    client[method](request, (failure, answer) => (failure ? reject(failure) : resolve(answer)))
  })
}

export async function all(stream) {
  const messages = []
  for await (const message of stream) {
    messages.push(message)
  }
  return messages
}

/** Writes a message when the stream has room for it. */
export async function write(call, message) {
  if (!call.write(message)) {
    await once(call, 'drain')
  }
}

function int32(value) {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}

const CONTINUATION = int32(-1)

/** One message as it is in an IPC stream. */
const framed = ({ data_header: header, data_body: body }) =>
  Buffer.concat([CONTINUATION, int32(header.length), header, body])

/** The messages of a stream of batches. */
export function encode(schema, batches, options = {}) {
  const writer = new RecordBatchStreamWriter({ autoDestroy: false, ...options })
  writer.reset(undefined, schema)
  batches.forEach((batch) => writer.write(batch))
  writer.close()
  const stream = Buffer.from(writer.toUint8Array(true))
  const messages = []
  for (let at = 0; at < stream.length && stream.readInt32LE(at + 4) !== 0;) {
    const start = at + 8
    const end = start + stream.readInt32LE(at + 4)
    const header = stream.subarray(start, end)
    const length = Number(Message.getRootAsMessage(new flatbuffers.ByteBuffer(header)).bodyLength())
    messages.push({ data_header: header, data_body: stream.subarray(end, end + length) })
    at = end + length
  }
  return messages
}

/** The kind of a message: 1 for a schema, 2 for a dictionary, 3 for a batch. */
export const kind = ({ data_header: header }) =>
  Message.getRootAsMessage(new flatbuffers.ByteBuffer(header)).headerType()

/**
 * Reads a stream of FlightData as batches with their metadata. Every batch goes through a reader
 * of its own: one over the whole stream waits for the message after the one that it gives out.
 */
export class Download {
  constructor(call) {
    this.messages = call[Symbol.asyncIterator]()
    this.metadata = []
    this.before = []
  }

  async message() {
    const { done, value } = await this.messages.next()
    if (!done) {
      this.metadata.push(value.app_metadata.toString())
    }
    return done ? null : value
  }

  async open() {
    this.before.push(framed(await this.message()))
    this.schema = RecordBatchReader.from(this.before[0]).open().schema
    return this
  }

  async next() {
    for (let message = await this.message(); message; message = await this.message()) {
      if (message.data_header.length && kind(message) === 3) {
        return [...RecordBatchReader.from(Buffer.concat([...this.before, framed(message)]))].at(-1)
      }
      if (message.data_header.length) {
        this.before.push(framed(message))
      }
    }
    return null
  }

  async rest() {
    const batches = []
    for (let batch = await this.next(); batch; batch = await this.next()) {
      batches.push(batch)
    }
    return batches
  }
}

export { grpc }
