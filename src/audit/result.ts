import type { Problem, Unread } from '../base/problem.ts'
import type { Source } from '../base/source.ts'
import type { Witness } from '../checker/witness.ts'
import type { Resource } from '../cloud/cloud.ts'
import type { ArtifactOutcome, CoverageRow } from '../evidence/reader.ts'
import type { Leg, Topology } from './topology/picture.ts'

export type Answer = 'yes' | 'no' | 'unknown'
export type VerdictKind = 'proved' | 'refuted' | 'undetermined'

/** A sentence below the faces: a stable code and what fills it. `report` has the words, ja and en. */
export interface Saying {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}

/** A place in the evidence with its line, as it will be quoted. `mark` is the deciding part of `text` (offsets), where one can be named. */
export interface Quote {
  readonly source: Source
  readonly text: string
  readonly mark?: readonly [number, number]
}

/** How a delivery between parties came about (audit-guide.md, “back door”). */
export type BackDoor =
  | 'shared-segment'
  | 'trunk'
  | 'foreign-mac'
  | 'unknown-mac'
  | 'dual-homed'
  | 'leaked-route'
  | 'filter-hole'
  | 'tunnel'
  | 'nat'
  | 'ipv6-only'
  | 'host-address'
  | 'through-management'
  | 'through-shared'
  | 'external-exposure'
  | 'routed'

/** A set of headers in people's words; absent = any. Ports and ICMP are texts like `22`, `80, 5432`, `1024-65535`, `echo-request`. */
export interface Flow {
  readonly family: 'ip4' | 'ip6' | 'frame'
  readonly protocol?: string
  readonly ports?: string
  readonly src?: string
  readonly dst?: string
}

export interface EndpointMention {
  readonly id: string
  readonly device: string
  readonly name: string
  readonly addresses: readonly string[]
  readonly party: string | null
  /** V-2 between this source and the finding's destination, where it was asked. `no` with delivery means: it arrives, and no reply comes back. */
  readonly connected?: Answer
  readonly blockedAt?: Saying
}

/** One hop as people see it: a box of the drawn path. */
export interface Hop {
  readonly device: string
  readonly what: Saying
  /** What carries the packet to the next hop (`VLAN 10`, `br0`, a route): the label of the arrow. */
  readonly carries: Saying | null
  /** The hop that should not be there. */
  readonly decisive: boolean
  readonly quotes: readonly Quote[]
}

export type Weight = 'major' | 'minor' | 'note'

/** A delivery that nothing permits (V-3, V-6), or a permission that nothing realises. */
export interface Finding {
  readonly id: string
  readonly kind: 'delivery' | 'exposure' | 'host-address' | 'impossible-permission' | 'foreign-mac'
  readonly weight: Weight
  readonly backDoor: BackDoor
  /** Guides that it speaks of, e.g. `C.8.3.3/1.1`. */
  readonly guides: readonly string[]
  /** Party ids: a tenant's id, `management`, `shared`, `external`. */
  readonly from: string
  readonly to: string
  readonly title: Saying
  readonly sources: readonly EndpointMention[]
  readonly destinations: readonly EndpointMention[]
  /** How many endpoints stand behind the (bounded) lists above. */
  readonly counts: { readonly sources: number; readonly destinations: number }
  readonly flows: readonly Flow[]
  /** `yes`: a connection works. `no`: it looks open, a packet arrives, and no reply returns. */
  readonly connected: Answer
  readonly hops: readonly Hop[]
  /** The same path as stops on the topology; absent in results from before there was one. */
  readonly way?: readonly Leg[]
  readonly witness: Witness | null
  /** What would close it, naming the rule or the port. */
  readonly closes: readonly Saying[]
}

/** What keeps a verdict from being given, and the evidence to ask for. */
export interface Open {
  readonly unknown: string
  readonly saying: Saying
  readonly ask: string
  readonly device: string | null
  readonly quotes: readonly Quote[]
}

/** One directed cell of who reaches whom. */
export interface MatrixCell {
  readonly from: string
  readonly to: string
  readonly verdict: VerdictKind
  readonly findings: readonly string[]
  readonly open: readonly string[]
  /** Some delivery exists and the engagement permits all of it. */
  readonly permitted: boolean
}

export interface PartySummary {
  readonly id: string
  readonly kind: 'tenant' | 'management' | 'shared' | 'external'
  readonly endpoints: number
  readonly addresses: readonly string[]
}

/** What a guide's claims come to. `claims` are sentences with their verdicts. */
export interface GuideResult {
  readonly guide: string
  readonly judgement: 'conforms' | 'does-not-conform' | 'cannot-be-determined'
  readonly claims: readonly { readonly saying: Saying; readonly verdict: VerdictKind }[]
  readonly findings: readonly string[]
  readonly open: readonly string[]
}

/** What the engagement permits, and what of it the environment really lets through. */
export interface PermissionResult {
  readonly index: number
  readonly from: string
  readonly to: string
  readonly protocol: string
  readonly ports: string
  readonly reason: string
  readonly approvedBy: string
  readonly possible: Answer
}

/** Everything that one run of the technical audit says (V-10: same evidence, engagement and engine, same bytes). */
export interface AuditResult {
  readonly format: 'akashi-audit'
  readonly version: 1
  readonly engine: string
  readonly evidence: { readonly sha256: string; readonly files: readonly ArtifactOutcome[] }
  readonly engagement: {
    readonly sha256: string
    readonly service: { readonly ja: string; readonly en: string }
    readonly roles: readonly string[]
  }
  readonly procedure: {
    readonly id: string
    readonly controls: readonly { readonly edition: string; readonly item: string }[]
  }
  readonly parties: readonly PartySummary[]
  /** Endpoints that the engagement gives to nobody. */
  readonly unowned: readonly EndpointMention[]
  /** Folded to the rows that have something to say beyond 40 parties; `matrixFolded` says how many cells are left out, all of them proved. */
  readonly matrix: readonly MatrixCell[]
  readonly matrixFolded: number
  readonly guides: readonly GuideResult[]
  readonly findings: readonly Finding[]
  readonly open: readonly Open[]
  readonly permissions: readonly PermissionResult[]
  /** The environment as it can be drawn; absent in results from before there was one. */
  readonly topology?: Topology
  readonly resources: readonly Resource[]
  readonly coverage: readonly CoverageRow[]
  readonly unread: readonly Unread[]
  readonly problems: readonly Problem[]
}
