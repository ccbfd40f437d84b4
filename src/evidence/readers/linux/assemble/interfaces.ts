import { known, type Knowable } from '../../../../cloud/knowable.ts'
import type { Interface } from '../../../../cloud/network.ts'
import { isLoopback, isRouted, kindOf, masterOf, type Host, type HostInterface } from '../host.ts'
import { numberIn, textIn } from '../parse/members.ts'
import { proxyNeighbour } from './forwarding.ts'
import type { PacketFilters } from './packet-filters.ts'

export const routerId = (host: Host): string => `${host.id}/router`

/** A host's interfaces as the model has them. `wireOf` gives the interface that carries an interface's frames (another one under macvlan). */
export function interfacesOf(
  host: Host,
  filters: PacketFilters,
  wireOf: (name: string) => string,
): readonly Interface[] {
  return host.interfaces.map((i) => ({
    id: i.id,
    device: host.id,
    name: i.name,
    up: isUp(i),
    ...macOf(i),
    ...vlanPart(host, i, wireOf),
    ...bondPart(host, i, wireOf),
    ...(isRouted(host, i) ? { router: routerId(host) } : {}),
    addresses: i.addresses.map(({ address, length, at }) => ({ address, length, from: [at] })),
    inFilters: filters.ingress.get(i.name) ?? [],
    outFilters: filters.egress.get(i.name) ?? [],
    ...(isRouted(host, i) && !isLoopback(i) ? { proxyNeighbour: proxyNeighbour(host, i) } : {}),
    from: [i.at],
  }))
}

/** Whether the interface is administratively up. */
export const isUp = ({ link, at }: HostInterface): Knowable<boolean> =>
  known(link.flags.includes('UP'), { ...at, pointer: `${at.pointer ?? ''}/flags` })

export const macOf = ({ link }: HostInterface): { mac?: string } =>
  link.address !== undefined && /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(link.address)
    ? { mac: link.address.toLowerCase() }
    : {}

/** A VLAN interface whose parent is in the same namespace and no VLAN itself (tags in tags are not modelled). */
export function vlanOf(host: Host, i: HostInterface): { readonly parent: HostInterface; readonly tag: number } | null {
  const data = i.link.linkinfo?.info_data
  const parent = i.link.link === undefined || i.link.link === null ? undefined : host.byName.get(i.link.link)
  const tag = numberIn(data, 'id')
  if (kindOf(i) !== 'vlan' || parent === undefined || tag === undefined || kindOf(parent) === 'vlan') return null
  return (textIn(data, 'protocol') ?? '802.1Q') === '802.1Q' ? { parent, tag } : null
}

function vlanPart(host: Host, i: HostInterface, wireOf: (name: string) => string): Pick<Interface, 'vlan'> {
  const vlan = vlanOf(host, i)
  return vlan === null ? {} : { vlan: { parent: wireOf(vlan.parent.name), tag: vlan.tag } }
}

function bondPart(host: Host, i: HostInterface, wireOf: (name: string) => string): Pick<Interface, 'bond'> {
  const master = masterOf(host, i)
  return master?.kind === 'bond' ? { bond: wireOf(master.master.name) } : {}
}
