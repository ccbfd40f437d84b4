import { z } from 'zod'
import type { Piece } from '../../../reader.ts'
import { jsonRows, type Parsed } from '../door.ts'
import { count } from './members.ts'

const entry = z.object({
  mac: z.string(),
  ifname: z.string().optional(),
  vlan: count.optional(),
  dst: z.string().optional(),
  vni: count.optional(),
  src_vni: count.optional(),
  flags: z.array(z.string()).default([]),
  master: z.string().optional(),
  state: z.string().optional(),
})

/** One entry of a forwarding database: a MAC and the port (or tunnel peer, `dst`) behind which it is. */
export type FdbEntry = z.infer<typeof entry>

export const parseBridgeFdb = (piece: Piece): Parsed<FdbEntry> => jsonRows(piece, entry, 'other')
