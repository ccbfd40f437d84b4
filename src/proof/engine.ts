import type { DeviceId, RouterId, UnknownId } from '../cloud/ids.ts'
import type { Router } from '../cloud/network.ts'
import type { Set } from './bdd.ts'
import { Chains } from './chains.ts'
import type { CloudIndex } from './index.ts'
import type { Reading } from './reading.ts'
import { Routing } from './routing.ts'
import type { Space } from './space.ts'

/** Whose machines end a path (V-2a): what runs inside them is not the provider's network. */
export interface Cut {
  /** Machines of tenants: a packet that arrives is delivered; it goes on only by relay. */
  readonly machines: ReadonlySet<DeviceId>
  /** Whether such machines pass packets on between their own interfaces (V-1) or their own evidence decides (V-2). */
  readonly inside: 'relays' | 'ends' | 'as-evidence'
  /** Packets that the machine may relay; without it, all. */
  readonly relayed?: (machine: DeviceId) => Set
  /** Of equal-cost hops only this one is taken, by number (V-2: one flow takes one of them, whichever that is); without it, each. */
  readonly hop?: number
}

/** Everything that the transfers of one reading share. */
export interface Engine {
  readonly index: CloudIndex
  readonly space: Space
  readonly reading: Reading
  readonly cut: Cut
  readonly chains: Chains
  readonly routing: (router: Router) => Routing
  readonly ordinary: (unknown: UnknownId) => boolean
}

/** `ordinary` unknowns are read as if nothing stood there (an accepted packet, a forwarding host that is none …). */
export function createEngine(
  index: CloudIndex,
  space: Space,
  reading: Reading,
  cut: Cut,
  ordinary: (unknown: UnknownId) => boolean = () => false,
): Engine {
  const routings = new Map<RouterId, Routing>()
  const routing = (router: Router): Routing => {
    const known = routings.get(router.id)
    if (known !== undefined) return known
    const made = new Routing(index, space, reading, router, cut.hop ?? null)
    routings.set(router.id, made)
    return made
  }
  return { index, space, reading, cut, chains: new Chains(index, space, reading, ordinary), routing, ordinary }
}
