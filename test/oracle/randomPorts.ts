import type { BridgePort } from '../../src/cloud/network.ts'
import type { Dice } from './dice.ts'
import { access, trunk, yes } from './parts.ts'

const VLANS = [10, 20]

/** An access port or a trunk; a port between switches is a trunk. */
export function randomPort(d: Dice, id: string, members: Partial<BridgePort> = {}, between = false): BridgePort {
  const tagged = between || d.odds(4) ? VLANS : VLANS.filter(() => d.odds(3))
  const kind = between || d.odds(3) || members.self === true ? trunk(id, tagged) : access(id, d.pick(VLANS))
  return {
    ...kind,
    pvid: d.odds(6) ? d.pick([null, 10, 20]) : kind.pvid,
    isolated: d.rarely(),
    hairpin: d.odds(8),
    forwarding: d.mostly(yes),
    ...(d.odds(12) ? { unknown: 'u' } : {}),
    ...members,
  }
}
