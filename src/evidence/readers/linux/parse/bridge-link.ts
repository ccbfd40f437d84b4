import { z } from 'zod'
import type { Piece } from '../../../reader.ts'
import { jsonRows, type Parsed } from '../door.ts'
import { details, name } from './members.ts'

const port = z.looseObject({ ifname: name, master: z.string().optional() })

/** One bridge port with its settings (`state`, `hairpin`, `isolated`, `locked`) as `bridge -j -d link show` prints it. */
export type BridgeLink = z.infer<typeof port>

export const parseBridgeLink = (piece: Piece): Parsed<BridgeLink> => jsonRows(piece, details.pipe(port), 'forwarding')
