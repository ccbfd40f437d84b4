import { familyOf } from '../../../../base/address.ts'
import type { Endpoint } from '../../../../cloud/cloud.ts'
import { isLoopback, isRouted, kindOf, vrfOf, type Host, type HostInterface } from '../host.ts'

/**
 * Interfaces that a party can own: those with addresses, and the base NIC of a host; lo only for addresses that others can reach. Where no evidence
 * lists the addresses, any interface that routes may bear some.
 */
export const endpointsOf = (host: Host): readonly Endpoint[] =>
  host.interfaces.filter((i) => isEndpoint(host, i)).map((i) => endpointOf(host, i))

function isEndpoint(host: Host, i: HostInterface): boolean {
  if (!isRouted(host, i)) return false
  if (isLoopback(i)) return ownAddresses(i).length > 0
  if (i.addresses.length > 0 || host.facts.addresses === null) return true
  const kind = kindOf(i)
  return (
    i.link.link_type === 'ether' && (kind === undefined || kind === 'veth' || kind === 'macvlan' || kind === 'ipvlan')
  )
}

const ownAddresses = (i: HostInterface): readonly bigint[] =>
  i.addresses.map(({ address }) => address).filter((a) => !isLoopbackAddress(a))

const V6_LOOPBACK = (1n << 32n) + 1n
const isLoopbackAddress = (a: bigint): boolean => (familyOf(a) === 'ip4' ? a >> 24n === 127n : a === V6_LOOPBACK)

function endpointOf(host: Host, i: HostInterface): Endpoint {
  const vrf = vrfOf(host, i)
  return {
    id: i.id,
    device: host.id,
    interface: i.id,
    addresses: ownAddresses(i),
    addressesComplete: host.facts.addresses !== null,
    published: [],
    ...(vrf === undefined ? {} : { vrf }),
    tags: {},
    aliases: [],
    from: i.addresses.length > 0 ? i.addresses.map(({ at }) => at) : [i.at],
  }
}
