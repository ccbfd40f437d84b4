import { z } from 'zod'
import type { Piece } from '../../../reader.ts'
import { jsonRows, type Parsed } from '../door.ts'
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
})

/** One route as `ip -j route show table all` prints it. */
export type IpRoute = z.infer<typeof route>
export type IpHop = z.infer<typeof hop>

export const parseIpRoute = (piece: Piece): Parsed<IpRoute> => jsonRows(piece, route, 'forwarding')
