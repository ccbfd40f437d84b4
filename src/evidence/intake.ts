import { createHash } from 'node:crypto'
import type { Problem } from '../base/problem.ts'
import type { Artifact } from './artifact.ts'
import { decode } from './intake/decode.ts'
import { describeByManifest } from './intake/describe.ts'
import { LIMITS, type Limits } from './intake/limits.ts'
import { MANIFEST_NAMES, readManifest } from './intake/manifest.ts'
import { folderOf, nameOf, safePath } from './intake/path.ts'
import { trouble } from './intake/trouble.ts'
import { archiveKind, openArchive, type ArchiveSink } from './intake/archive.ts'

/** An evidence set. `sha256` (hex) is over the sorted lines `path NUL hash LF` of all that is evidence, and of the manifests. */
export interface Intake {
  readonly artifacts: readonly Artifact[]
  readonly problems: readonly Problem[]
  readonly sha256: string
}

export interface IntakeEntry {
  readonly path: string
  readonly bytes: Uint8Array
}

/** Files that say something about the evidence and are none: the engagement, and what a lab's packets really did. */
const NOT_EVIDENCE: ReadonlySet<string> = new Set(['akashi.yaml', 'truth.json'])

/**
 * Takes in files one after another and keeps no bytes of them. `add` unpacks archives under their own path; `addSet` takes an archive that is
 * the evidence set itself (its names are the paths). `note` records what the caller met;
 * `full` tells a caller to stop reading. `expired` is asked before each file: the clock belongs to the caller.
 */
export interface IntakeDesk {
  readonly add: (entry: IntakeEntry) => void
  readonly addSet: (archive: IntakeEntry) => void
  readonly note: (problem: Problem) => void
  readonly full: () => boolean
  readonly finish: () => Intake
}

/** The evidence set of these files: hashed, decoded, archives unpacked, manifests applied. Pure; never throws, whatever the bytes. */
export function intakeEntries(entries: Iterable<IntakeEntry>, limits: Limits = LIMITS): Intake {
  const desk = intakeDesk(limits)
  for (const entry of entries) desk.add(entry)
  return desk.finish()
}

export function intakeDesk(limits: Limits = LIMITS, expired: () => boolean = () => false): IntakeDesk {
  const artifacts = new Map<string, Artifact>()
  const problems: Problem[] = []
  let bytesTaken = 0
  let stopped = false

  const stop = (problem: Problem): false => {
    if (!stopped) problems.push(problem)
    stopped = true
    return false
  }
  const admits = (path: string, size: number): boolean => {
    if (stopped) return false
    if (expired()) return stop(trouble('intake-time', path))
    if (artifacts.size >= limits.files) return stop(trouble('intake-files-many', path, { limit: limits.files }))
    if (bytesTaken + size > limits.totalBytes)
      return stop(trouble('intake-total-large', path, { limit: limits.totalBytes }))
    if (size <= limits.fileBytes) return true
    problems.push(trouble('intake-file-large', path, { limit: limits.fileBytes }))
    return false
  }

  const sinkFor = (level: number): ArchiveSink => ({
    room: () => Math.min(limits.fileBytes, limits.totalBytes - bytesTaken),
    full: () => stopped || expired(),
    note: (problem) => void problems.push(problem),
    take: (path, content) => take(path, content, level),
  })

  const addSet = ({ path, bytes }: IntakeEntry): void => {
    const kind = archiveKind(bytes)
    if (kind === null) return void problems.push(trouble('intake-archive-broken', path, { reason: 'no archive' }))
    openArchive(path, '', kind, bytes, limits, sinkFor(0))
  }

  const take = (name: string, bytes: Uint8Array, level: number): void => {
    const safe = safePath(name, limits)
    if ('refused' in safe)
      return void problems.push(trouble('intake-path', name, { path: name.slice(0, 200), reason: safe.refused }))
    const { path } = safe
    if (!admits(path, bytes.length)) return
    if (artifacts.has(path)) return void problems.push(trouble('intake-path-twice', path))
    bytesTaken += bytes.length
    const base = { path, sha256: sha256(bytes), bytes: bytes.length, folder: folderOf(path) }
    const kind = archiveKind(bytes)
    if (kind !== null && level < limits.archives) {
      artifacts.set(path, { ...base, text: '', settled: 'ignored' })
      openArchive(path, `${path}/`, kind, bytes, limits, sinkFor(level + 1))
      return
    }
    if (kind !== null) problems.push(trouble('intake-archive-nested', path))
    artifacts.set(
      path,
      kind === null ? textArtifact(base, bytes, problems) : { ...base, text: '', settled: 'unrecognised' },
    )
  }

  return {
    add: ({ path, bytes }) => take(path, bytes, 0),
    addSet,
    note: (problem) => void problems.push(problem),
    full: () => stopped || (expired() && !stop(trouble('intake-time', ''))),
    finish: () => finish([...artifacts.values()], problems, limits),
  }
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** The engagement is no evidence, and it is read all the same: its text is kept. */
const engagementText = (path: string, bytes: Uint8Array): string =>
  nameOf(path) === 'akashi.yaml' ? (decode(bytes)?.text ?? '') : ''

function textArtifact(
  base: Pick<Artifact, 'path' | 'sha256' | 'bytes' | 'folder'>,
  bytes: Uint8Array,
  problems: Problem[],
): Artifact {
  if (NOT_EVIDENCE.has(nameOf(base.path)))
    return { ...base, text: engagementText(base.path, bytes), settled: 'ignored' }
  const decoded = decode(bytes)
  if (decoded === null) problems.push(trouble('intake-binary', base.path))
  else if (decoded.encoding === 'latin1') problems.push(trouble('intake-latin1', base.path))
  return decoded === null ? { ...base, text: '', settled: 'unrecognised' } : { ...base, text: decoded.text }
}

function finish(artifacts: readonly Artifact[], problems: readonly Problem[], limits: Limits): Intake {
  const manifests = artifacts.flatMap((artifact) => {
    if (!MANIFEST_NAMES.has(nameOf(artifact.path)) || artifact.settled !== undefined) return []
    const manifest = readManifest(artifact.path, artifact.text, limits)
    return manifest === null ? [] : [{ path: artifact.path, ...manifest }]
  })
  const manifestPaths = new Set(manifests.map(({ path }) => path))
  const described = describeByManifest(artifacts, manifests)
  const settled = described.artifacts
    .map((a): Artifact => (manifestPaths.has(a.path) ? { ...a, text: '', settled: 'ignored' } : a))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
  return {
    artifacts: settled,
    problems: [...problems, ...manifests.flatMap((m) => m.problems), ...described.problems],
    sha256: setHash(settled.filter((a) => a.settled !== 'ignored' || manifestPaths.has(a.path))),
  }
}

const setHash = (artifacts: readonly Artifact[]): string =>
  sha256(artifacts.map((artifact) => `${artifact.path}\0${artifact.sha256}\n`).join(''))
