import { familyOf, type Address } from '../../../../base/address.ts'
import { contains } from '../../../../base/ranges.ts'
import type { Chain, Rule } from '../../../../cloud/chain.ts'
import type { Cloud } from '../../../../cloud/cloud.ts'
import type { Match } from '../../../../cloud/match.ts'
import type { Hook } from '../../../../cloud/network.ts'

/** The packet that carries a tunnel's frames: UDP to a port, the first of its flow. */
export interface Carrier {
  readonly src: Address
  readonly dst: Address
  readonly port: number
}

type Fate = 'accept' | 'drop' | 'maybe'

const OUT: readonly Hook[] = ['output', 'postrouting']
const IN: readonly Hook[] = ['prerouting', 'input']

/** Whether the filters of both hosts certainly let a tunnel's packets through, the sender's on the way out and the receiver's on the way in. */
export const carries = (sender: Cloud, receiver: Cloud, packet: Carrier): boolean =>
  fate(sender, OUT, packet) === 'accept' && fate(receiver, IN, packet) === 'accept'

function fate(host: Cloud, hooks: readonly Hook[], packet: Carrier): Fate {
  const chains = new Map(host.chains.map((chain) => [chain.id, chain]))
  const entries = host.routers.flatMap((router) => router.entries)
  const asked = entries.filter((e) => hooks.includes(e.hook) && e.families.includes(familyOf(packet.src)))
  const fates = asked.map((entry) => {
    const chain = chains.get(entry.chain)
    if (chain === undefined) return 'maybe'
    const found = walk(chain, packet, chains, 0)
    return found === 'end' ? chain.end : found
  })
  return fates.find((f) => f !== 'accept') ?? 'accept'
}

/** What becomes of the packet in a chain; `end` when it falls out of it or returns. What only may decide makes the rest uncertain. */
function walk(chain: Chain, packet: Carrier, chains: ReadonlyMap<string, Chain>, depth: number): Fate | 'end' {
  if (depth > 32) return 'maybe'
  let isCertain = true
  for (const rule of chain.rules) {
    const held = holds(rule.match, packet)
    if (held === 'no') continue
    const found = decide(rule, packet, chains, depth)
    if (found === null || (found === 'accept' && held === 'maybe')) continue
    if (found === 'jumped-return') {
      if (held === 'maybe') isCertain = false
      else return isCertain ? 'end' : 'maybe'
    } else return held === 'yes' && isCertain ? found : 'maybe'
  }
  return isCertain ? 'end' : 'maybe'
}

/** Null when the rule lets the packet go on. An accept that only may hold is no help and no harm: the rest decides. */
function decide(
  rule: Rule,
  packet: Carrier,
  chains: ReadonlyMap<string, Chain>,
  depth: number,
): Fate | 'jumped-return' | null {
  const { action } = rule
  switch (action.kind) {
    case 'accept':
    case 'drop':
      return action.kind
    case 'return':
      return 'jumped-return'
    case 'continue':
    case 'mark':
    case 'notrack':
      return null
    case 'jump':
    case 'goto': {
      const chain = chains.get(action.chain)
      const found = chain === undefined ? 'maybe' : walk(chain, packet, chains, depth + 1)
      return found === 'end' ? (action.kind === 'goto' ? 'jumped-return' : null) : found
    }
    default:
      return 'maybe'
  }
}

type Held = 'yes' | 'no' | 'maybe'

function holds(match: Match, packet: Carrier): Held {
  const never = (list: readonly { first: number; last: number }[] | undefined, value: number): boolean =>
    list !== undefined && !contains(list, value)
  const isOut =
    (match.families !== undefined && !match.families.includes(familyOf(packet.src))) ||
    (match.src !== undefined && !contains(match.src, packet.src)) ||
    (match.dst !== undefined && !contains(match.dst, packet.dst)) ||
    never(match.protocol, 17) ||
    never(match.dport, packet.port) ||
    match.icmp !== undefined ||
    match.tcpFlags !== undefined ||
    match.portIn !== undefined ||
    match.portOut !== undefined ||
    (match.states !== undefined && !match.states.includes('new'))
  if (isOut) return 'no'
  const isOpen = [match.sport, match.iif, match.oif, match.mark].some((member) => member !== undefined)
  return isOpen || (match.unknown ?? []).length > 0 ? 'maybe' : 'yes'
}
