import { parse } from 'yaml'
import { z } from 'zod'
import type { Problem } from '../base/problem.ts'

/** The engagement file of a directory. */
export const ENGAGEMENT_FILE = 'akashi.yaml'

/** Which endpoints: the keys of one selector must all hold. A `*` in `device`, `project` and `tag` stands for any text. */
const selector = z
  .strictObject({
    device: z.string().optional(),
    address: z.string().optional(),
    vrf: z.string().optional(),
    tag: z.string().optional(),
    awsAccount: z.union([z.string(), z.number()]).transform(String).optional(),
    project: z.string().optional(),
  })
  .refine((s) => Object.values(s).some((v) => v !== undefined), { message: 'a selector needs at least one key' })
export type Selector = z.infer<typeof selector>

const endpoints = z.object({ endpoints: z.array(selector).default([]) })
const name = z.union([
  z.string().transform((text) => ({ ja: text, en: text })),
  z.object({ ja: z.string(), en: z.string() }),
])
const port = z.union([z.number().int().min(0).max(65535), z.string().regex(/^\d{1,5}(-\d{1,5})?$/)])

const permission = z.object({
  from: z.string(),
  to: z.string(),
  protocol: z.union([z.enum(['any', 'tcp', 'udp', 'icmp', 'sctp']), z.number().int().min(0).max(255)]).default('any'),
  ports: z.array(port).optional(),
  reason: z.string().optional(),
  approvedBy: z.string().optional(),
})
export type Permission = z.infer<typeof permission>

const evidenceNote = z.object({
  path: z.string(),
  device: z.string().exactOptional(),
  command: z.string().exactOptional(),
  collectedAt: z.string().exactOptional(),
})

const schema = z.object({
  akashi: z.literal(1),
  service: z.object({ name, roles: z.array(z.enum(['provider', 'customer'])).default(['provider']) }).optional(),
  tenants: z
    .array(
      z.object({
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

/**
 * The engagement of the text of `akashi.yaml`, or null with what is wrong with it. A permission without a reason or an approver is a
 * problem and permits nothing.
 */
export function readEngagement(
  text: string,
  file = ENGAGEMENT_FILE,
): { engagement: Engagement | null; problems: Problem[] } {
  if (text.length > LARGEST)
    return { engagement: null, problems: [problem('engagement-too-large', file, { limit: LARGEST })] }
  let document: unknown
  try {
    document = parse(text, { maxAliasCount: 100 })
  } catch (error) {
    return {
      engagement: null,
      problems: [problem('engagement-not-yaml', file, { text: String((error as Error).message).slice(0, 200) })],
    }
  }
  const parsed = schema.safeParse(document)
  if (!parsed.success)
    return { engagement: null, problems: parsed.error.issues.slice(0, 20).map((i) => issueProblem(i, file)) }
  return approved(distinct(parsed.data, file), file)
}

const problem = (code: string, file: string, params: Problem['params']): Problem => ({
  code,
  severity: 'error',
  at: { file },
  ...(params === undefined ? {} : { params }),
})

const issueProblem = (issue: z.core.$ZodIssue, file: string): Problem =>
  problem('engagement-invalid', file, { member: issue.path.map(String).join('.') || '(top)', text: issue.message })

/** Ids of tenants must differ from each other and from the names of the other parties. */
function distinct(engagement: Engagement, file: string): { engagement: Engagement; problems: Problem[] } {
  const seen = new Set(['management', 'shared', 'external'])
  const problems: Problem[] = []
  const tenants = engagement.tenants.filter(({ id }) => {
    if (seen.has(id)) problems.push(problem('engagement-duplicate-party', file, { party: id }))
    else seen.add(id)
    return true
  })
  return { engagement: { ...engagement, tenants }, problems }
}

function approved(
  { engagement, problems }: { engagement: Engagement; problems: Problem[] },
  file: string,
): { engagement: Engagement | null; problems: Problem[] } {
  if (problems.length > 0) return { engagement: null, problems }
  const good = (p: Permission): boolean => (p.reason ?? '').trim() !== '' && (p.approvedBy ?? '').trim() !== ''
  const found: Problem[] = engagement.permitted.flatMap((p, i) =>
    good(p)
      ? []
      : [
          {
            ...problem('permission-unapproved', file, { index: i + 1, from: p.from, to: p.to }),
            severity: 'warning' as const,
          },
        ],
  )
  return { engagement: { ...engagement, permitted: engagement.permitted.filter(good) }, problems: found }
}

/** An engagement that says nothing: for looking at evidence before anybody has written one. */
export const EMPTY_ENGAGEMENT: Engagement = { akashi: 1, tenants: [], permitted: [], evidence: [] }
