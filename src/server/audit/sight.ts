import { formatAddress } from '../../base/address.ts'
import type { Problem } from '../../base/problem.ts'
import type { Text } from '../../base/text.ts'
import { draftEngagement } from '../../audit/draft.ts'
import { ENGAGEMENT_FILE } from '../../audit/engagement.ts'
import { examine, type Examination } from '../../audit/examine.ts'
import type { Endpoint } from '../../cloud/cloud.ts'
import type { IntakeEntry } from '../../evidence/intake.ts'
import { intake } from './intake.ts'

/** An endpoint of the evidence with the party that the engagement gives it to; `carries`: its device carries others' traffic and is usually nobody's. */
export interface SeenEndpoint {
  readonly device: string
  readonly name: string
  readonly addresses: readonly string[]
  readonly vrf: string | null
  readonly account: string | null
  readonly project: string | null
  /** `key=value`. */
  readonly tags: readonly string[]
  readonly party: string | null
  readonly carries: boolean
}

/** What an engagement comes to on a set of evidence: whose each endpoint is, what of the text is wrong or matches nothing, and a first text to begin with. */
export interface Sight {
  readonly endpoints: readonly SeenEndpoint[]
  readonly total: number
  readonly problems: readonly Problem[]
  readonly draft: Text
}

/** Endpoints that are named one by one. */
const SEEN = 2000
/** An engagement that gives nothing to anybody. */
const NOTHING = 'akashi: 1\n'

/** Reads the evidence under the engagement, without any audit. A text that cannot be used gives nothing to anybody, and its problems say why. */
export function sightOf(entries: readonly IntakeEntry[], engagement: string): Sight {
  const asked = examined(entries, engagement)
  const examination = asked.examination ?? examined(entries, NOTHING).examination
  const problems = asked.problems.filter(({ at }) => at?.file === ENGAGEMENT_FILE)
  if (examination === null) return { endpoints: [], total: 0, problems, draft: { ja: NOTHING, en: NOTHING } }
  const { evidence } = examination
  return {
    endpoints: evidence.cloud.endpoints.slice(0, SEEN).map((endpoint) => seen(examination, endpoint)),
    total: evidence.cloud.endpoints.length,
    problems,
    draft: { ja: draftEngagement(evidence, 'ja'), en: draftEngagement(evidence, 'en') },
  }
}

function examined(entries: readonly IntakeEntry[], engagement: string): ReturnType<typeof examine> {
  const { artifacts, sha256 } = intake(entries, engagement === '' ? NOTHING : engagement)
  return examine(artifacts, sha256, [])
}

const seen = ({ ownership }: Examination, endpoint: Endpoint): SeenEndpoint => ({
  device: endpoint.device,
  name: endpoint.interface.startsWith(`${endpoint.device}:`)
    ? endpoint.interface.slice(endpoint.device.length + 1)
    : endpoint.interface,
  addresses: endpoint.addresses.slice(0, 8).map(formatAddress),
  vrf: endpoint.vrf ?? null,
  account: endpoint.account ?? null,
  project: endpoint.project ?? null,
  tags: Object.entries(endpoint.tags)
    .slice(0, 20)
    .map(([key, value]) => `${key}=${value}`),
  party: ownership.partyOf.get(endpoint.id) ?? null,
  carries: ownership.carriers.has(endpoint.device),
})
