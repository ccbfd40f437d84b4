import { z } from 'zod'
import type { Piece } from '../../../reader.ts'
import { jsonRows, type Parsed } from '../door.ts'
import { count, name } from './members.ts'

const vrf = z.object({ name, table: count.optional() })

/** A VRF and its table (`ip -j vrf show`); `ip -d link` says the same. */
export type IpVrf = z.infer<typeof vrf>

export const parseIpVrf = (piece: Piece): Parsed<IpVrf> => jsonRows(piece, vrf, 'forwarding')
