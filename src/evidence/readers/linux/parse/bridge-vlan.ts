import { z } from 'zod'
import type { Piece } from '../../../reader.ts'
import { checkRows, jsonOf, jsonRows, type Parsed } from '../door.ts'
import { count, name } from './members.ts'

const vlan = z.object({ vlan: count, vlanEnd: count.optional(), flags: z.array(z.string()).default([]) })
const port = z.object({ ifname: name, vlans: z.array(vlan).default([]) })

/** The VLANs of one bridge port (or of the bridge itself). */
export type BridgeVlan = z.infer<typeof port>

/** `bridge -j vlan show`, of today (`[{ifname, vlans}]`) and of iproute2 before 4.20 (`{name: [vlan]}`). */
export function parseBridgeVlan(piece: Piece): Parsed<BridgeVlan> {
  const json = jsonOf(piece)
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return jsonRows(piece, port, 'forwarding')
  const elements = Object.entries(json).map(([ifname, vlans]) => ({
    element: { ifname, vlans: vlans as unknown },
    pointer: `/${ifname.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  }))
  return checkRows(piece, elements, port, 'forwarding')
}
