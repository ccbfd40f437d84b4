import type { FilterEnvironment } from '../environment.ts'
import type { BaseChain, FilterChain, FilterRule, FilterTable, TableFamily } from '../ir.ts'
import { member, textMember, type Json, type NftObject } from './document.ts'
import { readRule } from './rule.ts'
import { namedSets } from './sets.ts'

const FAMILIES: readonly string[] = ['ip', 'ip6', 'inet', 'bridge', 'netdev', 'arp']

/** The tables of a ruleset with their chains and rules. */
export function readRuleset(objects: readonly NftObject[], environment: FilterEnvironment): readonly FilterTable[] {
  const sets = namedSets(objects)
  const rules = groupRules(objects, (object, family, table) =>
    readRule(object.body, object.at, { environment, at: object.at, sets, family, table }),
  )
  const chains = new Map<string, FilterChain[]>()
  for (const { body, at } of objects.filter((o) => o.kind === 'chain')) {
    const table = tableKey(body)
    const name = textMember(body, 'name') ?? ''
    const base = baseOf(body)
    const chain = { name, ...(base === null ? {} : { base }), rules: rules.get(`${table} ${name}`) ?? [], from: [at] }
    chains.set(table, [...(chains.get(table) ?? []), chain])
  }
  return objects.flatMap(({ kind, body, at }) => {
    const family = textMember(body, 'family') ?? ''
    const name = textMember(body, 'name') ?? ''
    if (kind !== 'table' || !isFamily(family) || isDormant(body)) return []
    const list = chains.get(`${family} ${name}`) ?? []
    return [{ family, name, tool: 'nft' as const, chains: new Map(list.map((c) => [c.name, c])), from: [at] }]
  })
}

const isFamily = (family: string): family is TableFamily => FAMILIES.includes(family)
const tableKey = (body: Json): string => `${textMember(body, 'family') ?? ''} ${textMember(body, 'table') ?? ''}`

/** A dormant table is kept and not run. */
const isDormant = (body: Json): boolean => {
  const flags = member(body, 'flags')
  return flags === 'dormant' || (Array.isArray(flags) && flags.includes('dormant'))
}

function groupRules(
  objects: readonly NftObject[],
  read: (object: NftObject, family: string, table: string) => readonly FilterRule[],
): Map<string, FilterRule[]> {
  const groups = new Map<string, FilterRule[]>()
  for (const object of objects) {
    if (object.kind !== 'rule') continue
    const key = `${tableKey(object.body)} ${textMember(object.body, 'chain') ?? ''}`
    const group = groups.get(key) ?? []
    group.push(...read(object, textMember(object.body, 'family') ?? '', textMember(object.body, 'table') ?? ''))
    groups.set(key, group)
  }
  return groups
}

function baseOf(body: Json): BaseChain | null {
  const hook = textMember(body, 'hook')
  if (hook === undefined) return null
  const priority = member(body, 'prio')
  const device = member(body, 'dev')
  return {
    hook,
    priority: typeof priority === 'number' ? priority : 0,
    type: textMember(body, 'type') ?? 'filter',
    policy: textMember(body, 'policy') === 'drop' ? 'drop' : 'accept',
    devices: (Array.isArray(device) ? device : [device]).filter((d): d is string => typeof d === 'string'),
  }
}
