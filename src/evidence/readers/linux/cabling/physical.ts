import type { Link } from '../../../../cloud/network.ts'
import { seenBehind } from './learned.ts'
import type { End } from './wires.ts'

/** Cables between NICs of devices in evidence that LLDP names. */
export function lldpLinks(nics: readonly End[]): readonly Link[] {
  const found = nics.flatMap((a) => {
    const b = nics.find((other) => other.host !== a.host && hears(a, other) !== undefined)
    if (b === undefined) return []
    const from = [hears(a, b), hears(b, a)].filter((at) => at !== undefined)
    return [{ ends: [a.i.id, b.i.id].toSorted(), kind: 'cable' as const, from }]
  })
  return [...new Map(found.map((l) => [l.ends.join(' '), l])).values()]
}

/** The entry by which one NIC hears the other: its device by name, its port by name or MAC. */
const hears = (a: End, b: End) =>
  a.host.facts.lldp.find(({ value }) => {
    const isPort = value.portId?.toLowerCase() === b.i.link.address?.toLowerCase() || value.portId === b.i.name
    return value.ifname === a.i.name && isPort && (value.chassisName === undefined || value.chassisName === b.host.id)
  })?.at

/**
 * NICs that have learned each other's MAC address are on one segment: frames pass between them. What else is on it is not known, so that
 * each keeps its unseen neighbour too.
 */
export function segmentLinks(nics: readonly End[]): readonly Link[] {
  const byMac = new Map(nics.map((nic) => [nic.i.link.address?.toLowerCase() ?? '', nic]))
  return nics.flatMap((a) =>
    seenBehind(a.host, a.i).flatMap(({ mac, at }) => {
      const b = byMac.get(mac)
      if (b === undefined || b.host === a.host || a.i.id > b.i.id) return []
      const back = seenBehind(b.host, b.i).find((seen) => seen.mac === a.i.link.address?.toLowerCase())
      return back === undefined ? [] : [{ ends: [a.i.id, b.i.id], kind: 'cable' as const, from: [at, back.at] }]
    }),
  )
}
