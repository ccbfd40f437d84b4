import { formatAddress } from '../../../../base/address.ts'
import { emptyCloud, mergeClouds, type Cloud } from '../../../../cloud/cloud.ts'
import { known } from '../../../../cloud/knowable.ts'
import { deviceOf } from '../assemble/device.ts'
import type { HostFacts } from '../facts.ts'
import { hostOf } from '../host.ts'
import { seenBehind, type AddressBook } from './learned.ts'
import type { LinuxCode } from '../codes.ts'
import type { End } from './wires.ts'

/** Somebody at the other end of an interface who is not in evidence: a device that stands for all that may be there. */
export function unseenBehind(end: End, code: LinuxCode, name?: string, id = end.i.id): Cloud {
  const device = name ?? `?${end.i.id}`
  const other = `${device}#${end.i.id}`
  const from = [end.i.at]
  const unknown = end.host.notes.unknown({
    code,
    device: end.host.id,
    params: { interface: end.i.name, ...(name === undefined ? {} : { name }) },
    ask: askFor(code),
    from,
  })
  return {
    ...emptyCloud,
    devices: [{ id: device, name: device, kind: 'unseen', aliases: [], from }],
    interfaces: [
      {
        id: other,
        device,
        name: `→ ${end.i.name}`,
        up: known(true, end.i.at),
        addresses: [],
        inFilters: [],
        outFilters: [],
        from,
      },
    ],
    links: [{ ends: [id, other], kind: 'cable', unknown, from }],
  }
}

const ASK: Readonly<Record<string, string>> = {
  'uplink-unseen': 'lldpcli -f json show neighbors',
  'linux-peer-unseen': 'ip -j -d link show',
  'linux-tunnel-unseen': 'bridge -j fdb show',
}
const askFor = (code: string): string => ASK[code] ?? 'ip -j -d link show'

/**
 * The machine behind a tap, or behind a bridge's veth: a host of its own whose inside is not in evidence, with the addresses that neighbours know
 * for the MAC addresses that were learned there. Ends that lead to one namespace are one machine.
 */
export function guestBehind(ends: readonly End[], name: string, book: AddressBook): Cloud {
  const [first] = ends
  if (first === undefined) return emptyCloud
  const host = hostOf(guestFacts(name, ends, book), first.host.notes)
  const cloud = deviceOf(host)
  const links = ends.map((end, n) => ({
    ends: [end.i.id, `${name}:nic${n}`],
    kind: 'cable' as const,
    from: [end.i.at],
  }))
  const endpoints = cloud.endpoints.map((e) => ({ ...e, addressesComplete: false }))
  return mergeClouds([
    { ...cloud, endpoints },
    { ...emptyCloud, links },
  ])
}

function guestFacts(name: string, ends: readonly End[], book: AddressBook): HostFacts {
  const links = ends.map(({ host, i }, n) => {
    const macs = new Set(seenBehind(host, i).map(({ mac }) => mac))
    const [mac] = macs
    const addresses = [...macs].flatMap((seen) => book.get(seen) ?? [])
    const value = {
      ifindex: n + 1,
      ifname: `nic${n}`,
      flags: ['UP'],
      link_type: 'ether',
      ...(macs.size === 1 && mac !== undefined ? { address: mac } : {}),
      addr_info: addresses.map(({ address }) => ({ family: '', local: formatAddress(address) })),
    }
    return { value, at: addresses[0]?.at ?? i.at }
  })
  return { ...NOTHING, device: name, links: links.map(({ value, at }) => ({ value, at })) }
}

const NOTHING: Omit<HostFacts, 'device' | 'links'> = {
  pieces: [],
  addresses: null,
  routes: { ip4: null, ip6: null },
  allTables: { ip4: false, ip6: false },
  rules: { ip4: null, ip6: null },
  neighbours: [],
  fdb: [],
  bridgeVlans: null,
  bridgeLinks: [],
  namespaces: [],
  lldp: [],
  sysctl: null,
  partial: new Set(),
}
