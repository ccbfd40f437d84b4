import { parseAddress, parsePrefix } from '../../src/base/address.ts'
import type { Address, AddressRange } from '../../src/base/address.ts'
import type { Action, Chain, Rule } from '../../src/cloud/chain.ts'
import { emptyCloud, mergeClouds } from '../../src/cloud/cloud.ts'
import type { Cloud, Device, Endpoint } from '../../src/cloud/cloud.ts'
import { known } from '../../src/cloud/knowable.ts'
import type { Knowable } from '../../src/cloud/knowable.ts'
import type { Match } from '../../src/cloud/match.ts'
import type {
  Bridge,
  BridgePort,
  Interface,
  InterfaceAddress,
  Link,
  PolicyRule,
  Route,
  Router,
} from '../../src/cloud/network.ts'

/** Short ways to write a cloud by hand: everything ordinary is a default, so that a test says only what it is about. */

export const yes = known(true)
export const no = known(false)
export const maybe: { readonly unknown: string } = { unknown: 'u' }

export const cloudOf = (...parts: readonly Partial<Cloud>[]): Cloud =>
  mergeClouds([
    { ...emptyCloud, unknowns: [{ id: 'u', code: 'not-read', params: {}, ask: 'show', from: [] }] },
    ...parts.map((part) => ({ ...emptyCloud, ...part })),
  ])

/** The address that the text names; a wrong one is a wrong test. */
export function address(text: string): Address {
  const found = parseAddress(text)
  if (found === null) throw new Error(`no address: ${text}`)
  return found
}

export function prefix(text: string): AddressRange {
  const found = parsePrefix(text)
  if (found === null) throw new Error(`no prefix: ${text}`)
  return found
}

export const device = (id: string, kind: Device['kind'] = 'fabric'): Device => ({
  id,
  name: id,
  kind,
  aliases: [],
  from: [],
})

const interfaceAddress = (text: string): InterfaceAddress => {
  const [base = '', length = '32'] = text.split('/')
  return { address: address(base), length: Number(length), from: [] }
}

type FaceMembers = Partial<Omit<Interface, 'id' | 'addresses'>> & { readonly addresses?: readonly string[] }

/** An interface `device:name`, up, with addresses as text (`10.0.0.1/24`). */
export const face = (id: string, members: FaceMembers = {}): Interface => ({
  device: id.split(':')[0] ?? id,
  name: id,
  up: yes,
  inFilters: [],
  outFilters: [],
  from: [],
  ...members,
  id,
  addresses: (members.addresses ?? []).map(interfaceAddress),
})

export const link = (...ends: readonly string[]): Link => ({ ends, kind: 'cable', from: [] })

/** A port of a bridge, untagged in VLAN 1 unless it says otherwise. */
export const port = (id: string, members: Partial<BridgePort> = {}): BridgePort => ({
  interface: id,
  self: false,
  pvid: 1,
  tagged: [],
  untagged: [{ first: 1, last: 1 }],
  isolated: no,
  hairpin: false,
  forwarding: yes,
  from: [],
  ...members,
})

export const access = (id: string, vlan: number, members: Partial<BridgePort> = {}): BridgePort =>
  port(id, { pvid: vlan, untagged: [{ first: vlan, last: vlan }], ...members })

export const trunk = (id: string, vlans: readonly number[], members: Partial<BridgePort> = {}): BridgePort =>
  port(id, { pvid: null, untagged: [], tagged: vlans.map((vlan) => ({ first: vlan, last: vlan })), ...members })

export const bridge = (id: string, ports: readonly BridgePort[], members: Partial<Bridge> = {}): Bridge => ({
  id,
  device: id.split(':')[0] ?? id,
  name: id,
  vlanAware: no,
  ports,
  filters: [],
  netfilter: { ip4: no, ip6: no, tagged: no },
  from: [],
  ...members,
})

export const forwarding = (
  otherwise: Knowable<boolean>,
  byInterface: Readonly<Record<string, Knowable<boolean>>> = {},
) => ({
  otherwise,
  byInterface,
})

/** A router that forwards and has one table `main` with these routes. */
export const router = (id: string, routes: readonly Route[], members: Partial<Router> = {}): Router => ({
  id,
  device: id.split(':')[0] ?? id,
  name: id,
  forwards: { ip4: forwarding(yes), ip6: forwarding(yes) },
  policy: [lookUp('main')],
  tables: [{ id: 'main', routes }],
  entries: [],
  reversePath: {},
  from: [],
  ...members,
})

export const lookUp = (table: string, match: Match = {}): PolicyRule => ({
  match,
  action: { kind: 'lookup', table },
  from: [],
})

export const route = (to: string, action: Route['action'], metric = 0): Route => ({
  to: prefix(to),
  metric,
  action,
  from: [],
})

/** A route out by an interface: to who bears the destination, or to a gateway. */
export const via = (to: string, out: string, next: string = 'onlink', metric = 0): Route =>
  route(
    to,
    { kind: 'forward', hops: [{ out, to: next === 'onlink' || next === 'peer' ? next : address(next) }] },
    metric,
  )

export const local = (to: string): Route => route(to, { kind: 'local' })

export const rule = (action: Action['kind'] | Action, match: Match = {}): Rule => ({
  match,
  action: typeof action === 'string' ? plain(action) : action,
  from: [],
})

function plain(kind: Action['kind']): Action {
  switch (kind) {
    case 'accept':
    case 'drop':
    case 'return':
    case 'continue':
    case 'notrack':
      return { kind }
    case 'unknown':
      return { kind, unknown: 'u' }
    default:
      throw new Error(`${kind} needs members`)
  }
}

export const chain = (id: string, rules: readonly Rule[], end: 'accept' | 'drop' = 'accept'): Chain => ({
  id,
  name: id,
  rules,
  end,
  from: [],
})

/** An endpoint `e:<interface>` on an interface `device:name`. */
export const endpoint = (on: string, addresses: readonly string[] = [], members: Partial<Endpoint> = {}): Endpoint => ({
  id: `e:${on}`,
  device: on.split(':')[0] ?? on,
  interface: on,
  addresses: addresses.map(address),
  addressesComplete: true,
  published: [],
  tags: {},
  aliases: [],
  from: [],
  ...members,
})
