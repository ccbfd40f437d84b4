import { kindOf, isLoopback, masterOf, type Host, type HostInterface } from '../host.ts'
import { macvlanParent } from '../assemble/macvlan.ts'
import { vlanOf } from '../assemble/interfaces.ts'
import { textIn } from '../parse/members.ts'

/** What is at the other end of an interface. */
export type Wire =
  | 'none'
  | 'pair'
  | 'guest'
  | 'physical'
  | 'overlay'
  /** Goes by another interface in a way that is not modelled. */
  | 'unread'

/** An interface of a host, with its host. */
export interface End {
  readonly host: Host
  readonly i: HostInterface
}

export const endKey = ({ i }: End): string => i.id

const WIRES: ReadonlyMap<string | undefined, Wire> = new Map<string | undefined, Wire>([
  ['veth', 'pair'],
  ['netkit', 'pair'],
  ['vxlan', 'overlay'],
  ['geneve', 'overlay'],
  ['bridge', 'none'],
  ['openvswitch', 'none'],
  ['vrf', 'none'],
  ['bond', 'none'],
  ['dummy', 'none'],
  ['ifb', 'none'],
  ['nlmon', 'none'],
  ['macvtap', 'guest'],
  [undefined, 'physical'],
])

export function wireOf({ host, i }: End): Wire {
  const kind = kindOf(i)
  if (isLoopback(i)) return 'none'
  if (vlanOf(host, i) !== null) return 'none'
  if (macvlanParent(host, i) !== null) return kind === 'macvtap' ? 'guest' : 'none'
  if (kind === 'tun') return textIn(i.link.linkinfo?.info_data, 'type') === 'tun' ? 'unread' : 'guest'
  if (kind === undefined && i.link.link_netnsid !== undefined && i.link.link_index !== undefined) return 'pair'
  if (kind === undefined && i.link.link !== undefined && i.link.link !== null) return 'unread'
  if (kind === undefined && isTeamOrSwitch(host, i)) return 'none'
  return WIRES.get(kind) ?? 'unread'
}

/** A master that was printed without its kind. */
const isTeamOrSwitch = (host: Host, i: HostInterface): boolean =>
  host.interfaces.some((other) => masterOf(host, other)?.master === i)
