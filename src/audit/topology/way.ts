import type { Step } from '../../checker/witness.ts'
import type { CloudIndex } from '../../proof/index.ts'
import type { Leg, TopologyLink } from './picture.ts'
import type { Places } from './places.ts'

/** Decisions of a port or a wire: what they let through is a link of the picture, not a node. */
const ON_LINK: ReadonlySet<string> = new Set(['vlan-member', 'vlan-access', 'vlan-tag', 'vlan-untag', 'link', 'tunnel'])

/** A step of the path with the places of its hops in the finding, and the code of the decision that should not have been. */
export interface WayStep {
  readonly step: Pick<Step, 'place' | 'vlan' | 'iif'>
  readonly hops: readonly { readonly at: number; readonly code: string }[]
  readonly forbidden: string | null
}

interface Draft {
  readonly node: string
  readonly names: string[]
  readonly hops: number[]
  forbidden: Leg['forbidden']
}

/** The path as stops on the picture: steps on ports of bridges belong to the link that leads on. */
export function legsOf(
  index: CloudIndex,
  places: Places,
  links: LinksBetween,
  steps: readonly WayStep[],
): readonly Leg[] {
  const legs: Draft[] = []
  // What was passed since the last stop: the link to the next one.
  let passed: Omit<Draft, 'node'> = { names: [], hops: [], forbidden: null }
  for (const { step, hops, forbidden } of steps) {
    const node = nodeOf(index, places, step)
    const names = 'interface' in step.place ? [index.interface.get(step.place.interface)?.name ?? ''] : []
    if (node !== null && node !== legs.at(-1)?.node) {
      legs.push({ ...passed, node, names: [...passed.names, ...names] })
      passed = { names: [], hops: [], forbidden: null }
    }
    const leg = node === null ? undefined : legs.at(-1)
    passed.names.push(...names)
    for (const { at, code } of hops) (leg === undefined || ON_LINK.has(code) ? passed : leg).hops.push(at)
    if (forbidden === null) continue
    // A bridge that does not tell VLANs apart is itself what should not be shared, whichever of its ports is named.
    if (ON_LINK.has(forbidden) || (leg === undefined && forbidden !== 'bridged')) passed.forbidden = 'link'
    else (leg ?? passed).forbidden = 'node'
  }
  const last = legs.at(-1)
  last?.hops.push(...passed.hops)
  if (passed.forbidden !== null && last !== undefined) last.forbidden ??= 'node'
  return legs.map(({ node, names, hops, forbidden }, i) => {
    const before = legs[i - 1]
    return { node, by: before === undefined ? null : through(links(before.node, node), names), hops, forbidden }
  })
}

/** The links that join two nodes, whichever way round. */
export type LinksBetween = (a: string, b: string) => readonly TopologyLink[]

/** The link that bears most of the names that were passed. */
function through(found: readonly TopologyLink[], names: readonly string[]): string | null {
  const passed = (link: TopologyLink): number => link.interfaces.filter((name) => names.includes(name)).length
  return found.toSorted((x, y) => passed(y) - passed(x))[0]?.id ?? null
}

function nodeOf(index: CloudIndex, places: Places, { place, vlan, iif }: WayStep['step']): string | null {
  if ('interface' in place) return places.ofInterface(place.interface)
  if ('router' in place) return places.ofRouter(place.router)
  const pvid = iif === null ? null : (index.port.get(iif)?.port.pvid ?? null)
  return places.ofBridge(place.bridge, vlan ?? pvid)
}
