import type { Piece } from '../../../reader.ts'
import { textMember, type NftObject } from '../filter/nft/document.ts'
import type { Rulesets, Save } from './filter-outputs.ts'

/** One table as one output shows it: what stands in each of its chains, in a form that two outputs of the same rules share. */
interface ShownTable {
  readonly family: string
  readonly name: string
  readonly chains: ReadonlyMap<string, readonly string[]>
}

const COUNTERS = /^\[\d{1,20}:\d{1,20}\] | \[\d{1,20}:\d{1,20}\]$/g

/** The tables of an iptables-save output: the lines of each chain without their counters. */
function shownBySave({ text }: Piece, family: 'ip' | 'ip6'): readonly ShownTable[] {
  const tables: { family: string; name: string; chains: Map<string, string[]> }[] = []
  for (const raw of text.split('\n')) {
    const line = raw.trimEnd().replace(COUNTERS, '')
    const name = /^\*(\w{1,20})$/.exec(line)?.[1]
    if (name !== undefined) tables.push({ family, name, chains: new Map() })
    const chain = /^(?::|-A )(\S{1,200})/.exec(line)?.[1]
    const chains = tables.at(-1)?.chains
    if (chain === undefined || chains === undefined) continue
    put(chains, chain, line)
  }
  return tables
}

/** The tables of an nft ruleset: the statements of each chain without handles and counters. */
function shownByNft(objects: readonly NftObject[]): readonly ShownTable[] {
  const tables = new Map<string, { family: string; name: string; chains: Map<string, string[]> }>()
  for (const { kind, body } of objects) {
    if (kind !== 'table' && kind !== 'chain' && kind !== 'rule') continue
    const family = textMember(body, 'family') ?? ''
    const name = textMember(body, kind === 'table' ? 'name' : 'table') ?? ''
    const table = tables.get(`${family} ${name}`) ?? { family, name, chains: new Map<string, string[]>() }
    tables.set(`${family} ${name}`, table)
    if (kind === 'table') continue
    const chain = textMember(body, kind === 'chain' ? 'name' : 'chain') ?? ''
    put(table.chains, chain, JSON.stringify(body, withoutCounters))
  }
  return [...tables.values()]
}

function put(chains: Map<string, string[]>, chain: string, line: string): void {
  const lines = chains.get(chain)
  if (lines === undefined) chains.set(chain, [line])
  else lines.push(line)
}

const PASSING: ReadonlySet<string> = new Set(['handle', 'index', 'counter', 'expires', 'used', 'last'])
const withoutCounters = (key: string, value: unknown): unknown => (PASSING.has(key) ? null : value)

/** Whether two outputs of one tool show other rules in a table that both show. */
const isRewritten = (a: readonly ShownTable[], b: readonly ShownTable[]): boolean =>
  pairsOf(a, b).some(([x, y]) => JSON.stringify([...x.chains]) !== JSON.stringify([...y.chains]))

/** The same of two tools, which write one rule in different ways: whether a chain has more of them in one. */
const isRecounted = (a: readonly ShownTable[], b: readonly ShownTable[]): boolean =>
  pairsOf(a, b).some(([x, y]) =>
    [...x.chains].some(([chain, rules]) => (y.chains.get(chain) ?? rules).length !== rules.length),
  )

/** Whether one output of the whole has a table that the other one lacks. */
const lacksTable = (a: readonly ShownTable[], b: readonly ShownTable[]): boolean =>
  a.length !== b.length || pairsOf(a, b).length !== a.length

const pairsOf = (a: readonly ShownTable[], b: readonly ShownTable[]): readonly (readonly [ShownTable, ShownTable])[] =>
  a.flatMap((x) => b.filter((y) => y.family === x.family && y.name === x.name).map((y) => [x, y] as const))

interface Chained {
  readonly family: string
  readonly name: string
  readonly chains: ReadonlyMap<string, unknown>
}

/** Whether the save has all chains of the table: it prints nothing of chains that nft made in a table that bears the name of one of its own. */
export const holdsChains = (save: Chained, table: Chained): boolean =>
  [...table.chains.keys()].every((chain) => save.chains.has(chain))

/** Outputs that show one table with other rules, or of which one has a table that another of the whole lacks. */
export function isDisputed({ json, text }: Rulesets, saves: readonly Save[]): boolean {
  const documents = [json.map(shownByNft), text.map(shownByNft)]
  const [first] = documents.flat()
  const tables = saves.map(({ piece, family, tool }) => ({ tool, shown: shownBySave(piece, family) }))
  const ofNft = tables.filter(({ tool }) => tool === 'iptables').map(({ shown }) => shown)
  const ofLegacy = tables.filter(({ tool }) => tool === 'iptables-legacy').map(({ shown }) => shown)
  return (
    [...documents, ofNft, ofLegacy].some((of) => of.some((a, i) => of.slice(i + 1).some((b) => isRewritten(a, b)))) ||
    documents.flat().some((b) => first !== undefined && (isRecounted(first, b) || lacksTable(first, b))) ||
    // iptables-save prints nothing of chains that nft made in a table of its own.
    ofNft.some(
      (b) =>
        first !== undefined &&
        isRecounted(
          b,
          first.filter((table) =>
            b.every((save) => save.family !== table.family || save.name !== table.name || holdsChains(save, table)),
          ),
        ),
    )
  )
}
