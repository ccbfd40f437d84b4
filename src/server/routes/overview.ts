import { z } from 'zod'
import type { Text } from '../../base/text.ts'
import { findItem } from '../../catalogue/catalogue.ts'
import { controlKey } from '../../isms/control-items.ts'
import { newest, rolesHeld } from '../../isms/isms.ts'
import type { Isms } from '../../isms/isms.ts'
import { standingOf } from '../../isms/level.ts'
import { ASSET_CLASSES } from '../../isms/records/asset.ts'
import { INFORMATION_TOPICS } from '../../isms/records/responsibility.ts'
import type { OpenPoint } from '../../isms/open.ts'
import { STATION_NAMES } from '../../isms/rules/rules.ts'
import type { Station } from '../../isms/rules/rules.ts'
import { newestByEngagement, newestFirst } from '../../isms/newest-runs.ts'
import { STARTER_CRITERIA } from '../../isms/starter-criteria.ts'
import { THREATS } from '../../isms/threats.ts'
import { ismsWord, threatText } from '../../report/isms/sentences.ts'
import type { Context } from '../context.ts'
import { ismsOf, openOf, remembered } from '../isms.ts'
import { showPoints } from '../names.ts'
import { scoped, signedIn } from '../route.ts'
import type { Route } from '../route.ts'
import { pointSchema, textSchema } from './answers.ts'

const ORGANISATION = '/organisations/{organisation}'
const roleSchema = z.enum(['provider', 'customer'])

const openRoute = scoped({
  method: 'get',
  path: `${ORGANISATION}/open`,
  tag: 'overview',
  summary: 'What is still open, in the order of the work',
  access: 'read',
  query: {
    station: z.enum(STATION_NAMES as [Station, ...Station[]]).optional(),
    from: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  },
  answer: z.object({ total: z.number(), byStation: z.record(z.string(), z.number()), points: z.array(pointSchema) }),
  handle: async ({ context, scope, query: { station, from, limit } }) => {
    const open = await openOf(context, scope)
    const points = station === undefined ? [...open.values()].flat() : (open.get(station) ?? [])
    return {
      total: points.length,
      byStation: Object.fromEntries([...open].map(([name, list]) => [name, list.length])),
      points: showPoints(context, await ismsOf(context, scope), points.slice(from, from + limit)),
    }
  },
})

const counts = z.record(z.string(), z.number())

const summaryRoute = scoped({
  method: 'get',
  path: `${ORGANISATION}/summary`,
  tag: 'overview',
  summary: 'The facts of the dashboard: what is open, how risks stand, how far the statement is, the latest audits',
  access: 'read',
  answer: z.object({
    open: counts,
    roles: z.array(roleSchema),
    services: z.number(),
    assets: z.number(),
    evidence: z.number(),
    risks: z.object({
      total: z.number(),
      above: z.number(),
      unrated: z.number(),
      accepted: z.number(),
      /** Above the line, and nothing chosen to be done about them. */
      untreated: z.number(),
      cells: z.array(z.object({ likelihood: z.number(), consequence: z.number(), count: z.number() })),
    }),
    statement: counts,
    versions: z.object({ scope: z.number().nullable(), criteria: z.number().nullable(), soa: z.number().nullable() }),
    runs: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        engagement: z.string(),
        status: z.string(),
        endedAt: z.string().nullable(),
        summary: z.unknown(),
      }),
    ),
    dates: z.array(pointSchema),
  }),
  handle: async ({ context, scope }) => {
    const [isms, open] = [await ismsOf(context, scope), await openOf(context, scope)]
    const { records } = isms
    return {
      open: Object.fromEntries([...open].map(([name, list]) => [name, list.length])),
      roles: rolesHeld(isms),
      services: records.service.length,
      assets: records.asset.length,
      evidence: records.evidence.length,
      risks: await remembered(context, scope, 'risk-facts', riskFacts),
      statement: await remembered(context, scope, 'statement-facts', statementFacts),
      versions: {
        scope: newest(records.scope)?.version ?? null,
        criteria: newest(records.criteria)?.version ?? null,
        soa: newest(records.soa)?.version ?? null,
      },
      runs: shownRuns(records.auditRun).map(({ id, title, engagement, status, endedAt, summary }) => ({
        id,
        title,
        engagement,
        status,
        endedAt,
        summary,
      })),
      dates: showPoints(context, isms, nearest(open.get('dates') ?? [])),
    }
  },
})

/** So many deadlines are told, the earliest first; `open.dates` counts them all. */
const DATES_TOLD = 50

const nearest = (points: readonly OpenPoint[]): readonly OpenPoint[] =>
  points.toSorted((a, b) => (String(a.params['on']) < String(b.params['on']) ? -1 : 1)).slice(0, DATES_TOLD)

/** Enough for a trend; of each engagement the newest finished one in any case. */
const RUNS = 60

function shownRuns(runs: Isms['records']['auditRun']): Isms['records']['auditRun'] {
  const sorted = newestFirst(runs)
  const newest = new Set(newestByEngagement(runs))
  return sorted.filter((run, i) => i < RUNS || newest.has(run))
}

function riskFacts({ records }: Isms) {
  const versions = new Map(records.criteria.map((one) => [one.id, one]))
  const cells = new Map<string, number>()
  let [above, unrated, accepted, untreated] = [0, 0, 0, 0]
  for (const risk of records.risk) {
    if (standingOf(risk, versions.get(risk.criteria ?? '')).isAbove === true) {
      above += 1
      if (risk.treatment.options.length === 0) untreated += 1
    }
    if (risk.treatment.acceptance !== null) accepted += 1
    if (risk.rating === null) unrated += 1
    else
      cells.set(
        `${risk.rating.likelihood} ${risk.rating.consequence}`,
        (cells.get(`${risk.rating.likelihood} ${risk.rating.consequence}`) ?? 0) + 1,
      )
  }
  const shown = [...cells].map(([cell, count]) => {
    const [likelihood = 0, consequence = 0] = cell.split(' ').map(Number)
    return { likelihood, consequence, count }
  })
  return { total: records.risk.length, above, unrated, accepted, untreated, cells: shown }
}

/** How many answers of the controls and roles in question stand where. */
function statementFacts(isms: Isms): Record<string, number> {
  const answers = new Map(isms.records.applicability.map((one) => [`${controlKey(one.control)} ${one.role}`, one]))
  const facts = {
    total: 0,
    unanswered: 0,
    excluded: 0,
    implemented: 0,
    partial: 0,
    planned: 0,
    none: 0,
    undecided: 0,
    refuted: 0,
    proved: 0,
  }
  const roles = rolesHeld(isms)
  for (const control of isms.controls)
    for (const role of roles.filter((held) => control.roles.includes(held))) {
      const answer = answers.get(`${controlKey(control)} ${role}`)
      facts.total += 1
      if (answer === undefined) facts.unanswered += 1
      else if (answer.applicable === null) facts.undecided += 1
      else if (!answer.applicable) facts.excluded += 1
      else facts[answer.implementation ?? 'undecided'] += 1
      if (answer?.verdicts.some(({ judgement }) => judgement === 'does-not-conform') === true) facts.refuted += 1
      else if (answer?.verdicts.some(({ judgement }) => judgement === 'conforms') === true) facts.proved += 1
    }
  return facts
}

const statementRoute = scoped({
  method: 'get',
  path: `${ORGANISATION}/statement`,
  tag: 'overview',
  summary: 'The gap check and the statement in one table: every control of the chosen editions, roles side by side',
  access: 'read',
  answer: z.object({
    roles: z.array(roleSchema),
    rows: z.array(
      z.object({
        edition: z.string(),
        item: z.string(),
        title: textSchema,
        cloud: z.boolean(),
        roles: z.array(roleSchema),
        necessary: z.array(z.string()),
        answers: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  handle: async ({ context, scope }) => {
    const isms = await ismsOf(context, scope)
    return { roles: rolesHeld(isms), rows: statementRows(context, isms) }
  },
})

function statementRows(context: Context, isms: Isms): readonly object[] {
  const answers = new Map(isms.records.applicability.map((one) => [`${controlKey(one.control)} ${one.role}`, one]))
  const necessary = new Map<string, string[]>()
  for (const { id, controls } of isms.records.necessaryControl)
    for (const key of controls.map(controlKey)) necessary.set(key, [...(necessary.get(key) ?? []), id])
  const held = rolesHeld(isms)
  return isms.controls.map(({ edition, item, cloud, roles }) => {
    const key = controlKey({ edition, item })
    const asked = held.filter((role) => roles.includes(role))
    return {
      edition,
      item,
      title: titleOf(context, edition, item),
      cloud,
      roles: asked,
      necessary: necessary.get(key) ?? [],
      answers: Object.fromEntries(asked.map((role) => [role, answers.get(`${key} ${role}`) ?? null])),
    }
  })
}

const titleOf = ({ catalogue }: Context, edition: string, item: string): Text =>
  findItem(catalogue, edition, item)?.item.title ?? { ja: item, en: item }

const both = (say: (lang: 'ja' | 'en') => string): Text => ({ ja: say('ja'), en: say('en') })

const vocabularyRoute = signedIn({
  method: 'get',
  path: '/vocabulary',
  tag: 'overview',
  summary: 'Starter lists and words: threats, asset classes, topics for customers, criteria to begin with, editions',
  answer: z.object({
    threats: z.array(z.unknown()),
    assetClasses: z.array(z.unknown()),
    topics: z.array(z.unknown()),
    criteria: z.unknown(),
    editions: z.array(z.unknown()),
  }),
  handle: async ({ context }) => ({
    threats: Object.entries(THREATS).map(([code, threat]) => ({
      code,
      ...threat,
      text: both((lang) => threatText(code, lang)),
    })),
    assetClasses: ASSET_CLASSES.map((code) => ({ code, text: both((lang) => ismsWord(code, lang)) })),
    topics: INFORMATION_TOPICS.map((code) => ({ code, text: both((lang) => ismsWord(code, lang)) })),
    criteria: STARTER_CRITERIA,
    editions: [...context.catalogue.editions.values()].map(({ id, name, title, status, content }) => ({
      id,
      name,
      title,
      status,
      content,
    })),
  }),
})

export const overviewRoutes: readonly Route[] = [openRoute, summaryRoute, statementRoute, vocabularyRoute]
