import type { ArchiveEntry, ArchiveListing } from './archive-entry.ts'
import { crc32 } from './crc32.ts'
import { inflateRaw, type Room, type Unpacked } from './unpack.ts'

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const END_LENGTH = 22
const LONGEST_COMMENT = 0xffff

/** True when the bytes start like a ZIP file (or are an empty one). */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6))

/**
 * The entries of a ZIP file (APPNOTE 6.3) by its central directory. Without one (the file is cut short) the local headers are followed from the
 * start as far as they are whole and say their size. Stored and deflated entries; ZIP64 only as far as sizes fit without it.
 */
export function readZip(bytes: Uint8Array, files: number): ArchiveListing {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  return end === null ? fromLocalHeaders(bytes, view, files) : fromDirectory(bytes, view, end, files)
}

/** The end record is searched from the back, because a comment may follow it. */
function endOfDirectory(view: DataView): number | null {
  const lowest = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT)
  for (let at = view.byteLength - END_LENGTH; at >= lowest; at--) {
    if (view.getUint32(at, true) !== END) continue
    if (at + END_LENGTH + view.getUint16(at + 20, true) <= view.byteLength) return at
  }
  return null
}

function fromDirectory(bytes: Uint8Array, view: DataView, end: number, files: number): ArchiveListing {
  const entries: ArchiveEntry[] = []
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i++) {
    if (entries.length >= files) return { entries, fault: 'many' }
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) return { entries, fault: 'broken' }
    const next = at + 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > end) return { entries, fault: 'broken' }
    const entry = directoryEntry(bytes, view, at)
    if (entry !== null) entries.push(entry)
    at = next
  }
  return { entries, fault: at < end && count === 0xffff ? 'broken' : null }
}

interface Header {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
}

function directoryEntry(bytes: Uint8Array, view: DataView, at: number): ArchiveEntry | null {
  const header: Header = {
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    name: nameAt(bytes, at + 46, view.getUint16(at + 28, true), view.getUint16(at + 8, true)),
  }
  const madeByUnix = view.getUint8(at + 5) === 3
  const mode = madeByUnix ? view.getUint32(at + 38, true) >>> 16 : 0
  const local = view.getUint32(at + 42, true)
  if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL) return broken(header.name)
  const data = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  return entryOf(bytes, header, data, mode)
}

/** File types of stat(2); an entry without a type is an ordinary file. */
const MODES: Readonly<Record<number, 'symlink' | 'device'>> = {
  0o120000: 'symlink',
  0o020000: 'device',
  0o060000: 'device',
  0o010000: 'device',
  0o140000: 'device',
}

function entryOf(bytes: Uint8Array, header: Header, data: number, mode: number): ArchiveEntry | null {
  const { name, flags, method, packed, size } = header
  if (name.endsWith('/')) return null
  const special = MODES[mode & 0o170000]
  if (special !== undefined) return { kind: special, name }
  if ((flags & 1) !== 0) return { kind: 'unsupported', name, method: 'encrypted' }
  if (method !== 0 && method !== 8) return { kind: 'unsupported', name, method: String(method) }
  if (packed === 0xffffffff || size === 0xffffffff) return { kind: 'unsupported', name, method: 'ZIP64' }
  const raw = bytes.subarray(data, data + packed)
  return { kind: 'file', name, packed, bytes: (room) => contentOf(raw, header, room) }
}

/** The size and checksum that the archive states must hold, else the content is not what was packed. */
function contentOf(raw: Uint8Array, { method, crc, packed, size }: Header, room: Room): Unpacked {
  if (raw.length < packed) return { refused: 'broken' }
  if (size > room.room) return { refused: 'large' }
  const unpacked: Unpacked = method === 0 ? { bytes: raw, cut: false } : inflateRaw(raw, room)
  if ('refused' in unpacked) return unpacked
  return !unpacked.cut && unpacked.bytes.length === size && crc32(unpacked.bytes) === crc
    ? unpacked
    : { refused: 'broken' }
}

const broken = (name: string): ArchiveEntry => ({ kind: 'file', name, packed: 0, bytes: () => ({ refused: 'broken' }) })

function fromLocalHeaders(bytes: Uint8Array, view: DataView, files: number): ArchiveListing {
  const entries: ArchiveEntry[] = []
  let at = 0
  while (at + 30 <= bytes.length && view.getUint32(at, true) === LOCAL && entries.length < files) {
    const flags = view.getUint16(at + 6, true)
    const header: Header = {
      flags,
      method: view.getUint16(at + 8, true),
      crc: view.getUint32(at + 14, true),
      packed: view.getUint32(at + 18, true),
      size: view.getUint32(at + 22, true),
      name: nameAt(bytes, at + 30, view.getUint16(at + 26, true), flags),
    }
    const data = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
    const sizeFollows = (flags & 8) !== 0
    if (sizeFollows || data + header.packed > bytes.length) break
    // The local header says nothing of links: only the directory would. What it claims to be is a file's bytes, and that is all that is taken.
    const entry = entryOf(bytes, header, data, 0)
    if (entry !== null) entries.push(entry)
    at = data + header.packed
  }
  return { entries, fault: 'cut' }
}

/** Names are UTF-8 where flag 11 says so or they are; else code page 437, of which only ASCII is safe to guess. */
function nameAt(bytes: Uint8Array, at: number, length: number, flags: number): string {
  const raw = bytes.subarray(at, at + length)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return new TextDecoder((flags & 0x800) !== 0 ? 'utf-8' : 'latin1').decode(raw)
  }
}
