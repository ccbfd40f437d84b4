import { gunzipSync, inflateRawSync, constants } from 'node:zlib'
import { RATIO_FREE_BYTES } from './limits.ts'

/** Unpacked bytes (`cut`: the input ended early and this is what came before), or why not. */
export type Unpacked =
  { readonly bytes: Uint8Array; readonly cut: boolean } | { readonly refused: 'large' | 'ratio' | 'broken' }

/** How far unpacking may go: never past `room` bytes, and beyond one mebibyte never past `ratio` times the packed size. */
export interface Room {
  readonly room: number
  readonly ratio: number
}

/** Unpacks gzip (RFC 1952), all of its members. */
export const gunzip = (packed: Uint8Array, room: Room): Unpacked => bounded(gunzipSync, packed, room)

/** Unpacks raw deflate (RFC 1951). */
export const inflateRaw = (packed: Uint8Array, room: Room): Unpacked => bounded(inflateRawSync, packed, room)

function bounded(unpack: typeof gunzipSync, packed: Uint8Array, { room, ratio }: Room): Unpacked {
  const byRatio = Math.max(RATIO_FREE_BYTES, packed.length * ratio)
  const maxOutputLength = Math.max(1, Math.min(room, byRatio))
  const run = (finishFlush: number): Uint8Array => unpack(packed, { maxOutputLength, finishFlush })
  try {
    return { bytes: run(constants.Z_FINISH), cut: false }
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ERR_BUFFER_TOO_LARGE') return { refused: byRatio < room ? 'ratio' : 'large' }
    if (code !== 'Z_BUF_ERROR') return { refused: 'broken' }
  }
  try {
    return { bytes: run(constants.Z_SYNC_FLUSH), cut: true }
  } catch (error) {
    return { refused: codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? 'large' : 'broken' }
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
