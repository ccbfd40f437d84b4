import type { Hook } from '../../../../cloud/network.ts'
import type { NamedInterface, View } from '../filter/view.ts'
import { isRouted, kindOf, vrfOf, type Host } from '../host.ts'

/** The order in which the kernel asks the hooks. */
export const HOOKS: readonly Hook[] = ['prerouting', 'input', 'forward', 'output', 'postrouting']

/**
 * What each hook sees. A packet that came in by a member of a VRF passes prerouting twice, first by the member's name and then by that of the VRF
 * device; input and forward know it by the VRF device alone. A packet that the host sends in a VRF passes output twice likewise.
 */
export function viewOf(host: Host, hook: Hook, untracked: boolean, inVrf = false): View {
  const routed = host.interfaces.filter((i) => isRouted(host, i) && kindOf(i) !== 'vrf')
  const plain: readonly NamedInterface[] = routed.map((i) => ({ id: i.id, names: [i.name] }))
  const asVrf: readonly NamedInterface[] = routed.map((i) => ({ id: i.id, names: [vrfOf(host, i) ?? i.name] }))
  const ofHook: Readonly<Record<Hook, Pick<View, 'iif' | 'oif'>>> = {
    prerouting: { iif: inVrf ? asVrf : plain, oif: 'none' },
    input: { iif: asVrf, oif: 'none' },
    forward: { iif: asVrf, oif: plain },
    output: { iif: 'none', oif: inVrf ? asVrf : plain },
    postrouting: { iif: 'perhaps', oif: plain },
  }
  return {
    key: `${hook}${untracked ? '-raw' : ''}${inVrf ? '~vrf' : ''}`,
    ...ofHook[hook],
    ports: portsOf(host),
    untracked,
    bridge: false,
    unknown: (what) =>
      host.notes.unknown({
        code: 'linux-hook-interface',
        device: host.id,
        params: { hook, what },
        ask: 'nft -j list ruleset',
      }),
  }
}

/** Bridge ports by their own name; a test on the bridge's name holds for all its ports. */
export const portsOf = (host: Host): readonly NamedInterface[] =>
  host.interfaces.flatMap((i) => {
    if (kindOf(i) === 'bridge') return [{ id: i.id, names: [i.name] }]
    return isRouted(host, i) || i.link.master === undefined ? [] : [{ id: i.id, names: [i.name] }]
  })
