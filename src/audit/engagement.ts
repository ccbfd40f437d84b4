import { z } from 'zod'
import { parsePrefix } from '../base/address.ts'
import type { Problem } from '../base/problem.ts'
import { readYaml, type LineOf } from './engagementYaml.ts'
import { engagementProblem as problem, issueProblems, withoutStrangeKeys } from './engagementIssues.ts'

/** The engagement file of a directory. */
export const ENGAGEMENT_FILE = 'akashi.yaml'

/** Which endpoints: the keys of one selector must all hold. A `*` in `device`, `project` and `tag` stands for any text. */
const selector = z
  .strictObject({
    device: z.string().optional(),
    address: z
      .string()
      .refine((text) => parsePrefix(text) !== null, { message: 'not an address or prefix' })
      .optional(),
    vrf: z.string().optional(),
    tag: z.string().optional(),
    awsAccount: z.union([z.string(), z.number()]).transform(String).optional(),
    project: z.string().optional(),
  })
  .refine((s) => Object.values(s).some((v) => v !== undefined), { message: 'a selector needs at least one key' })
export type Selector = z.infer<typeof selector>

const endpoints = z.strictObject({ endpoints: z.array(selector).default([]) })
const name = z.union([
  z.string().transform((text) => ({ ja: text, en: text })),
  z.strictObject({ ja: z.string(), en: z.string() }),
])
const port = z.union([
  z.number().int().min(0).max(65535),
  z
    .string()
    .regex(/^\d{1,5}(-\d{1,5})?$/)
    .refine((text) => isRange(text.split('-').map(Number)), { message: 'not a port or a range of ports' }),
])
const isRange = ([first = 0, last = first]: readonly number[]): boolean => first <= last && last <= 65535

/** Strict, because a mistyped `ports` would permit more than was meant. */
const permission = z.strictObject({
  from: z.string(),
  to: z.string(),
  protocol: z.union([z.enum(['any', 'tcp', 'udp', 'icmp', 'sctp']), z.number().int().min(0).max(255)]).default('any'),
  ports: z.array(port).optional(),
  reason: z.string().optional(),
  approvedBy: z.string().optional(),
})
export type Permission = z.infer<typeof permission>

const evidenceNote = z.strictObject({
  path: z.string(),
  device: z.string().exactOptional(),
  command: z.string().exactOptional(),
  collectedAt: z.string().exactOptional(),
})

const schema = z.strictObject({
  akashi: z.literal(1),
  service: z.strictObject({ name, roles: z.array(z.enum(['provider', 'customer'])).default(['provider']) }).optional(),
  tenants: z
    .array(
      z.strictObject({
        id: z.union([z.string(), z.number()]).transform(String),
        name: name.optional(),
        endpoints: z.array(selector).default([]),
      }),
    )
    .default([]),
  management: endpoints.optional(),
  shared: endpoints.optional(),
  external: endpoints.optional(),
  permitted: z.array(permission).default([]),
  evidence: z.array(evidenceNote).default([]),
})
export type Engagement = z.infer<typeof schema>

/** A bound on the file: an engagement is written by people. */
const LARGEST = 4 * 2 ** 20

/** An engagement as it was read, with what is wrong with it, and the lines of its members. */
export interface EngagementRead {
  readonly engagement: Engagement | null
  readonly problems: readonly Problem[]
  readonly lineOf: LineOf
}

/**
 * The engagement of the text of `akashi.yaml`, or null with what is wrong with it. A permission without a reason or an approver is a
 * problem and permits nothing. An unknown key is stepped over with a problem where it cannot have narrowed anything, else it is an error.
 */
export function readEngagement(text: string, file = ENGAGEMENT_FILE): EngagementRead {
  const failed = (problems: readonly Problem[], lineOf: LineOf = () => undefined): EngagementRead => ({
    engagement: null,
    problems,
    lineOf,
  })
  if (text.length > LARGEST) return failed([problem('engagement-too-large', { file }, { limit: LARGEST })])
  const { document, lineOf, error } = readYaml(text)
  if (error !== null)
    return failed([problem('engagement-not-yaml', { file, line: error.line }, { text: error.text.slice(0, 200) })])
  const place = { file, lineOf }
  const first = schema.safeParse(document)
  if (first.success) return { ...checked(first.data, place), lineOf }
  const { rest, problems } = withoutStrangeKeys(document, first.error.issues, place)
  const parsed = schema.safeParse(rest)
  if (!parsed.success) return failed([...problems, ...issueProblems(parsed.error.issues.slice(0, 20), place)], lineOf)
  const result = checked(parsed.data, place)
  return { engagement: result.engagement, problems: [...problems, ...result.problems], lineOf }
}

interface Place {
  readonly file: string
  readonly lineOf: LineOf
}

const checked = (engagement: Engagement, place: Place): Omit<EngagementRead, 'lineOf'> => {
  const problems = duplicates(engagement, place)
  return problems.length > 0 ? { engagement: null, problems } : approved(engagement, place)
}

/** Ids of tenants must differ from each other and from the names of the other parties. */
function duplicates({ tenants }: Engagement, { file, lineOf }: Place): Problem[] {
  const seen = new Set(['management', 'shared', 'external'])
  return tenants.flatMap(({ id }, i) => {
    if (!seen.has(id)) return (seen.add(id), [])
    return [problem('engagement-duplicate-party', { file, line: lineOf(['tenants', i]) }, { party: id })]
  })
}

function approved(engagement: Engagement, { file, lineOf }: Place): Omit<EngagementRead, 'lineOf'> {
  const good = (p: Permission): boolean => (p.reason ?? '').trim() !== '' && (p.approvedBy ?? '').trim() !== ''
  const parties = new Set(['*', 'tenant:*', 'management', 'shared', 'external'])
  for (const { id } of engagement.tenants) parties.add(id).add(`tenant:${id}`)
  const problems = engagement.permitted.flatMap((p, i): Problem[] => {
    const at = { file, line: lineOf(['permitted', i]) }
    const strange = [p.from, p.to].filter((party) => !parties.has(party))
    const warning = (code: string, params: NonNullable<Problem['params']>): Problem => ({
      ...problem(code, at, params),
      severity: 'warning',
    })
    return [
      ...(good(p) ? [] : [warning('permission-unapproved', { index: i + 1, from: p.from, to: p.to })]),
      ...strange.map((party) => warning('permission-unknown-party', { index: i + 1, party })),
    ]
  })
  return { engagement: { ...engagement, permitted: engagement.permitted.filter(good) }, problems }
}

/** An engagement that says nothing: for looking at evidence before anybody has written one. */
export const EMPTY_ENGAGEMENT: Engagement = { akashi: 1, tenants: [], permitted: [], evidence: [] }
