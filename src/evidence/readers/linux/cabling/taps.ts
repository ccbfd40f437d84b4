import type { Link } from '../../../../cloud/network.ts'
import { seenBehind } from './learned.ts'
import type { End } from './wires.ts'

/**
 * Taps whose machine is in evidence: the machine's NIC has the MAC address that was learned on the tap. Where more than one machine's address was
 * learned there, or one on more than one tap, each link is only possible.
 */
export function tapLinks(taps: readonly End[], nics: readonly End[]): readonly Link[] {
  const byMac = new Map<string, End[]>()
  for (const nic of nics) {
    const mac = nic.i.link.address?.toLowerCase() ?? ''
    byMac.set(mac, [...(byMac.get(mac) ?? []), nic])
  }
  const found = taps.flatMap((tap) =>
    seenBehind(tap.host, tap.i).flatMap(({ mac, at }) =>
      (byMac.get(mac) ?? []).filter((nic) => nic.host !== tap.host).map((nic) => ({ tap, nic, at })),
    ),
  )
  const unique = [...new Map(found.map((f) => [`${f.tap.i.id} ${f.nic.i.id}`, f])).values()]
  return unique.map(({ tap, nic, at }) => {
    const isCertain = unique.filter((o) => o.tap.i === tap.i || o.nic.i === nic.i).length === 1
    return {
      ends: [tap.i.id, nic.i.id],
      kind: 'cable' as const,
      ...(isCertain ? {} : { unknown: ambiguousTap(tap, nic) }),
      from: [at, nic.i.at],
    }
  })
}

const ambiguousTap = (tap: End, nic: End): string =>
  tap.host.notes.unknown({
    code: 'linux-tap-ambiguous',
    device: tap.host.id,
    params: { interface: tap.i.name, other: nic.i.id },
    ask: 'virsh domiflist',
    from: [tap.i.at, nic.i.at],
  })
