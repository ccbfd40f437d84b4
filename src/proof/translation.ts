import { familyOf, type AddressRange } from '../base/address.ts'
import type { Range } from '../base/ranges.ts'
import type { Action, Rule } from '../cloud/chain.ts'
import { PORT_PROTOCOLS } from '../cloud/match.ts'
import type { Hook, Interface } from '../cloud/network.ts'
import { NONE, type Set } from './bdd.ts'
import type { Site } from './condition.ts'
import type { CloudIndex } from './index.ts'
import type { Reading } from './reading.ts'
import type { Space } from './space.ts'

export type Translating = Extract<Action, { kind: 'dnat' | 'snat' | 'masquerade' }>

/** What address translation makes of sets of packets, in one reading. */
export class Translation {
  private readonly index: CloudIndex
  private readonly space: Space
  private readonly reading: Reading

  constructor(index: CloudIndex, space: Space, reading: Reading) {
    this.index = index
    this.space = space
    this.reading = reading
  }

  /** Whatever the hook can make of the packets: for a rule that was not understood. */
  anyhow(hit: Set, hook: Hook | 'filter'): Set {
    const { space } = this
    const ends = { prerouting: ['dst', 'dport'], output: ['dst', 'dport'], postrouting: ['src', 'sport'] } as const
    if (hook !== 'prerouting' && hook !== 'postrouting' && hook !== 'output') return hit
    const [address, port] = ends[hook]
    const freed = space.bdd.and(space.forget(space.forget(hit, address), port), space.valid)
    return space.bdd.or(hit, freed)
  }

  /** What the rule makes of first packets, where it is looked at. `held`: only of those that it leaves as they are. */
  translated(rule: Rule, action: Translating, first: Set, held: boolean, site: Site): Set {
    if (action.kind === 'masquerade')
      return this.ported(this.masquerade(first, held, site), 'sport', action.ports, held)
    const address = action.kind === 'dnat' ? 'dst' : 'src'
    const port = action.kind === 'dnat' ? 'dport' : 'sport'
    const moved =
      action.map === 'offset'
        ? this.shifted(rule, action, first, address, held)
        : this.moved(first, address, action.to, held)
    return this.ported(moved, port, action.ports, held)
  }

  private moved(set: Set, address: 'src' | 'dst', to: readonly AddressRange[] | null, held: boolean): Set {
    if (to === null) return set
    const { space } = this
    const target = space.addressSet(address, to)
    return space.bdd.all([held ? set : space.forget(set, address), target, space.valid])
  }

  private ported(set: Set, port: 'sport' | 'dport', ports: readonly Range[] | null, held: boolean): Set {
    if (ports === null) return set
    const { space } = this
    const withPorts = space.bdd.and(set, space.protocolSet(PORT_PROTOCOLS))
    const rest = space.bdd.without(set, withPorts)
    const freed = held ? withPorts : space.forget(withPorts, port)
    return space.bdd.or(rest, space.bdd.and(freed, space.numberSet(port, ports)))
  }

  /** NETMAP: address by address; a range too large for that is any of its addresses in the may reading, none in the must. */
  private shifted(
    rule: Rule,
    action: Translating & { readonly kind: 'dnat' | 'snat' },
    set: Set,
    address: 'src' | 'dst',
    held: boolean,
  ): Set {
    const from = (address === 'dst' ? rule.match.dst : rule.match.src)?.[0]
    const to = action.to?.[0]
    if (
      from === undefined ||
      to === undefined ||
      from.last - from.first !== to.last - to.first ||
      to.last - to.first >= 256n
    )
      return this.reading === 'may' ? this.moved(set, address, action.to, held) : NONE
    const { space } = this
    const images: Set[] = []
    for (let offset = 0n; offset <= to.last - to.first; offset++) {
      const here = space.bdd.and(
        set,
        space.addressSet(address, [{ first: from.first + offset, last: from.first + offset }]),
      )
      if (here !== NONE)
        images.push(this.moved(here, address, [{ first: to.first + offset, last: to.first + offset }], held))
    }
    return space.bdd.any(images)
  }

  /** Whether the evidence lists the addresses of the interface's machine. */
  private isListed(face: Interface): boolean {
    return (this.index.endpointsOf.get(face.device) ?? []).every((e) => e.addressesComplete)
  }

  /** The packets by the interface that they go out by: within a bridge that is the bridge's own (br_netfilter). */
  private byOutgoing(set: Set, site: Site): { out: Interface | undefined; here: Set }[] {
    const { space, index } = this
    if (site.kind === 'bridge') return [{ out: index.interface.get(site.as ?? ''), here: set }]
    return space.ranksIn(set, 'oif').map((rank) => ({
      out: index.interface.get(space.interfaces[rank - 2] ?? ''),
      here: space.bdd.and(set, space.value('oif', rank)),
    }))
  }

  private masquerade(set: Set, held: boolean, site: Site): Set {
    const { space } = this
    const images: Set[] = []
    for (const { out, here } of this.byOutgoing(set, site)) {
      if (this.reading === 'may' && out !== undefined && !this.isListed(out))
        images.push(this.anyhow(here, 'postrouting'))
      for (const family of ['ip4', 'ip6'] as const) {
        const own = (out?.addresses ?? []).filter((a) => familyOf(a.address) === family)
        const packets = space.bdd.and(here, space.family(family))
        images.push(
          this.moved(
            packets,
            'src',
            own.map(({ address: a }) => ({ first: a, last: a })),
            held,
          ),
        )
      }
    }
    return space.bdd.any(images)
  }
}
