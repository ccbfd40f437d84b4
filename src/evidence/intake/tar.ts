import type { ArchiveEntry, ArchiveListing } from './archive-entry.ts'

const BLOCK = 512
const utf8 = new TextDecoder()

/** What a header's type flag stands for (POSIX.1-2017 ustar, GNU). Only ordinary files bear evidence. */
const REFUSED: Readonly<Record<string, 'hardlink' | 'symlink' | 'device'>> = {
  '1': 'hardlink',
  '2': 'symlink',
  '3': 'device',
  '4': 'device',
  '6': 'device',
}

/** True when the bytes start with a tar header whose checksum is right. */
export const isTar = (bytes: Uint8Array): boolean => bytes.length >= BLOCK && checksumHolds(bytes.subarray(0, BLOCK))

/** The entries of a tar archive (ustar, pax, GNU long names), read block by block; never more than `files` of them. */
export function readTar(bytes: Uint8Array, files: number): ArchiveListing {
  const entries: ArchiveEntry[] = []
  let names: { path?: string; size?: number } = {}
  let at = 0
  for (; at + BLOCK <= bytes.length;) {
    const header = bytes.subarray(at, at + BLOCK)
    if (header.every((byte) => byte === 0)) return { entries, fault: null }
    if (!checksumHolds(header)) return { entries, fault: 'broken' }
    if (entries.length >= files) return { entries, fault: 'many' }
    const type = String.fromCharCode(header[156] || 0x30)
    const size = type === 'x' || type === 'L' ? sizeOf(header) : (names.size ?? sizeOf(header))
    if (size === null) return { entries, fault: 'broken' }
    const from = at + BLOCK
    at = from + Math.ceil(size / BLOCK) * BLOCK
    const body = bytes.subarray(from, from + size)
    if (type === 'x') names = { ...names, ...paxOf(utf8.decode(body.subarray(0, 65536))) }
    else if (type === 'L') names = { ...names, path: textOf(body.subarray(0, 65536)) }
    else if (type !== 'g' && type !== 'K') {
      const name = names.path ?? nameOf(header)
      names = {}
      const whole = body.length === size
      const entry = entryOf(type, name, body)
      if (entry !== null && (whole || entry.kind !== 'file')) entries.push(entry)
      if (!whole) return { entries, fault: 'cut' }
    }
  }
  return { entries, fault: 'cut' } // no end marker: files may be missing behind
}

function entryOf(type: string, name: string, body: Uint8Array): ArchiveEntry | null {
  if (type === '5' || name.endsWith('/')) return null
  const kind = type === '0' || type === '7' ? 'file' : (REFUSED[type] ?? 'device')
  return kind === 'file'
    ? { kind, name, packed: body.length, bytes: () => ({ bytes: body, cut: false }) }
    : { kind, name }
}

function checksumHolds(header: Uint8Array): boolean {
  const stated = octal(header.subarray(148, 156))
  let sum = 8 * 0x20
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += header[i] ?? 0
  return stated === sum
}

/** A number in octal text, or in base 256 for large ones (GNU); null when it is neither or too large to be meant. */
function sizeOf(header: Uint8Array): number | null {
  const field = header.subarray(124, 136)
  if (((field[0] ?? 0) & 0x80) === 0) return octal(field)
  const size = field.subarray(1).reduce((n, byte) => n * 256 + byte, 0)
  return Number.isSafeInteger(size) ? size : null
}

function octal(field: Uint8Array): number | null {
  const text = textOf(field).trim()
  return /^[0-7]{1,12}$/.test(text) ? Number.parseInt(text, 8) : text === '' ? 0 : null
}

function nameOf(header: Uint8Array): string {
  const name = textOf(header.subarray(0, 100))
  const posix = textOf(header.subarray(257, 263)) === 'ustar'
  const prefix = posix ? textOf(header.subarray(345, 500)) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

function textOf(field: Uint8Array): string {
  const end = field.indexOf(0)
  return utf8.decode(end === -1 ? field : field.subarray(0, end))
}

/** `25 path=some/name\n` records; only path and size matter here. */
function paxOf(text: string): { path?: string; size?: number } {
  const path = /^[0-9]{1,6} path=([^\n]*)$/m.exec(text)?.[1]
  const size = /^[0-9]{1,6} size=([0-9]{1,15})$/m.exec(text)?.[1]
  return { ...(path === undefined ? {} : { path }), ...(size === undefined ? {} : { size: Number(size) }) }
}
