import type { Problem } from '../../base/problem.ts'
import type { ArchiveEntry, ArchiveListing } from './archive-entry.ts'
import type { Limits } from './limits.ts'
import { isTar, readTar } from './tar.ts'
import { trouble } from './trouble.ts'
import { gunzip, type Unpacked } from './unpack.ts'
import { isZip, readZip } from './zip.ts'

export type ArchiveKind = 'zip' | 'gzip' | 'tar'

/** What the bytes are packed as, by content; null for everything else. */
export const archiveKind = (bytes: Uint8Array): ArchiveKind | null =>
  isZip(bytes) ? 'zip' : bytes[0] === 0x1f && bytes[1] === 0x8b ? 'gzip' : isTar(bytes) ? 'tar' : null

/** Where the content of an archive goes. `room` is how many bytes one more file may have. */
export interface ArchiveSink {
  readonly room: () => number
  readonly full: () => boolean
  readonly note: (problem: Problem) => void
  readonly take: (path: string, bytes: Uint8Array) => void
}

/** Hands every ordinary file in the archive to the sink, its name behind `prefix`; the rest becomes problems at `path`. */
export function openArchive(
  path: string,
  prefix: string,
  kind: ArchiveKind,
  bytes: Uint8Array,
  limits: Limits,
  sink: ArchiveSink,
): void {
  if (kind === 'gzip') return openGzip(path, prefix, bytes, limits, sink)
  list(path, prefix, kind === 'zip' ? readZip(bytes, limits.files) : readTar(bytes, limits.files), limits, sink)
}

function openGzip(path: string, prefix: string, bytes: Uint8Array, limits: Limits, sink: ArchiveSink): void {
  // A tar inside may be as large as the whole set: its files are measured one by one afterwards.
  const content = gunzip(bytes, { room: limits.totalBytes, ratio: limits.ratio })
  if ('refused' in content) return sink.note(unpackTrouble(path, content.refused, limits))
  if (isTar(content.bytes)) {
    const { entries, fault } = readTar(content.bytes, limits.files)
    return list(path, prefix, { entries, fault: fault ?? (content.cut ? 'cut' : null) }, limits, sink)
  }
  // One packed file: cut short it cannot be told from a whole one, so it is not used.
  if (content.cut) return sink.note(trouble('intake-archive-cut', path))
  sink.take(path.replace(/\.gz$/i, '') === path ? `${path}/content` : path.replace(/\.gz$/i, ''), content.bytes)
}

function list(
  path: string,
  prefix: string,
  { entries, fault }: ArchiveListing,
  limits: Limits,
  sink: ArchiveSink,
): void {
  for (const entry of entries) {
    if (sink.full()) break
    openEntry(prefix + entry.name, entry, limits, sink)
  }
  if (fault === 'cut') sink.note(trouble('intake-archive-cut', path))
  if (fault === 'broken') sink.note(trouble('intake-archive-broken', path, { reason: 'header' }))
  if (fault === 'many') sink.note(trouble('intake-files-many', path, { limit: limits.files }))
}

function openEntry(path: string, entry: ArchiveEntry, limits: Limits, sink: ArchiveSink): void {
  if (unsafe(entry.name)) return sink.take(entry.name, new Uint8Array()) // refused by name there, with its reason
  if (entry.kind !== 'file') return sink.note(refusedEntry(path, entry))
  const content = entry.bytes({ room: sink.room(), ratio: limits.ratio })
  if ('refused' in content) return sink.note(unpackTrouble(path, content.refused, limits))
  if (content.cut) return sink.note(trouble('intake-archive-cut', path))
  sink.take(path, content.bytes)
}

const refusedEntry = (path: string, entry: Exclude<ArchiveEntry, { kind: 'file' }>): Problem =>
  entry.kind === 'unsupported'
    ? trouble('intake-archive-method', path, { method: entry.method })
    : entry.kind === 'device'
      ? trouble('intake-device', path, { type: 'device' })
      : trouble(entry.kind === 'symlink' ? 'intake-symlink' : 'intake-hardlink', path)

/** An absolute name must not become harmless by standing behind the archive's path. */
const unsafe = (name: string): boolean => /^(?:[/\\]|[A-Za-z]:)/.test(name)

const unpackTrouble = (
  path: string,
  refused: Extract<Unpacked, { refused: string }>['refused'],
  limits: Limits,
): Problem =>
  refused === 'ratio'
    ? trouble('intake-ratio', path, { limit: limits.ratio })
    : refused === 'large'
      ? trouble('intake-file-large', path, { limit: limits.fileBytes })
      : trouble('intake-archive-broken', path, { reason: 'content' })
