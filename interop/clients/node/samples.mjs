// The sample of each type. A value is made of a seed; every fourth one is null.

import {
  BinaryView, Binary, Bool, Data, DateDay, DateMillisecond, Decimal, DenseUnion, Dictionary, Duration,
  Field, FixedSizeBinary, FixedSizeList, Float16, Float32, Float64, Int16, Int32, Int64, Int8, IntervalDayTime,
  IntervalMonthDayNano, IntervalYearMonth, LargeBinary, LargeList, LargeUtf8, List, Map_, Null, RecordBatch, Schema,
  SparseUnion, Struct, TimeMicrosecond, TimeMillisecond, TimeNanosecond, TimeSecond, Timestamp, Type, Uint16, Uint32,
  Uint64, Uint8, Utf8, Utf8View, Vector,
} from 'apache-arrow'
import { NotAvailable } from './report.mjs'

const BATCHES = [[0, 7], [7, 0], [7, 5]]
const UNITS = ['s', 'ms', 'us', 'ns']

export const text = (seed) => (seed % 3 === 2 ? `a longer text, number ${seed}` : `text ${seed}`)
export const span = (start, count) => Array.from({ length: count }, (_, i) => start + i)

const nullable = (name, type) => new Field(name, type, true)
const textDictionary = () => new Dictionary(new Utf8(), new Int8(), 1)

const MISSING = {
  list_view: 'list views', large_list_view: 'list views', run_end_encoded: 'run-end encoding',
}

function typeOf(name) {
  const union = [nullable('number', new Int32()), nullable('text', new Utf8())]
  const types = {
    null: () => new Null(), bool: () => new Bool(),
    int8: () => new Int8(), int16: () => new Int16(), int32: () => new Int32(), int64: () => new Int64(),
    uint8: () => new Uint8(), uint16: () => new Uint16(), uint32: () => new Uint32(), uint64: () => new Uint64(),
    float16: () => new Float16(), float32: () => new Float32(), float64: () => new Float64(),
    decimal128: () => new Decimal(3, 38, 128), decimal256: () => new Decimal(5, 76, 256),
    utf8: () => new Utf8(), large_utf8: () => new LargeUtf8(), utf8_view: () => new Utf8View(),
    binary: () => new Binary(), large_binary: () => new LargeBinary(), binary_view: () => new BinaryView(),
    fixed_size_binary: () => new FixedSizeBinary(3),
    uuid: () => new FixedSizeBinary(16), extension: () => new FixedSizeBinary(16),
    date32: () => new DateDay(), date64: () => new DateMillisecond(),
    time32_s: () => new TimeSecond(), time32_ms: () => new TimeMillisecond(),
    time64_us: () => new TimeMicrosecond(), time64_ns: () => new TimeNanosecond(),
    interval_months: () => new IntervalYearMonth(), interval_day_time: () => new IntervalDayTime(),
    interval_month_day_nano: () => new IntervalMonthDayNano(),
    list: () => new List(nullable('item', new Int32())), large_list: () => new LargeList(nullable('item', new Int32())),
    fixed_size_list: () => new FixedSizeList(2, nullable('item', new Int32())),
    struct: () => new Struct([nullable('a', new Int32()), nullable('b', new Utf8())]),
    map: () => new Map_(new Field('entries', new Struct([new Field('key', new Utf8(), false),
      nullable('value', new Int32())]), false)),
    sparse_union: () => new SparseUnion([0, 1], union), dense_union: () => new DenseUnion([0, 1], union),
    dictionary: textDictionary, list_of_dictionary: () => new List(nullable('item', textDictionary())),
    dictionary_of_dictionary: () =>
      new Dictionary(new Struct([nullable('label', textDictionary())]), new Int32(), 2),
  }
  UNITS.forEach((unit, i) => {
    types[`timestamp_${unit}`] = () => new Timestamp(i)
    types[`timestamp_tz_${unit}`] = () => new Timestamp(i, 'Europe/Vienna')
    types[`duration_${unit}`] = () => new Duration(i)
  })
  if (!types[name]) {
    throw new NotAvailable(`apache-arrow for JavaScript has no ${MISSING[name] ?? name}`)
  }
  return types[name]()
}

export function field(name) {
  const extensions = { uuid: ['arrow.uuid', ''], extension: ['interop.id', 'v1'] }
  const [extension, metadata] = extensions[name] ?? []
  const entries = extension ? [['ARROW:extension:name', extension], ['ARROW:extension:metadata', metadata]] : []
  return new Field('v', typeOf(name), true, new Map(entries))
}

function number(width, value) {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE(BigInt.asIntN(64, BigInt(value)))
  return bytes.subarray(0, width)
}

function bytesOf(type, seed) {
  const bytes = Buffer.from(text(seed))
  return [Type.Utf8, Type.LargeUtf8, Type.Utf8View].includes(type.typeId) ? bytes
    : Buffer.concat([Buffer.from([0xff]), bytes])
}

function decimal(width, base, seed) {
  const value = base + BigInt(seed)
  let rest = BigInt.asUintN(8 * width, seed % 2 === 0 ? value : -value)
  return Buffer.from(span(0, width).map(() => {
    const byte = Number(rest & 0xffn)
    rest >>= 8n
    return byte
  }))
}

function fixed(type, seed) {
  switch (type.typeId) {
    case Type.Int: {
      const width = type.bitWidth / 8
      const top = 2n ** BigInt(type.bitWidth - 1) - 1n
      const n = BigInt(seed)
      return number(width, type.isSigned ? (seed % 2 === 0 ? top - n : -top - 1n + n) : -1n - n)
    }
    case Type.Float: {
      const bytes = Buffer.alloc(8)
      if (type.precision === 0) {
        bytes.writeUInt16LE(half(seed + 0.5))
        return bytes.subarray(0, 2)
      }
      return type.precision === 1 ? (bytes.writeFloatLE(seed + 0.5), bytes.subarray(0, 4))
        : (bytes.writeDoubleLE(seed + 0.5), bytes)
    }
    case Type.Decimal:
      return type.bitWidth === 128 ? decimal(16, 1_234_567_890_123n, seed) : decimal(32, 10n ** 50n, seed)
    case Type.FixedSizeBinary:
      return Buffer.from(span(seed, type.byteWidth))
    case Type.Date:
      return type.unit === 0 ? number(4, seed * 1000 - 5000) : number(8, (seed * 1000 - 5000) * 86_400_000)
    case Type.Time:
      return number(type.bitWidth / 8, seed * 1000 + 7)
    case Type.Timestamp:
      return number(8, 1_600_000_000n * 1000n ** BigInt(type.unit) + BigInt(seed))
    case Type.Duration:
      return number(8, seed * 1000 - 7)
    case Type.Interval:
      return [() => number(4, seed * 13 - 5), () => Buffer.concat([number(4, seed - 3), number(4, seed * 1000)]),
        () => Buffer.concat([number(4, seed - 3), number(4, seed * 2), number(8, seed * 1_000_000_007)])][type.unit]()
    default:
      throw new Error(`no value of ${type}`)
  }
}

// positive normal numbers with few digits, which is what the samples are
function half(value) {
  const exponent = Math.floor(Math.log2(value))
  return ((exponent + 15) << 10) | ((value / 2 ** exponent - 1) * 1024)
}

function bits(flags) {
  const bytes = new Uint8Array((flags.length + 7) >> 3)
  flags.forEach((flag, i) => {
    bytes[i >> 3] |= flag ? 1 << (i & 7) : 0
  })
  return bytes
}

function typed(type, bytes) {
  const copy = new Uint8Array(bytes).buffer
  const array = type.ArrayType
  return new array(copy)
}

/** Makes a column buffer by buffer, as the columnar format says. */
export function column({ type, nullable: optional }, seeds) {
  const n = seeds.length
  const valid = seeds.map((seed) => !optional || seed % 4 !== 3)
  const nulls = valid.filter((flag) => !flag).length
  const data = (buffers, children = [], dictionary, variadic) =>
    new Data(type, 0, n, nulls, buffers, children, dictionary, variadic)
  const validity = bits(valid)
  const sizes = seeds.map((seed, i) => (valid[i] ? seed % 3 : 0))
  const ends = sizes.reduce((sums, size) => [...sums, sums.at(-1) + size], [0])
  const children = (childSeeds) => type.children.map((child) => column(child, childSeeds))
  const offsets = (values, large) => (large ? BigInt64Array.from(values, BigInt) : Int32Array.from(values))
  switch (type.typeId) {
    case Type.Null:
      return new Data(type, 0, n, n, [])
    case Type.Bool:
      return data([, bits(seeds.map((seed) => seed % 3 === 0)), validity])
    case Type.Utf8: case Type.LargeUtf8: case Type.Binary: case Type.LargeBinary: {
      const values = seeds.map((seed, i) => (valid[i] ? bytesOf(type, seed) : Buffer.alloc(0)))
      const large = type.typeId === Type.LargeUtf8 || type.typeId === Type.LargeBinary
      const positions = values.reduce((sums, value) => [...sums, sums.at(-1) + value.length], [0])
      return data([offsets(positions, large), new Uint8Array(Buffer.concat(values)), validity])
    }
    case Type.Utf8View: case Type.BinaryView: {
      const long = []
      const views = seeds.map((seed, i) => {
        const value = valid[i] ? bytesOf(type, seed) : Buffer.alloc(0)
        const view = Buffer.alloc(16)
        view.writeInt32LE(value.length)
        value.copy(view, 4, 0, 12)
        if (value.length > 12) {
          view.writeInt32LE(0, 8)
          view.writeInt32LE(Buffer.concat(long).length, 12)
          long.push(value)
        }
        return view
      })
      return data([, new Uint8Array(Buffer.concat(views)), validity], [], undefined,
        long.length ? [new Uint8Array(Buffer.concat(long))] : [])
    }
    case Type.List: case Type.Map: case Type.LargeList:
      return data([offsets(ends, type.typeId === Type.LargeList), , validity], children(span(0, ends.at(-1))))
    case Type.FixedSizeList:
      return data([, , validity], children(span(0, 2 * n)))
    case Type.Struct:
      return data([, , validity], children(seeds.map((seed) => seed + 1)))
    case Type.Union: {
      const ids = Int8Array.from(seeds, (seed) => seed % 2)
      const positions = seeds.map((seed, i) => seeds.slice(0, i).filter((other) => other % 2 === seed % 2).length)
      if (type.mode === 0) {
        return new Data(type, 0, n, 0, [, , , ids], children(seeds))
      }
      return new Data(type, 0, n, 0, [Int32Array.from(positions), , , ids],
        type.children.map((child, id) => column(child, seeds.filter((seed) => seed % 2 === id))))
    }
    case Type.Dictionary: {
      const indices = type.indices.ArrayType.from(seeds, (seed, i) => (valid[i] ? seed % 3 : 0))
      const values = column(new Field('values', type.dictionary, false), span(0, 3))
      return data([, indices, validity], [], new Vector([values]))
    }
    default: {
      const values = seeds.map((seed, i) => {
        const value = fixed(type, seed)
        return valid[i] ? value : Buffer.alloc(value.length)
      })
      return data([, typed(type, Buffer.concat(values)), validity])
    }
  }
}

export function batch(schema, columns, rows) {
  return new RecordBatch(schema, new Data(new Struct(schema.fields), 0, rows, 0, [], columns))
}

export function sample(name) {
  const schema = new Schema([field(name)])
  return { schema, batches: BATCHES.map(([first, rows]) => batch(schema, [column(schema.fields[0], span(first, rows))], rows)) }
}

/** A value as plain JavaScript, for comparison. */
export function plain(value) {
  if (value === null || value === undefined || typeof value !== 'object') {
    return value
  }
  if (ArrayBuffer.isView(value)) {
    return [value.constructor.name, ...value]
  }
  if (value instanceof Vector) {
    return Array.from(value, plain)
  }
  if (value instanceof Date) {
    return value.getTime()
  }
  return Object.fromEntries(Object.entries(value.toJSON()).map(([key, each]) => [key, plain(each)]))
}

export const rows = (recordBatch) => recordBatch.schema.fields.map((_, i) =>
  span(0, recordBatch.numRows).map((row) => plain(recordBatch.getChildAt(i).get(row))))
