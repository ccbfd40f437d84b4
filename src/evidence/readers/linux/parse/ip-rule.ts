import { z } from 'zod'
import type { Piece } from '../../../reader.ts'
import { jsonRows, type Parsed } from '../door.ts'
import { count } from './members.ts'

const number = count.or(z.string())
const rule = z.looseObject({
  priority: count,
  not: z.null().optional(),
  src: z.string().optional(),
  srclen: count.optional(),
  dst: z.string().optional(),
  dstlen: count.optional(),
  tos: z.unknown().optional(),
  dsfield: z.unknown().optional(),
  fwmark: number.optional(),
  fwmask: number.optional(),
  iif: z.string().optional(),
  iif_detached: z.null().optional(),
  oif: z.string().optional(),
  oif_detached: z.null().optional(),
  l3mdev: z.null().optional(),
  uid_start: count.optional(),
  uid_end: count.optional(),
  ipproto: number.optional(),
  sport: count.optional(),
  sport_start: count.optional(),
  sport_end: count.optional(),
  dport: count.optional(),
  dport_start: count.optional(),
  dport_end: count.optional(),
  tun_id: z.unknown().optional(),
  table: z.string().or(count.transform(String)).optional(),
  suppress_prefixlen: z.number().int().optional(),
  suppress_ifgroup: z.unknown().optional(),
  goto: z.unknown().optional(),
  nop: z.null().optional(),
  nat_gateway: z.unknown().optional(),
  masquerade: z.unknown().optional(),
  action: z.string().optional(),
})

const KNOWN: ReadonlySet<string> = new Set([...Object.keys(rule.shape), 'protocol'])

/** Members of a rule of which nothing is known: newer conditions (`dscp`, `flowlabel`, masks of ports …). */
export const oddMembers = (value: IpRule): readonly string[] => Object.keys(value).filter((key) => !KNOWN.has(key))

/** One policy rule as `ip -j rule show` prints it. */
export type IpRule = z.infer<typeof rule>

export const parseIpRule = (piece: Piece): Parsed<IpRule> => jsonRows(piece, rule, 'forwarding')
