import type { Cloud } from '../../../../cloud/cloud.ts'
import { emptyCloud } from '../../../../cloud/cloud.ts'
import type { Router } from '../../../../cloud/network.ts'
import type { Host } from '../host.ts'
import { bridgesOf } from './bridges.ts'
import { endpointsOf } from './endpoints.ts'
import { filterTables } from './filter-tables.ts'
import { forwarding4, forwarding6, reversePath, takesLoopback } from './forwarding.ts'
import { interfacesOf, routerId } from './interfaces.ts'
import { macvlans } from './macvlan.ts'
import { packetFilters, type PacketFilters } from './packet-filters.ts'
import { policyOf, tablesOfRules } from './policy.ts'
import { resourcesOf } from './resources.ts'
import { suppressedTables } from './suppress.ts'
import { routeTables } from './tables.ts'

/** One device's part of the cloud: everything but its wires to others. */
export function deviceOf(host: Host): Cloud {
  const { tables, unseen } = filterTables(host)
  const filters = packetFilters(host, tables, unseen)
  const macvlan = macvlans(host)
  const plain = interfacesOf(host, filters, macvlan.wireOf)
  const links = host.facts.links ?? host.facts.addresses
  return {
    ...emptyCloud,
    devices: [
      {
        id: host.id,
        name: host.id,
        kind: host.detailed ? 'host' : 'unseen',
        aliases: [],
        from: links?.[0] === undefined ? [] : [{ ...links[0].at, pointer: '' }],
      },
    ],
    interfaces: macvlan.interfaces(plain),
    bridges: [...bridgesOf(host, filters), ...macvlan.bridges],
    routers: [routerOf(host, filters)],
    chains: [...filters.chains, ...macvlan.chains],
    endpoints: endpointsOf(host),
    resources: resourcesOf(host, tables),
  }
}

function routerOf(host: Host, filters: PacketFilters): Router {
  const policy = policyOf(host)
  const tables = routeTables(host, tablesOfRules(host))
  return {
    id: routerId(host),
    device: host.id,
    name: host.id,
    forwards: { ip4: forwarding4(host), ip6: forwarding6(host) },
    policy,
    tables: [...tables, ...suppressedTables(policy, tables)],
    entries: filters.entries,
    reversePath: reversePath(host),
    takesLoopback: takesLoopback(host),
    from: [],
  }
}
