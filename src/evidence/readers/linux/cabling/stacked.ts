import type { Link } from '../../../../cloud/network.ts'
import type { Host, HostInterface } from '../host.ts'
import type { End } from './wires.ts'

/**
 * Interfaces that go by another one in a way that is not modelled (a tag in a tag, MACsec, macvlan from another namespace): what they send may
 * arrive wherever the interfaces below them lead, and the other way round.
 */
export function stackedLinks(ends: readonly End[], hosts: readonly Host[], links: readonly Link[]): readonly Link[] {
  return ends.flatMap((end) => {
    const unknown = end.host.notes.unknown({
      code: 'linux-kind-unread',
      device: end.host.id,
      params: { interface: end.i.name },
      ask: 'ip -j -d link show',
      from: [end.i.at],
    })
    return bottomsOf(end, hosts).flatMap((bottom) =>
      links
        .filter((link) => link.ends.some((id) => id === bottom.id || id === `${bottom.id}/wire`))
        .flatMap((link) => link.ends.filter((id) => id !== bottom.id && id !== `${bottom.id}/wire`))
        .map((other): Link => ({ ends: [end.i.id, other], kind: 'cable', unknown, from: [end.i.at] })),
    )
  })
}

/** The lowest interfaces that an interface may stand on, in its own namespace by name, in others by index. */
function bottomsOf({ host, i }: End, hosts: readonly Host[], depth = 0): readonly HostInterface[] {
  const { link, link_index: index, link_netnsid: namespace } = i.link
  if (depth > 8) return []
  const parents: readonly End[] =
    link !== undefined && link !== null
      ? [host.byName.get(link)].filter((p) => p !== undefined).map((p) => ({ host, i: p }))
      : namespace === undefined || index === undefined
        ? []
        : hosts
            .filter((h) => h !== host)
            .flatMap((h) => h.interfaces.filter((p) => p.index === index).map((p) => ({ host: h, i: p })))
  return parents.flatMap((p) => [p.i, ...bottomsOf(p, hosts, depth + 1)])
}
