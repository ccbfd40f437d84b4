import { z } from 'zod'

const list = <T extends z.ZodType>(of: T): z.ZodReadonly<z.ZodArray<T>> => z.array(of).readonly()
const text = z.string()
const count = z.number().int().min(0)
const params = z.record(text, z.union([text, z.number()]))

export const answer = z.enum(['yes', 'no', 'unknown'])
export const verdict = z.enum(['proved', 'refuted', 'undetermined'])
export const saying = z.strictObject({ code: text, params })

export const source = z.strictObject({
  file: text,
  artifact: text,
  line: count.optional(),
  pointer: text.optional(),
  command: text.optional(),
})

export const quote = z.strictObject({
  source,
  text,
  mark: z.tuple([count, count]).readonly().optional(),
})

export const cell = z.union([
  z.literal('serviceManagement'),
  z.strictObject({
    layer: z.enum(['physical', 'function', 'virtual']),
    kind: z.enum(['server', 'network', 'storage']),
  }),
])

export const mention = z.strictObject({
  id: text,
  device: text,
  name: text,
  addresses: list(text),
  party: text.nullable(),
  connected: answer.optional(),
  blockedAt: saying.optional(),
})

const flow = z.strictObject({
  family: z.enum(['ip4', 'ip6', 'frame']),
  protocol: text.optional(),
  ports: text.optional(),
  src: text.optional(),
  dst: text.optional(),
})

const hop = z.strictObject({
  device: text,
  what: saying,
  carries: saying.nullable(),
  decisive: z.boolean(),
  quotes: list(quote),
})

const packet = z.strictObject({
  family: z.enum(['ip4', 'ip6', 'frame']),
  src: text.optional(),
  dst: text.optional(),
  protocol: count.optional(),
  sport: count.optional(),
  dport: count.optional(),
  icmp: count.optional(),
  tcpFlags: count.optional(),
  state: z.enum(['new', 'established', 'related', 'invalid', 'untracked']),
  mark: count,
})

const place = z.union([
  z.strictObject({ kind: z.enum(['in', 'out']), interface: text }),
  z.strictObject({ kind: z.literal('bridge'), bridge: text }),
  z.strictObject({ kind: z.enum(['router', 'local', 'own']), router: text }),
])

const step = z.strictObject({
  place,
  packet,
  vlan: count.nullable(),
  iif: text.nullable(),
  via: z.union([z.enum(['any', 'onlink']), z.strictObject({ gateway: text })]),
  because: list(z.strictObject({ code: text, params, from: list(source) })),
})

const witness = z.strictObject({ version: z.literal(1), from: text, to: text, steps: list(step) })

const leg = z.strictObject({
  node: text,
  by: text.nullable(),
  hops: list(count),
  forbidden: z.enum(['node', 'link']).nullable(),
})

export const topology = z.strictObject({
  nodes: list(
    z.strictObject({
      id: text,
      kind: z.enum(['machine', 'gateway', 'segment', 'outside', 'unseen']),
      name: text,
      device: text,
      vlan: count.optional(),
      parties: list(text),
      addresses: list(text),
    }),
  ),
  links: list(
    z.strictObject({
      id: text,
      ends: z.tuple([text, text]).readonly(),
      interfaces: z.tuple([text, text]).readonly(),
      kind: z.enum(['cable', 'tunnel', 'inside']),
      tag: count.optional(),
      stands: answer,
    }),
  ),
  left: z.strictObject({ nodes: count, links: count }),
})

export const finding = z.strictObject({
  id: text,
  kind: z.enum(['delivery', 'exposure', 'host-address', 'impossible-permission', 'foreign-mac']),
  weight: z.enum(['major', 'minor', 'note']),
  backDoor: z.enum([
    'shared-segment',
    'trunk',
    'foreign-mac',
    'unknown-mac',
    'dual-homed',
    'leaked-route',
    'filter-hole',
    'tunnel',
    'nat',
    'ipv6-only',
    'host-address',
    'through-management',
    'through-shared',
    'external-exposure',
    'routed',
  ]),
  guides: list(text),
  from: text,
  to: text,
  title: saying,
  sources: list(mention),
  destinations: list(mention),
  counts: z.strictObject({ sources: count, destinations: count }),
  flows: list(flow),
  connected: answer,
  hops: list(hop),
  way: list(leg).optional(),
  witness: witness.nullable(),
  closes: list(saying),
})
