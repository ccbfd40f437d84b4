/** The text of a file's bytes; `latin1` when nothing better fitted; null when the bytes are no text. A byte-order mark is taken off. */
export type Decoded = { readonly text: string; readonly encoding: 'utf-8' | 'utf-16' | 'latin1' } | null

/**
 * UTF-8, UTF-16 with its byte-order mark (what PowerShell's `>` writes), else Latin-1, which accepts every byte: old switches comment in it.
 * A NUL is in no text that a device prints, so such bytes are binary.
 */
export function decode(bytes: Uint8Array): Decoded {
  const utf16 = bomOf(bytes)
  const text = utf16 === null ? utf8(bytes) : attempt(utf16, bytes)
  if (text !== null) return text.includes('\0') ? null : { text, encoding: utf16 === null ? 'utf-8' : 'utf-16' }
  if (utf16 !== null || bytes.includes(0)) return null
  return { text: new TextDecoder('latin1').decode(bytes), encoding: 'latin1' }
}

const bomOf = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null =>
  bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null

const utf8 = (bytes: Uint8Array): string | null => attempt('utf-8', bytes)

function attempt(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
