import type { Chain, Rule } from '../../../../cloud/chain.ts'
import type { FilterTable } from '../filter/ir.ts'
import { instantiate } from '../filter/instantiate.ts'
import type { Host } from '../host.ts'
import { instantiation } from './instantiation.ts'

export interface DeviceFilters {
  readonly chains: readonly Chain[]
  readonly ingress: ReadonlyMap<string, readonly string[]>
  readonly egress: ReadonlyMap<string, readonly string[]>
}

/** Chains of nft's netdev family (and inet ingress): each is bound to interfaces by name. */
export function deviceFilters(host: Host, tables: readonly FilterTable[]): DeviceFilters {
  const found = tables
    .filter((table) => table.family === 'netdev' || table.family === 'inet')
    .flatMap((table) =>
      [...table.chains.values()].flatMap((chain) => {
        const hook = chain.base?.hook
        if (hook !== 'ingress' && hook !== 'egress') return []
        const named = chain.base?.devices ?? []
        // nft before 1.0.7 leaves the interface out of its JSON: then the chain may stand on any.
        const devices = named.length > 0 ? named : host.interfaces.map((i) => i.name)
        return devices.map((device) => ({
          certain: named.length > 0,
          table,
          chain,
          hook,
          device,
          priority: chain.base?.priority ?? 0,
        }))
      }),
    )
    .toSorted((a, b) => a.priority - b.priority)
  const made = found.map((one) => {
    const of = instantiation(host, one.table, 'prerouting', true, false)
    const own = [{ id: `${host.id}:${one.device}`, names: [one.device] }]
    const view = {
      ...of.view,
      key: `${one.hook}~${one.device}`,
      iif: own,
      oif: one.hook === 'egress' ? own : ('none' as const),
    }
    return { ...one, chains: instantiate({ ...of, view }, one.chain, one.certain ? [] : perhapsNot(host)) }
  })
  const ids = (hook: string): ReadonlyMap<string, readonly string[]> => {
    const map = new Map<string, string[]>()
    for (const one of made) {
      if (one.hook !== hook) continue
      map.set(one.device, [...(map.get(one.device) ?? []), ...one.chains.slice(0, 1).map((c) => c.id)])
    }
    return map
  }
  return { chains: made.flatMap((one) => one.chains), ingress: ids('ingress'), egress: ids('egress') }
}

const perhapsNot = (host: Host): readonly Rule[] => [
  {
    match: { unknown: [host.notes.unknown({ code: 'linux-chain-device', device: host.id, ask: 'nft list ruleset' })] },
    action: { kind: 'accept' },
    from: [],
  },
]
