import { z } from 'zod'
import { answer, cell, finding, mention, quote, saying, source, topology, verdict } from './parts.ts'

const list = <T extends z.ZodType>(of: T): z.ZodReadonly<z.ZodArray<T>> => z.array(of).readonly()
const text = z.string()
const count = z.number().int().min(0)
const party = z.enum(['tenant', 'management', 'shared', 'external'])

const artifact = z.strictObject({
  path: text,
  sha256: text,
  status: z.enum(['read', 'partial', 'refused', 'unrecognised', 'ignored']),
  device: text.nullable(),
  sorts: list(text),
  command: text.nullable(),
  collectedAt: text.nullable(),
  unread: count,
})

const coverageRow = z.strictObject({
  device: text,
  sort: text,
  command: text,
  status: z.enum(['read', 'partial', 'refused', 'missing']),
  files: list(text),
  unread: count,
  cells: list(cell),
  needed: z.boolean(),
})

const resource = z.strictObject({
  cell,
  type: text,
  name: text,
  device: text.optional(),
  interface: text.optional(),
  from: list(source),
})

const guide = z.strictObject({
  guide: text,
  judgement: z.enum(['conforms', 'does-not-conform', 'cannot-be-determined']),
  claims: list(z.strictObject({ saying, verdict })),
  findings: list(text),
  open: list(text),
})

const permission = z.strictObject({
  index: count,
  from: text,
  to: text,
  protocol: text,
  ports: text,
  reason: text,
  approvedBy: text,
  possible: answer,
})

const matrixCell = z.strictObject({
  from: text,
  to: text,
  verdict,
  findings: list(text),
  open: list(text),
  permitted: z.boolean(),
})

const open = z.strictObject({ unknown: text, saying, ask: text, device: text.nullable(), quotes: list(quote) })
const unread = z.strictObject({ at: source, text, context: z.enum(['forwarding', 'filtering', 'other']) })
const problem = z.strictObject({
  code: text,
  severity: z.enum(['error', 'warning', 'note']),
  at: source.partial().optional(),
  params: z.record(text, z.union([text, z.number()])).optional(),
})

/** The JSON form of an audit's result, version 1 (docs/spec/audit-json.md). Strict: what is not documented is not there. */
export const auditSchema = z.strictObject({
  format: z.literal('akashi-audit'),
  version: z.literal(1),
  engine: text,
  evidence: z.strictObject({ sha256: text, files: list(artifact) }),
  engagement: z.strictObject({
    sha256: text,
    service: z.strictObject({ ja: text, en: text }),
    roles: list(text),
  }),
  procedure: z.strictObject({ id: text, controls: list(z.strictObject({ edition: text, item: text })) }),
  parties: list(z.strictObject({ id: text, kind: party, endpoints: count, addresses: list(text) })),
  unowned: list(mention),
  matrix: list(matrixCell),
  matrixFolded: count,
  guides: list(guide),
  findings: list(finding),
  open: list(open),
  permissions: list(permission),
  topology: topology.optional(),
  resources: list(resource),
  coverage: list(coverageRow),
  unread: list(unread),
  problems: list(problem),
})

/** The same as JSON Schema (2020-12), for programs in other languages. */
export const auditJsonSchema = (): Record<string, unknown> => ({ ...z.toJSONSchema(auditSchema) })
