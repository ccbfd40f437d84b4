import { emptyCloud, mergeClouds, type Cloud } from '../../../../cloud/cloud.ts'
import type { Link } from '../../../../cloud/network.ts'
import { macvlans } from '../assemble/macvlan.ts'
import { kindOf, masterOf, type Host } from '../host.ts'
import { divertedWires } from './diverted.ts'
import { addressBook } from './learned.ts'
import { overlayLinks } from './overlays.ts'
import { pairs } from './pairs.ts'
import { lldpLinks, segmentLinks } from './physical.ts'
import { stackedLinks } from './stacked.ts'
import { guestBehind, unseenBehind } from './strangers.ts'
import { tapLinks } from './taps.ts'
import { wireOf, type End } from './wires.ts'

/** The wires between the devices in evidence, and who stands at the ends that lead out of it. */
export function cabling(hosts: readonly Host[], parts: ReadonlyMap<string, Cloud>): Cloud {
  const ends = hosts.filter((h) => h.detailed).flatMap((host) => host.interfaces.map((i) => ({ host, i })))
  const blind = hosts.filter((h) => !h.detailed).flatMap((host) => host.interfaces.map((i) => ({ host, i })))
  const of = (wire: string): readonly End[] => ends.filter((end) => wireOf(end) === wire)
  const paired = pairs([...of('pair'), ...blind.filter(({ i }) => i.link.link_index !== undefined)])
  const taps = tapLinks(of('guest'), of('physical'))
  const cables = lldpLinks(of('physical'))
  const segments = segmentLinks(of('physical').filter((end) => !isLinked(end, [...cables, ...taps])))
  const overlays = overlayLinks(of('overlay'), parts)
  const certain = [...paired, ...taps, ...cables, ...segments, ...overlays.links]
  const loosePairs = of('pair').filter((end) => !isLinked(end, paired))
  const guests = [...of('guest').filter((end) => !isLinked(end, taps)), ...loosePairs.filter(isPort)]
  const uplinks = of('physical').filter((end) => !isLinked(end, [...cables, ...taps]))
  const book = addressBook(hosts)
  const strangers = [
    ...guestGroups(guests).map(([name, group]) => guestBehind(group, name, book)),
    ...loosePairs.filter((end) => !isPort(end)).map((end) => unseenBehind(end, 'linux-peer-unseen')),
    ...uplinks.filter(hasCarrier).map((end) => unseenBehind(end, 'uplink-unseen', chassisOf(end), wireId(end))),
    ...overlays.open.map(({ end }) => unseenBehind(end, 'linux-tunnel-unseen')),
    ...of('unread')
      .filter(isUp)
      .map((end) => unseenBehind(end, 'linux-kind-unread')),
    ...blind.filter((end) => !isLinked(end, paired) && isUp(end)).map((end) => unseenBehind(end, 'linux-kind-unread')),
  ]
  const links = onWires(hosts, certain)
  const whole = mergeClouds([{ ...emptyCloud, links }, ...strangers])
  const unnamed = loosePairs.filter(({ i }) => kindOf(i) === undefined)
  const unclear = [...of('unread'), ...unnamed, ...blind.filter((end) => !isLinked(end, paired))]
  const stacked = stackedLinks(unclear.filter(isUp), hosts, whole.links)
  const all = { ...whole, links: [...whole.links, ...stacked] }
  const wired = mergeClouds([all, ...hosts.map((host) => divertedWires(host, all.links))])
  return { ...wired, devices: [...new Map(wired.devices.map((d) => [d.id, d])).values()] }
}

const isLinked = ({ i }: End, links: readonly Link[]): boolean => links.some((link) => link.ends.includes(i.id))
const isUp = ({ i }: End): boolean => i.link.flags.includes('UP')
const hasCarrier = (end: End): boolean => isUp(end) && !end.i.link.flags.includes('NO-CARRIER')
const isPort = ({ host, i }: End): boolean => masterOf(host, i) !== null && kindOf(i) !== undefined
const chassisOf = ({ host, i }: End): string | undefined =>
  host.facts.lldp.find(({ value }) => value.ifname === i.name)?.value.chassisName
const wireId = ({ host, i }: End): string => macvlans(host).wireOf(i.name)

/** Ends in a namespace that shares a parent's wire are that wire. */
function onWires(hosts: readonly Host[], links: readonly Link[]): readonly Link[] {
  const wires = new Map(
    hosts.flatMap((host) => {
      const { wireOf: of } = macvlans(host)
      return host.interfaces.map((i): [string, string] => [i.id, of(i.name)])
    }),
  )
  return links.map((link) => ({ ...link, ends: link.ends.map((id) => wires.get(id) ?? id) }))
}

/** Veths that lead to the same namespace lead to one machine; every tap is one of its own. */
function guestGroups(ends: readonly End[]): readonly (readonly [string, readonly End[]])[] {
  const groups = new Map<string, End[]>()
  for (const end of ends) {
    const key =
      kindOf(end.i) === 'veth' && end.i.link.link_netnsid !== undefined
        ? `${end.host.id} ${end.i.link.link_netnsid}`
        : end.i.id
    groups.set(key, [...(groups.get(key) ?? []), end])
  }
  return [...groups.values()].map((group) => [group[0]?.i.id ?? '', group] as const)
}
