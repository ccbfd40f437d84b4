import type { Chain, Rule } from '../../../../cloud/chain.ts'
import type { Entry, Hook } from '../../../../cloud/network.ts'
import type { FilterChain, FilterTable } from '../filter/ir.ts'
import { instantiate } from '../filter/instantiate.ts'
import { isRouted, vrfOf, type Host } from '../host.ts'
import { bridgeFilters } from './bridge-filters.ts'
import { deviceFilters } from './device-filters.ts'
import { instantiation } from './instantiation.ts'
import { HOOKS } from './views.ts'

/** A host's packet filters as the model has them. */
export interface PacketFilters {
  readonly chains: readonly Chain[]
  readonly entries: readonly Entry[]
  /** For every bridge of the host. */
  readonly bridge: readonly string[]
  /** Filters of single interfaces, by name. */
  readonly ingress: ReadonlyMap<string, readonly string[]>
  readonly egress: ReadonlyMap<string, readonly string[]>
}

/** Filters for which there is no evidence (or not enough), as an unknown. */
export interface UnseenFilters {
  readonly families: readonly ('ip4' | 'ip6')[]
  readonly unknown: string
}

const FAMILIES: Readonly<Record<string, readonly ('ip4' | 'ip6')[]>> = {
  ip: ['ip4'],
  ip6: ['ip6'],
  inet: ['ip4', 'ip6'],
}
/** Where connection tracking stands among the priorities of prerouting and output (NF_IP_PRI_CONNTRACK). */
const CONNTRACK = -200

interface Hooked {
  readonly table: FilterTable
  readonly chain: FilterChain
  readonly hook: Hook
  readonly priority: number
  readonly families: readonly ('ip4' | 'ip6')[]
}

export function packetFilters(
  host: Host,
  tables: readonly FilterTable[],
  unseen: readonly UnseenFilters[],
): PacketFilters {
  // Of equal priority the kernel runs the chain first that was registered last (nf_hook_entries_grow).
  const hooked = tables
    .flatMap(hooksOf)
    .toReversed()
    .toSorted((a, b) => HOOKS.indexOf(a.hook) - HOOKS.indexOf(b.hook) || a.priority - b.priority)
  const runs = hooked.map((one) => run(host, one, false))
  const again = host.vrfs.size === 0 ? [] : hooked.filter(seesVrf).map((one) => run(host, one, true))
  const blank = unseen.flatMap((u, i) => HOOKS.map((hook) => unseenRun(host, u, hook, i)))
  const all = [
    ...blank,
    ...runs.filter((r) => r.entry.hook !== 'output'),
    ...again,
    ...runs.filter((r) => r.entry.hook === 'output'),
  ]
  const bridge = bridgeFilters(host, tables, unseen)
  const devices = deviceFilters(host, tables)
  const chains = [...all.flatMap((r) => r.chains), ...bridge.chains, ...devices.chains]
  return {
    chains: [...new Map(chains.map((c) => [c.id, c])).values()],
    entries: all.map((r) => r.entry),
    bridge: bridge.ids,
    ingress: devices.ingress,
    egress: devices.egress,
  }
}

function hooksOf(table: FilterTable): readonly Hooked[] {
  const families = FAMILIES[table.family]
  if (families === undefined) return []
  return [...table.chains.values()].flatMap((chain) => {
    const hook = HOOKS.find((h) => h === chain.base?.hook)
    return hook === undefined || chain.base === undefined
      ? []
      : [{ table, chain, hook, priority: chain.base.priority, families }]
  })
}

/** Chains that pass packets of a VRF a second time; translation acts once on a flow. */
const seesVrf = ({ hook, chain, table }: Hooked): boolean =>
  (hook === 'prerouting' || hook === 'output') &&
  chain.base?.type !== 'nat' &&
  // Seeing a packet again changes nothing for rules that do not ask for interfaces.
  [...table.chains.values()].some((c) => c.rules.some((r) => r.conditions.some((x) => x.iif ?? x.oif)))

interface Run {
  readonly chains: readonly Chain[]
  readonly entry: Entry
}

function run(host: Host, { table, chain, hook, priority, families }: Hooked, inVrf: boolean): Run {
  const untracked = (hook === 'prerouting' || hook === 'output') && priority <= CONNTRACK
  const of = instantiation(host, table, hook, untracked, inVrf)
  const first = [...(inVrf ? notInVrf(host, hook) : []), ...(chain.base?.type === 'nat' ? [ONLY_FIRST_PACKETS] : [])]
  const chains = instantiate(of, chain, first)
  return { chains, entry: { hook, families, chain: chains[0]?.id ?? '' } }
}

/** Translation chains see the first packet of a flow alone; the tracker does the rest. */
const ONLY_FIRST_PACKETS: Rule = {
  match: { states: ['established', 'invalid', 'untracked'] },
  action: { kind: 'accept' },
  from: [],
}

function notInVrf(host: Host, hook: Hook): readonly Rule[] {
  const others = host.interfaces.filter((i) => isRouted(host, i) && vrfOf(host, i) === undefined).map((i) => i.id)
  if (others.length === 0) return []
  return [{ match: hook === 'output' ? { oif: others } : { iif: others }, action: { kind: 'accept' }, from: [] }]
}

function unseenRun(host: Host, unseen: UnseenFilters, hook: Hook, index: number): Run {
  const id = `${host.id}/unseen-${index}/${hook}`
  const rule: Rule = { match: {}, action: { kind: 'unknown', unknown: unseen.unknown }, from: [] }
  return {
    chains: [{ id, name: `? ${hook}`, rules: [rule], end: 'accept', from: [] }],
    entry: { hook, families: unseen.families, chain: id },
  }
}
