import { z } from 'zod'
import type { Piece } from '../../../reader.ts'
import { jsonRows, type Parsed } from '../door.ts'

const neighbour = z.object({
  dst: z.string(),
  dev: z.string().optional(),
  lladdr: z.string().optional(),
  state: z.array(z.string()).default([]),
  proxy: z.unknown().optional(),
})

/** One neighbour entry: an address and the MAC that answered for it. */
export type IpNeighbour = z.infer<typeof neighbour>

export const parseIpNeigh = (piece: Piece): Parsed<IpNeighbour> => jsonRows(piece, neighbour, 'other')
