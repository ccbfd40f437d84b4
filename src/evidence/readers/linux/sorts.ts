import type { Cell } from '../../../cloud/cloud.ts'

/** The reader's names for the sorts of output that it knows. */
export type Sort =
  | 'ip-link'
  | 'ip-addr'
  | 'ip-route'
  | 'ip-rule'
  | 'ip-neigh'
  | 'ip-vrf'
  | 'netns-list-id'
  | 'bridge-vlan'
  | 'bridge-fdb'
  | 'bridge-link'
  | 'bridge-mdb'
  | 'nft-json'
  | 'nft-text'
  | 'iptables-save'
  | 'ip6tables-save'
  | 'sysctl'
  | 'ss'
  | 'lldp'

export interface SortRow {
  readonly sort: Sort
  /** The command that an engineer runs for it. */
  readonly command: string
  /** What an echoed or recorded command looks like. */
  readonly pattern: RegExp
  readonly cells: readonly Cell[]
}

const functionNetwork: Cell = { layer: 'function', kind: 'network' }
const virtualNetwork: Cell = { layer: 'virtual', kind: 'network' }
const physicalNetwork: Cell = { layer: 'physical', kind: 'network' }

const IP = String.raw`(?:^|[\s/])ip(?:\s+-\S+(?:\s+(?:inet6?|bridge|link))?)*\s+`
const ip = (rest: string): RegExp => new RegExp(IP + rest)
const BRIDGE = String.raw`(?:^|[\s/])bridge(?:\s+-\S+)*\s+`
const bridge = (rest: string): RegExp => new RegExp(BRIDGE + rest)

/** Every sort, with its command, in the order of coverage. */
export const SORTS: readonly SortRow[] = [
  {
    sort: 'ip-link',
    command: 'ip -j -d link show',
    pattern: ip('l(?:ink?)?\\b'),
    cells: [physicalNetwork, virtualNetwork],
  },
  { sort: 'ip-addr', command: 'ip -j -d addr show', pattern: ip('a(?:d?dr(?:ess)?)?\\b'), cells: [virtualNetwork] },
  {
    sort: 'ip-route',
    command: 'ip -j route show table all',
    pattern: ip('r(?:oute)?\\b(?!u)'),
    cells: [functionNetwork],
  },
  { sort: 'ip-rule', command: 'ip -j rule show', pattern: ip('ru(?:le)?\\b'), cells: [functionNetwork] },
  { sort: 'ip-neigh', command: 'ip -j neigh show', pattern: ip('n(?:eigh?(?:bou?r)?)?\\b'), cells: [virtualNetwork] },
  { sort: 'ip-vrf', command: 'ip -j vrf show', pattern: ip('vrf\\b'), cells: [functionNetwork] },
  { sort: 'netns-list-id', command: 'ip -j netns list-id', pattern: ip('netns\\s+list-id'), cells: [virtualNetwork] },
  { sort: 'bridge-vlan', command: 'bridge -j vlan show', pattern: bridge('v(?:lan)?\\b'), cells: [functionNetwork] },
  { sort: 'bridge-fdb', command: 'bridge -j fdb show', pattern: bridge('fdb\\b'), cells: [functionNetwork] },
  { sort: 'bridge-link', command: 'bridge -j -d link show', pattern: bridge('l(?:ink)?\\b'), cells: [functionNetwork] },
  { sort: 'bridge-mdb', command: 'bridge -j mdb show', pattern: bridge('mdb\\b'), cells: [functionNetwork] },
  {
    sort: 'nft-json',
    command: 'nft -j list ruleset',
    pattern: /(?:^|[\s/])nft\s+(?:-\S+\s+)*(?:-j|--json)(?:\s+-\S+)*\s+list\s+ruleset/,
    cells: [functionNetwork],
  },
  {
    sort: 'nft-text',
    command: 'nft list ruleset',
    pattern: /(?:^|[\s/])nft\s+(?:-(?!j\b|-json)\S+\s+)*list\s+ruleset/,
    cells: [functionNetwork],
  },
  {
    sort: 'iptables-save',
    command: 'iptables-save',
    pattern: /(?:^|[\s/])iptables(?:-legacy|-nft)?-save/,
    cells: [functionNetwork],
  },
  {
    sort: 'ip6tables-save',
    command: 'ip6tables-save',
    pattern: /(?:^|[\s/])ip6tables(?:-legacy|-nft)?-save/,
    cells: [functionNetwork],
  },
  { sort: 'sysctl', command: 'sysctl -a', pattern: /(?:^|[\s/])sysctl\s/, cells: [functionNetwork] },
  { sort: 'ss', command: 'ss -Hltnu', pattern: /(?:^|[\s/])ss\s+-/, cells: ['serviceManagement'] },
  {
    sort: 'lldp',
    command: 'lldpcli -f json show neighbors',
    pattern: /(?:^|[\s/])lldpc(?:li|tl)\s/,
    cells: [physicalNetwork],
  },
]

/** The sort that a command prints, or null when it is none of ours. */
export function sortOfCommand(command: string): Sort | null {
  const plain = command.slice(0, 500).replace(/^.*\bip netns exec \S+ /, '')
  return SORTS.find((row) => row.pattern.test(plain))?.sort ?? null
}

export const commandOf = (sort: Sort): string => SORTS.find((row) => row.sort === sort)?.command ?? sort
