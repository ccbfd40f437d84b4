import type { Chain, Rule } from '../../../../cloud/chain.ts'
import type { FilterTable } from '../filter/ir.ts'
import { instantiate } from '../filter/instantiate.ts'
import { kindOf, type Host } from '../host.ts'
import type { UnseenFilters } from './packet-filters.ts'
import { portsOf, viewOf } from './views.ts'

export interface BridgeFilters {
  readonly chains: readonly Chain[]
  readonly ids: readonly string[]
}

/** Which frames between ports do not pass a hook of the bridge family: the bridge's own port takes part in input and output only. */
type Skips = (own: readonly string[], ports: readonly string[]) => readonly Rule['match'][]
const HOOKS: ReadonlyMap<string, Skips> = new Map<string, Skips>([
  ['prerouting', (own) => [{ portIn: own }]],
  ['input', (_own, ports) => [{ portOut: ports }]],
  ['forward', (own) => [{ portIn: own }, { portOut: own }]],
  ['output', (_own, ports) => [{ portIn: ports }]],
  ['postrouting', (own) => [{ portOut: own }]],
])

/** The chains of nft's bridge family (and of iptables' ebtables-nft), for frames that go through a bridge. */
export function bridgeFilters(
  host: Host,
  tables: readonly FilterTable[],
  unseen: readonly UnseenFilters[],
): BridgeFilters {
  if (!host.interfaces.some((i) => kindOf(i) === 'bridge')) return { chains: [], ids: [] }
  const own = host.interfaces.filter((i) => kindOf(i) === 'bridge').map((i) => i.id)
  const ports = portsOf(host)
    .map((p) => p.id)
    .filter((id) => !own.includes(id))
  const known = tables
    .filter((table) => table.family === 'bridge')
    .flatMap((table) =>
      [...table.chains.values()]
        .filter((chain) => HOOKS.has(chain.base?.hook ?? ''))
        .toSorted(
          (a, b) => order(a.base?.hook) - order(b.base?.hook) || (a.base?.priority ?? 0) - (b.base?.priority ?? 0),
        )
        .map((chain) => {
          const skips = HOOKS.get(chain.base?.hook ?? '')?.(own, ports) ?? []
          const first = skips
            .filter((m) => (m.portIn ?? m.portOut ?? []).length > 0)
            .map((match) => ({ match, action: { kind: 'accept' as const }, from: [] }))
          return instantiate(
            {
              prefix: host.id,
              table,
              view: { ...viewOf(host, 'forward', false), key: `bridge-${chain.base?.hook ?? ''}`, bridge: true },
              redirects: [],
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
            },
            chain,
            first,
          )
        }),
    )
  const blank = unseen.filter((u) => u.families.length === 2).map((u, i) => unseenChain(host, u, i))
  return {
    chains: [...blank, ...known.flat()],
    ids: [...blank, ...known.flatMap((chains) => chains[0] ?? [])].map((c) => c.id),
  }
}

const order = (hook: string | undefined): number => [...HOOKS.keys()].indexOf(hook ?? '')

const unseenChain = (host: Host, { unknown }: UnseenFilters, index: number): Chain => ({
  id: `${host.id}/unseen-${index}/bridge`,
  name: '? bridge',
  rules: [{ match: {}, action: { kind: 'unknown', unknown }, from: [] }],
  end: 'accept',
  from: [],
})
