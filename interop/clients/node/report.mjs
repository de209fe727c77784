import fs from 'node:fs'
import util from 'node:util'

/** The libraries cannot do it. */
export class NotAvailable extends Error {}

const features = []

export function feature(name, test) {
  features.push({ name, test })
}

export function check(condition, message = 'not as expected') {
  if (!condition) {
    throw new Error(message)
  }
}

const show = (value) => util.inspect(value, { depth: 6, breakLength: Infinity, maxArrayLength: 30 }).slice(0, 300)

export function equal(actual, expected, what = 'value') {
  if (!util.isDeepStrictEqual(actual, expected)) {
    throw new Error(`${what} is ${show(actual)}, not ${show(expected)}`)
  }
}

export async function rejects(promise) {
  try {
    await promise
  } catch (failure) {
    return failure
  }
  throw new Error('no failure')
}

export async function run(path) {
  const out = fs.openSync(path, 'w')
  for (const { name, test } of features) {
    if (!name.includes(process.env.INTEROP_ONLY ?? '')) {
      continue
    }
    const start = Date.now()
    let timer
    let result = 'ok'
    let detail
    try {
      const limit = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error('no end after a minute')), 60_000)
      })
      detail = await Promise.race([test(), limit])
    } catch (failure) {
      result = failure instanceof NotAvailable ? 'n/a' : 'FAIL'
      detail = failure.message
      if (process.env.INTEROP_TRACE) {
        console.error(failure)
      }
    }
    clearTimeout(timer)
    detail = String(detail ?? '').split(/\s+/).join(' ').slice(0, 500)
    fs.writeSync(out, `${name}\t${result}\t${detail}\n`)
    if (result === 'FAIL' || process.env.INTEROP_TRACE) {
      console.error(`${name} ${result} ${detail} (${Date.now() - start} ms)`)
    }
  }
  fs.closeSync(out)
}
