import type { Place } from '../checker/witness.ts'
import type { Cloud } from '../cloud/cloud.ts'
import type { BridgeId, InterfaceId, RouterId } from '../cloud/ids.ts'

/** The places of a cloud as numbers: the nodes of the forwarding graph. `own` is where a device's own packets begin. */
export type Node = number
export type NodePlace = Place

export class Nodes {
  readonly places: readonly NodePlace[]
  private readonly numbers: ReadonlyMap<string, Node>

  constructor(cloud: Cloud) {
    this.places = [
      ...cloud.interfaces.flatMap((i): NodePlace[] => [
        { kind: 'in', interface: i.id },
        { kind: 'out', interface: i.id },
      ]),
      ...cloud.bridges.map((b): NodePlace => ({ kind: 'bridge', bridge: b.id })),
      ...cloud.routers.flatMap((r): NodePlace[] => [
        { kind: 'router', router: r.id },
        { kind: 'local', router: r.id },
        { kind: 'own', router: r.id },
      ]),
    ]
    this.numbers = new Map(this.places.map((place, i) => [keyOf(place), i]))
  }

  in(id: InterfaceId): Node | null {
    return this.numbers.get(`in ${id}`) ?? null
  }
  out(id: InterfaceId): Node | null {
    return this.numbers.get(`out ${id}`) ?? null
  }
  bridge(id: BridgeId): Node | null {
    return this.numbers.get(`bridge ${id}`) ?? null
  }
  router(id: RouterId, side: 'router' | 'local' | 'own'): Node | null {
    return this.numbers.get(`${side} ${id}`) ?? null
  }
}

const keyOf = (place: NodePlace): string => {
  if ('interface' in place) return `${place.kind} ${place.interface}`
  return 'bridge' in place ? `bridge ${place.bridge}` : `${place.kind} ${place.router}`
}
