import type { Source } from '../../../../base/source.ts'
import { readIptables } from '../filter/iptables/save.ts'
import type { FilterTable } from '../filter/ir.ts'
import { member, textMember, type NftObject } from '../filter/nft/document.ts'
import { readRuleset } from '../filter/nft/ruleset.ts'
import type { Host } from '../host.ts'
import { holdsChains, isDisputed } from './filter-disputes.ts'
import { environmentOf } from './filter-environment.ts'
import { rulesetsOf, savesOf, type Rulesets } from './filter-outputs.ts'
import type { UnseenFilters } from './packet-filters.ts'
import { unreadLines, unseenOf } from './unseen-filters.ts'

export interface HostTables {
  readonly tables: readonly FilterTable[]
  readonly unseen: readonly UnseenFilters[]
}

/**
 * The packet filter tables of a host, and what of them no evidence shows. nft's ruleset is the whole of nf_tables; iptables-save says more of the
 * tables that iptables made there (its matches), and all of the legacy ones.
 */
export function filterTables(host: Host): HostTables {
  const unread: Source[] = []
  const environment = environmentOf(host, unread)
  const rulesets = rulesetsOf(host, environment)
  const objects = rulesetOf(rulesets)
  const saves = savesOf(host)
  const disputed = isDisputed(rulesets, saves)
  const known = saves.flatMap((save) => readIptables(save.piece, save.family, save.tool, environment))
  const nft = objects === null ? [] : readRuleset(objects, environment)
  const own = nft.filter((table) => !known.some((save) => sameTable(save, table) && holdsChains(save, table)))
  const saved = known.filter((save) => !own.some((table) => sameTable(save, table)))
  return {
    // A line that was not understood may accept what the rest of its table drops: nothing is known of such filters.
    tables: disputed || unread.length > 0 ? [] : asCreated([...own, ...saved], nft),
    unseen: [...unreadLines(host, unread), ...unseenOf(host, { rulesets, saves, disputed })],
  }
}

const sameTable = (save: FilterTable, table: FilterTable): boolean =>
  save.tool === 'iptables' && save.family === table.family && save.name === table.name

/** In the order of creation, in which nft lists them; legacy tables are in no list and stand behind. */
function asCreated(tables: readonly FilterTable[], listed: readonly FilterTable[]): readonly FilterTable[] {
  const place = (table: FilterTable): number => {
    const found = listed.findIndex((l) => l.family === table.family && l.name === table.name)
    return found < 0 || table.tool === 'iptables-legacy' ? listed.length : found
  }
  return tables.toSorted((a, b) => place(a) - place(b))
}

/**
 * The ruleset: from JSON, and where JSON says less than the text (rules that iptables made, whose matches it leaves out; the interfaces of netdev
 * chains) from the text, table by table.
 */
function rulesetOf({ json, text: texts }: Rulesets): readonly NftObject[] | null {
  const first = json.length === 0 ? undefined : distinct(json)
  if (first === undefined) return texts.length === 0 ? null : distinct(texts)
  const poor = new Set(first.filter(saysLess).map(tableOf))
  if (poor.size === 0 || texts.length === 0) return first
  const text = distinct(texts).filter((object) => poor.has(tableOf(object)))
  const better = new Set(text.map(tableOf))
  return [...first.filter((object) => !better.has(tableOf(object))), ...text]
}

/** The objects of several outputs, each table once. */
function distinct(outputs: readonly (readonly NftObject[])[]): readonly NftObject[] {
  const seen = new Set<string>()
  return outputs.flatMap((objects) => {
    const fresh = objects.filter((object) => !seen.has(tableOf(object)))
    for (const object of objects) seen.add(tableOf(object))
    return fresh
  })
}

const tableOf = ({ kind, body }: NftObject): string =>
  `${textMember(body, 'family') ?? ''} ${textMember(body, kind === 'table' ? 'name' : 'table') ?? ''}`

function saysLess({ kind, body }: NftObject): boolean {
  if (kind === 'chain')
    return ['ingress', 'egress'].includes(textMember(body, 'hook') ?? '') && body['dev'] === undefined
  const expressions = body['expr']
  return (
    kind === 'rule' && Array.isArray(expressions) && expressions.some((e: unknown) => member(e, 'xt') !== undefined)
  )
}
