import type { Context as HonoContext } from 'hono'
import { Failure } from './failure.ts'

/** Bodies that are held at one time, over all requests. Beyond it new ones are asked to wait. */
const HELD_BYTES = 768 * 2 ** 20

let held = 0

/**
 * Reads the body, at most so many bytes, and does the work with it. It is read only for who may bring it, so that nobody else fills the memory; a caller
 * that goes away leaves nothing behind. Throws Failure.
 */
export async function withBody<T>(c: HonoContext, most: number, work: (bytes: Uint8Array) => Promise<T>): Promise<T> {
  const counted = { bytes: 0 }
  try {
    return await work(await read(c, most, counted))
  } finally {
    held -= counted.bytes
  }
}

async function read(c: HonoContext, most: number, counted: { bytes: number }): Promise<Uint8Array> {
  if (Number(c.req.header('content-length') ?? 0) > most) throw new Failure('too-large')
  const { body } = c.req.raw
  if (body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new Failure('cut-short')
    })
    if (done) return Buffer.concat(chunks)
    counted.bytes += value.length
    held += value.length
    const refusal = counted.bytes > most ? 'too-large' : held > HELD_BYTES ? 'too-many' : null
    if (refusal !== null) {
      await reader.cancel().catch(() => undefined)
      throw new Failure(refusal)
    }
    chunks.push(value)
  }
}

/** What forms of pages send, and what a file is not. */
const NOT_BYTES = /^(?:multipart\/|application\/x-www-form-urlencoded)/

/** Refuses what is not the file itself: a form around it, or a packing that the transport was to take off. */
export function demandBytes(c: HonoContext): void {
  const type = (c.req.header('content-type') ?? '').toLowerCase()
  const packed = (c.req.header('content-encoding') ?? 'identity').toLowerCase()
  if (NOT_BYTES.test(type) || packed !== 'identity') throw new Failure('not-bytes')
}

/** Only a page of this origin can send JSON without being asked first. */
export function demandJson(c: HonoContext): void {
  if (!(c.req.header('content-type') ?? '').toLowerCase().startsWith('application/json')) throw new Failure('not-json')
}

/** The value of the JSON; throws Failure where it is none, or is no UTF-8. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Failure('invalid', [{ path: [], message: 'not JSON' }])
  }
}
