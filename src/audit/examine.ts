import { createHash } from 'node:crypto'
import type { Problem } from '../base/problem.ts'
import type { Cloud, Endpoint } from '../cloud/cloud.ts'
import type { Artifact } from '../evidence/artifact.ts'
import { describeByEngagement } from '../evidence/intake/describe.ts'
import { readEvidence, type Evidence } from '../evidence/read.ts'
import {
  EMPTY_ENGAGEMENT,
  ENGAGEMENT_FILE,
  readEngagement,
  type Engagement,
  type EngagementRead,
} from './engagement.ts'
import { resolveOwnership, type Ownership } from './ownership.ts'

/** An engagement directory after reading: what the audit and every question start from. */
export interface Examination {
  readonly evidence: Evidence
  readonly evidenceHash: string
  readonly artifacts: readonly Artifact[]
  readonly engagement: Engagement
  readonly engagementHash: string
  readonly ownership: Ownership
  readonly problems: readonly Problem[]
}

/** Reads an evidence set under its engagement. Null, with the reasons, when there is nothing to work on or the engagement cannot be used. */
export function examine(
  artifacts: readonly Artifact[],
  evidenceHash: string,
  intakeProblems: readonly Problem[],
): { examination: Examination | null; problems: readonly Problem[] } {
  const file = engagementFile(artifacts)
  const { engagement, problems, lineOf } = file === undefined ? NO_ENGAGEMENT : readEngagement(file.text, file.path)
  const early = [...intakeProblems, ...problems]
  if (engagement === null) return { examination: null, problems: early }
  const described = describeByEngagement(artifacts, notesFrom(engagement, file?.path ?? ''))
  const read = readEvidence(described.artifacts)
  const evidence = { ...read, cloud: withOutsideEndpoints(read.cloud) }
  if (evidence.cloud.devices.length === 0)
    return {
      examination: null,
      problems: [...early, ...evidence.problems, { code: 'no-usable-evidence', severity: 'error' }],
    }
  const ownership = resolveOwnership(evidence.cloud, engagement, { file: file?.path ?? ENGAGEMENT_FILE, lineOf })
  const all = [...early, ...described.problems, ...evidence.problems, ...ownership.problems]
  const examination: Examination = {
    evidence,
    evidenceHash,
    artifacts: described.artifacts,
    engagement,
    engagementHash: createHash('sha256')
      .update(file?.text ?? '')
      .digest('hex'),
    ownership,
    problems: all,
  }
  return { examination, problems: all }
}

/** The engagement nearest the top: an archive often holds its evidence in one folder. */
const engagementFile = (artifacts: readonly Artifact[]): Artifact | undefined =>
  artifacts
    .filter((a) => a.path === ENGAGEMENT_FILE || a.path.endsWith(`/${ENGAGEMENT_FILE}`))
    .toSorted((a, b) => a.path.length - b.path.length)[0]

/** What the engagement says of single files; its paths are its own folder's. */
const notesFrom = (engagement: Engagement, path: string): Engagement['evidence'] => {
  const folder = path.slice(0, path.length - ENGAGEMENT_FILE.length)
  return engagement.evidence.map((note) => ({ ...note, path: `${folder}${note.path}` }))
}

const NO_ENGAGEMENT: EngagementRead = {
  engagement: EMPTY_ENGAGEMENT,
  lineOf: () => undefined,
  problems: [{ code: 'engagement-missing', severity: 'warning', at: { file: ENGAGEMENT_FILE } }],
}

/** What is connected and not in evidence may send and receive too: each of its interfaces that no reader gave an endpoint gets one. */
function withOutsideEndpoints(cloud: Cloud): Cloud {
  const outside = new Set(cloud.devices.filter((d) => d.kind === 'unseen' || d.kind === 'external').map((d) => d.id))
  const has = new Set(cloud.endpoints.map((e) => e.interface))
  const missing = cloud.interfaces.filter((i) => outside.has(i.device) && !has.has(i.id))
  const endpoints = missing.map((i): Endpoint => ({
    id: `outside ${i.id}`,
    device: i.device,
    interface: i.id,
    addresses: [],
    addressesComplete: false,
    published: [],
    tags: {},
    aliases: [],
    from: i.from,
  }))
  return { ...cloud, endpoints: [...cloud.endpoints, ...endpoints] }
}
