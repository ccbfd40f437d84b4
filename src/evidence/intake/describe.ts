import type { Problem } from '../../base/problem.ts'
import type { Artifact } from '../artifact.ts'
import type { ManifestEntry } from './manifest.ts'
import { trouble } from './trouble.ts'

export interface Described {
  readonly artifacts: readonly Artifact[]
  readonly problems: readonly Problem[]
}

/**
 * The artifacts with what the manifests say of them. A file whose hash disagrees is set aside: it is not what was collected, so nothing is
 * built on it. `manifests` maps the manifest's path to its entries, in order; the first entry for a file counts.
 */
export function describeByManifest(
  artifacts: readonly Artifact[],
  manifests: readonly { readonly path: string; readonly entries: readonly ManifestEntry[] }[],
): Described {
  const byPath = new Map(artifacts.map((artifact) => [artifact.path, artifact]))
  const seen = new Map<string, ManifestEntry>()
  const problems: Problem[] = []
  for (const { path: manifest, entries } of manifests)
    for (const entry of entries) {
      const artifact = byPath.get(entry.path)
      if (artifact === undefined) problems.push(trouble('manifest-missing', entry.path, { manifest }))
      else if (seen.has(entry.path)) {
        if (!sameEntry(seen.get(entry.path), entry)) problems.push(trouble('manifest-twice', entry.path, { manifest }))
      } else {
        seen.set(entry.path, entry)
        const agrees = entry.sha256 === undefined || entry.sha256 === artifact.sha256
        if (!agrees) problems.push(trouble('manifest-hash', entry.path, { manifest }))
        byPath.set(entry.path, agrees ? described(artifact, entry) : { ...artifact, text: '', settled: 'unrecognised' })
      }
    }
  return { artifacts: [...byPath.values()], problems }
}

/** What an engagement says of its evidence (`evidence:` in akashi.yaml) overrides everything else. A path may name a file or a folder. */
export function describeByEngagement(
  artifacts: readonly Artifact[],
  entries: readonly Omit<ManifestEntry, 'sha256' | 'exit'>[],
): Described {
  const problems = entries
    .filter(({ path }) => !artifacts.some((artifact) => stands(artifact, path)))
    .map(({ path }) => trouble('evidence-entry-missing', path))
  const overridden = artifacts.map((artifact) =>
    entries.reduce<Artifact>((a, entry) => (stands(a, entry.path) ? described(a, entry) : a), artifact),
  )
  return { artifacts: overridden, problems }
}

const stands = (artifact: Artifact, path: string): boolean =>
  artifact.path === path || artifact.path.startsWith(path.endsWith('/') ? path : `${path}/`)

const described = (
  artifact: Artifact,
  { device, command, collectedAt, exit }: Omit<ManifestEntry, 'path'>,
): Artifact => ({
  ...artifact,
  ...(device === undefined ? {} : { device }),
  ...(command === undefined ? {} : { command }),
  ...(collectedAt === undefined ? {} : { collectedAt }),
  ...(exit === undefined ? {} : { exit }),
})

const sameEntry = (a: ManifestEntry | undefined, b: ManifestEntry): boolean =>
  a?.device === b.device && a?.command === b.command && a?.exit === b.exit && a?.sha256 === b.sha256
