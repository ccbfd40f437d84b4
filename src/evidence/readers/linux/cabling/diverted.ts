import { emptyCloud, type Cloud } from '../../../../cloud/cloud.ts'
import { known } from '../../../../cloud/knowable.ts'
import type { Link } from '../../../../cloud/network.ts'
import { diversionsOf } from '../assemble/diversions.ts'
import type { Host } from '../host.ts'

/**
 * A host that sends packets past its own routes and filters: whoever is at the other end of one of its wires may reach whoever is at the end of another,
 * by a device that stands for what is not modelled.
 */
export function divertedWires(host: Host, links: readonly Link[]): Cloud {
  const [unknown] = diversionsOf(host)
  if (unknown === undefined) return emptyCloud
  const from = host.interfaces.slice(0, 1).map((i) => i.at)
  const own = new Set(host.interfaces.flatMap((i) => [i.id, `${i.id}/wire`]))
  const others = [
    ...new Set(
      links.filter((l) => l.ends.some((id) => own.has(id))).flatMap((l) => l.ends.filter((id) => !own.has(id))),
    ),
  ]
  const device = `?${host.id}/diverted`
  return {
    ...emptyCloud,
    devices: [{ id: device, name: device, kind: 'unseen', aliases: [], from }],
    interfaces: others.map((id) => ({
      id: `${device}#${id}`,
      device,
      name: `→ ${id}`,
      up: known(true, ...from),
      addresses: [],
      inFilters: [],
      outFilters: [],
      from,
    })),
    links: others.map((id) => ({ ends: [id, `${device}#${id}`], kind: 'cable', unknown, from })),
  }
}
