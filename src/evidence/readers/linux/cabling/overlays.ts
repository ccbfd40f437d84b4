import { parseAddress, type Address } from '../../../../base/address.ts'
import type { Source } from '../../../../base/source.ts'
import type { Cloud } from '../../../../cloud/cloud.ts'
import type { Link } from '../../../../cloud/network.ts'
import { kindOf } from '../host.ts'
import { numberIn, textIn } from '../parse/members.ts'
import { carries } from './underlay.ts'
import type { End } from './wires.ts'

/** What an overlay interface says of itself: its network number, where it sends, and in which group it listens. */
interface Overlay {
  readonly end: End
  readonly key: string
  readonly peers: ReadonlyMap<Address, Source>
  readonly group: Address | null
  readonly external: boolean
}

export interface OverlayLinks {
  readonly links: readonly Link[]
  /** Overlays that send to a peer that is not in evidence, or in a way that is not modelled. */
  readonly open: readonly { readonly end: End; readonly peer: string }[]
}

const isMulticast = (a: Address): boolean => a >> 28n === 14n || (a >= 1n << 32n && (a - (1n << 32n)) >> 120n === 0xffn)

function overlayOf(end: End): Overlay {
  const data = end.i.link.linkinfo?.info_data
  const remote = ['remote', 'remote6', 'group', 'group6']
    .map((key) => parseAddress(textIn(data, key) ?? ''))
    .find((a) => a !== null)
  const peers = new Map<Address, Source>()
  if (remote !== undefined && !isMulticast(remote)) peers.set(remote, end.i.at)
  for (const { value, at } of end.host.facts.fdb) {
    const dst = value.ifname === end.i.name ? parseAddress(value.dst ?? '') : null
    if (dst !== null) peers.set(dst, at)
  }
  return {
    end,
    key: `${kindOf(end.i) ?? ''} ${numberIn(data, 'id') ?? ''} ${numberIn(data, 'port') ?? ''}`,
    peers,
    group: remote !== undefined && isMulticast(remote) ? remote : null,
    external: numberIn(data, 'external') === 1 || numberIn(data, 'id') === undefined,
  }
}

/** Tunnels between interfaces of one network number whose peers name each other's addresses. */
export function overlayLinks(ends: readonly End[], parts: ReadonlyMap<string, Cloud>): OverlayLinks {
  const overlays = ends.map(overlayOf)
  const links = overlays.flatMap((a, n) => overlays.slice(n + 1).flatMap((b) => between(a, b, parts)))
  const open = overlays.flatMap((o) => openPeers(o, overlays).map((peer) => ({ end: o.end, peer })))
  return { links, open }
}

function between(a: Overlay, b: Overlay, parts: ReadonlyMap<string, Cloud>): readonly Link[] {
  if (a.end.host === b.end.host || (a.key !== b.key && !a.external && !b.external)) return []
  const there = sends(a, b)
  const back = sends(b, a)
  const isGroup = a.group !== null && a.group === b.group
  const isNamed = there !== undefined && back !== undefined && !a.external && !b.external
  const isCertain = isNamed && isCarried(a, b, parts) && isCarried(b, a, parts)
  if (there === undefined && back === undefined && !isGroup && !(a.external && b.external)) return []
  return [
    {
      ends: [a.end.i.id, b.end.i.id],
      kind: 'tunnel',
      ...(isCertain ? {} : { unknown: uncertain(a, b) }),
      from: [there ?? a.end.i.at, back ?? b.end.i.at],
    },
  ]
}

/** The tunnel's own packets pass the filters of both hosts. */
function isCarried(a: Overlay, b: Overlay, parts: ReadonlyMap<string, Cloud>): boolean {
  const [sender, receiver] = [parts.get(a.end.host.id), parts.get(b.end.host.id)]
  const src = addressesOf(a).find((address) => b.peers.has(address))
  const dst = addressesOf(b).find((address) => a.peers.has(address))
  if (sender === undefined || receiver === undefined || src === undefined || dst === undefined) return false
  return carries(sender, receiver, { src, dst, port: numberIn(b.end.i.link.linkinfo?.info_data, 'port') ?? 4789 })
}

const addressesOf = ({ end }: Overlay): readonly Address[] =>
  end.host.interfaces.flatMap((i) => i.addresses.map((x) => x.address))
const sends = (a: Overlay, b: Overlay): Source | undefined =>
  addressesOf(b)
    .flatMap((address) => a.peers.get(address) ?? [])
    .at(0)

function openPeers(o: Overlay, all: readonly Overlay[]): readonly string[] {
  const others = all.filter((other) => other.end.host !== o.end.host && other.key === o.key)
  const strangers = [...o.peers.keys()].filter((peer) => !others.some((other) => addressesOf(other).includes(peer)))
  const hasOpenEnd = o.external || o.group !== null || o.peers.size === 0
  return [...(strangers.length > 0 ? ['peer'] : []), ...(hasOpenEnd ? ['group'] : [])].slice(0, 1)
}

const uncertain = (a: Overlay, b: Overlay): string =>
  a.end.host.notes.unknown({
    code: 'linux-tunnel-uncertain',
    device: a.end.host.id,
    params: { interface: a.end.i.name, other: b.end.i.id },
    ask: 'ip -j -d link show; bridge -j fdb show',
    from: [a.end.i.at, b.end.i.at],
  })
