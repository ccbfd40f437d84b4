import type { Isms } from '../isms.ts'
import type { OpenPoint } from '../open.ts'
import type { Kind } from '../records/kinds.ts'
import { commentsAreSettled } from './comments.ts'
import { customersAreInformed, responsibilitiesAreShared } from './customers.ts'
import { deadlinesAreKept, evidenceIsDated } from './dates.ts'
import { everyPropertyHasRisks, risksAreAssessed, risksAreLinked } from './risk.ts'
import { scopeHasBoundaries, scopeIsPublished, scopeNamesServices, upstreamIsInScope } from './scope.ts'
import { answersAreComplete, noControlIsOverlooked, statementIsPublished } from './soa.ts'
import { controlsAreDetermined, risksAreTreated } from './treatment.ts'

export type Rule = (isms: Isms) => readonly OpenPoint[]

/** The stations of the work, from scope to what customers are told, each with its rules. A page shows what is open at its station. */
export const STATIONS = {
  scope: [scopeNamesServices, upstreamIsInScope, scopeHasBoundaries, scopeIsPublished],
  risk: [everyPropertyHasRisks, risksAreAssessed, risksAreLinked],
  treatment: [risksAreTreated, controlsAreDetermined],
  gap: [noControlIsOverlooked],
  soa: [answersAreComplete, statementIsPublished],
  customers: [responsibilitiesAreShared, customersAreInformed],
  evidence: [evidenceIsDated],
  dates: [deadlinesAreKept],
  comments: [commentsAreSettled],
} as const satisfies Record<string, readonly Rule[]>

export type Station = keyof typeof STATIONS

export const STATION_NAMES = Object.keys(STATIONS) as readonly Station[]

/** What is still open at one station. */
export const openAt = (station: Station, isms: Isms): readonly OpenPoint[] =>
  STATIONS[station].flatMap((rule: Rule) => rule(isms))

/** What is still open, from the first station to the last. */
export const openPoints = (isms: Isms): readonly OpenPoint[] =>
  STATION_NAMES.flatMap((station) => openAt(station, isms))

/** The stations whose rules speak of records of a kind. */
export const STATIONS_OF: Readonly<Record<Kind, readonly Station[]>> = {
  profile: ['scope', 'dates'],
  service: ['scope'],
  scope: ['scope'],
  asset: ['risk'],
  criteria: ['risk'],
  risk: ['risk', 'treatment', 'dates'],
  riskExemption: ['risk'],
  necessaryControl: [],
  applicability: ['gap', 'soa'],
  soa: ['soa'],
  responsibility: ['customers'],
  information: ['customers'],
  evidence: ['evidence', 'dates'],
  engagement: [],
  auditRun: [],
  judgement: [],
  comment: ['comments'],
}
