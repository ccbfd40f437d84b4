import type { Set } from '../proof/bdd.ts'
import { ALL, NONE } from '../proof/bdd.ts'
import type { Extra } from '../proof/boundaries.ts'
import type { Space } from '../proof/space.ts'
import { icmpOf } from './reach.ts'
import type { Permission } from './engagement.ts'

const NUMBERS: Readonly<Record<string, readonly number[]>> = { tcp: [6], udp: [17], sctp: [132] }

/** Whether the name of a permission (`tenant:A`, `tenant:*`, `management`, `shared`, `external`, `*`) means this party. */
export function meansParty(name: string, party: { readonly id: string; readonly kind: string }): boolean {
  if (name === '*') return true
  if (party.kind !== 'tenant') return name === party.kind
  return name === 'tenant:*' || name === `tenant:${party.id}` || name === party.id
}

/** The packets that a permission lets through: its protocol and destination ports. A permission never covers bare frames unless it says `any`. */
export function permittedSet(space: Space, { protocol, ports }: Permission): Set {
  if (protocol === 'any' && ports === undefined) return ALL
  if (protocol === 'icmp') return icmpOf(space)
  const numbers = typeof protocol === 'number' ? [protocol] : protocol === 'any' ? [6, 17] : (NUMBERS[protocol] ?? [])
  const packets = space.bdd.without(space.protocolSet(numbers), space.family('frame'))
  if (ports === undefined) return packets
  return space.bdd.and(packets, space.numberSet('dport', ports.map(portRange)))
}

/** All that the engagement permits from one party to another. */
export function permittedBetween(
  space: Space,
  permissions: readonly Permission[],
  from: { readonly id: string; readonly kind: string },
  to: { readonly id: string; readonly kind: string },
): Set {
  return permissions
    .filter((p) => meansParty(p.from, from) && meansParty(p.to, to))
    .reduce<Set>((set, p) => space.bdd.or(set, permittedSet(space, p)), NONE)
}

/** What permissions speak of: it must have coordinates of its own. */
export const extraOf = (permissions: readonly Permission[]): Extra => ({
  ports: permissions.flatMap((p) => (p.ports ?? []).map(portRange)),
  protocols: permissions.flatMap((p) => (typeof p.protocol === 'number' ? [p.protocol] : [])),
})

function portRange(port: string | number): { first: number; last: number } {
  const [first = 0, last = first] = String(port).split('-').map(Number)
  return { first, last }
}
