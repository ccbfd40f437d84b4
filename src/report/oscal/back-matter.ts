import type { ArtifactOutcome } from '../../evidence/reader.ts'
import type { Source } from '../../base/source.ts'
import { idOf, line, prop, some, type Draft } from './words.ts'

/** The resource of an evidence file: quotes refer to it, and its hash says which bytes were read. */
export const fileId = (draft: Draft, path: string, sha256: string): string => idOf(draft, 'file', path, sha256)
export const engagementId = (draft: Draft): string => idOf(draft, 'engagement')

/** The evidence set and the engagement as resources with their hashes, each file once, also one that only a quote names. */
export function backMatter(draft: Draft): Record<string, unknown> {
  const { result } = draft
  const listed = new Set(result.evidence.files.map((f) => fileId(draft, f.path, f.sha256)))
  const quoted = sourcesOf(draft).filter((s) => !listed.has(fileId(draft, s.file, s.artifact)))
  const named = new Map(quoted.map((s) => [fileId(draft, s.file, s.artifact), s]))
  const files = new Map(result.evidence.files.map((f) => [fileId(draft, f.path, f.sha256), f]))
  return {
    resources: [
      {
        uuid: engagementId(draft),
        title: 'akashi.yaml',
        rlinks: [{ href: 'akashi.yaml', hashes: hashes(result.engagement.sha256) }],
      },
      ...[...files].map(([uuid, f]) => fileResource(uuid, f)),
      ...[...named].map(([uuid, s]) => ({ uuid, title: line(s.file), ...rlinks(s.file, s.artifact) })),
    ],
  }
}

/** Every place that a finding or an open item quotes. */
export const sourcesOf = ({ result }: Draft): readonly Source[] => [
  ...result.findings.flatMap((f) => f.hops.flatMap((hop) => hop.quotes.map((q) => q.source))),
  ...result.open.flatMap((o) => o.quotes.map((q) => q.source)),
]

const fileResource = (uuid: string, f: ArtifactOutcome): Record<string, unknown> => ({
  uuid,
  title: line(f.path),
  props: [
    prop('status', f.status),
    prop('unread', f.unread),
    ...(f.device === null ? [] : [prop('device', f.device)]),
    ...(f.command === null ? [] : [prop('command', f.command)]),
    ...(f.collectedAt === null ? [] : [prop('collected-at', f.collectedAt)]),
  ],
  ...rlinks(f.path, f.sha256),
})

/** A file as a link with the hash that says which bytes are meant. */
export const rlinks = (path: string, sha256: string): Record<string, unknown> =>
  some('rlinks', [{ href: hrefOf(path), hashes: hashes(sha256) }])

const hashes = (value: string): readonly Record<string, string>[] => [
  { algorithm: 'SHA-256', value: prop('', value).value },
]

/** The path as a relative reference: every segment escaped, `./` before it, so that no name can be read as a scheme. */
const hrefOf = (path: string): string =>
  `./${path
    .split('/')
    .map((segment) => encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd')))
    .join('/')}`
