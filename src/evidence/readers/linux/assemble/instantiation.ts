import { familyOf } from '../../../../base/address.ts'
import type { Hook } from '../../../../cloud/network.ts'
import type { Instantiation } from '../filter/instantiate.ts'
import type { FilterTable } from '../filter/ir.ts'
import { isRouted, kindOf, type Host } from '../host.ts'
import { viewOf } from './views.ts'

/** What the chains of a table are made with for one hook of a host. */
export function instantiation(
  host: Host,
  table: FilterTable,
  hook: Hook,
  untracked: boolean,
  inVrf: boolean,
): Instantiation {
  return {
    prefix: host.id,
    table,
    view: viewOf(host, hook, untracked, inVrf),
    redirects: host.interfaces
      .filter((i) => isRouted(host, i) && kindOf(i) !== 'vrf')
      .flatMap((i) =>
        (['ip4', 'ip6'] as const).flatMap((family) => {
          const first = i.addresses.find(({ address }) => familyOf(address) === family)
          return first === undefined ? [] : [{ interface: i.id, address: first.address }]
        }),
      ),
    unknown: (what, rule) => ({
      kind: 'unknown',
      unknown: host.notes.unknown({
        code: 'linux-chain-missing',
        device: host.id,
        params: { chain: what },
        ask: 'nft -j list ruleset',
        from: rule.from,
      }),
    }),
  }
}
