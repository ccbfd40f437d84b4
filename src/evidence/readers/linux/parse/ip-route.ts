import { z } from 'zod'
import type { Piece } from '../../../reader.ts'
import { jsonRows, stringify, unreadAt, type Parsed } from '../door.ts'
import { count } from './members.ts'

const via = z.object({ family: z.string(), host: z.string() })
const hop = z.object({
  gateway: z.string().optional(),
  via: via.optional(),
  dev: z.string().optional(),
  weight: count.optional(),
  flags: z.array(z.string()).default([]),
  encap: z.unknown().optional(),
})
const route = hop.extend({
  type: z.string().optional(),
  dst: z.string(),
  from: z.string().optional(),
  src: z.string().optional(),
  tos: z.unknown().optional(),
  prefsrc: z.string().optional(),
  table: z.string().or(count.transform(String)).optional(),
  protocol: z.string().optional(),
  scope: z.string().optional(),
  metric: count.optional(),
  pref: z.string().optional(),
  nhid: count.optional(),
  nexthops: z.array(hop).optional(),
  uid: z.unknown().optional(),
  cache: z.unknown().optional(),
})

/** One route as `ip -j route show table all` prints it. */
export type IpRoute = z.infer<typeof route>
export type IpHop = z.infer<typeof hop>

/** `ip route get` prints what became of one packet, which is no row of a table: such rows are not understood. */
export function parseIpRoute(piece: Piece): Parsed<IpRoute> {
  const parsed = jsonRows(piece, route, 'forwarding')
  const answers = parsed.rows.filter(({ value }) => value.cache !== undefined || value.uid !== undefined)
  return {
    ...parsed,
    rows: parsed.rows.filter((row) => !answers.includes(row)),
    unread: [...parsed.unread, ...answers.map(({ value, at }) => unreadAt(at, stringify(value), 'forwarding'))],
  }
}
