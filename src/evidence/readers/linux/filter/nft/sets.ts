import { isJson, member, textMember, type Json, type NftObject } from './document.ts'

/** A named set or map of one table. `dynamic`: packets change it, so that its content is not known. */
export interface NamedSet {
  readonly elements: readonly unknown[]
  readonly dynamic: boolean
}

/** Named sets and maps by `family table name`. */
export type NamedSets = ReadonlyMap<string, NamedSet>

export const setKey = (family: string, table: string, name: string): string => `${family} ${table} ${name}`

export function namedSets(objects: readonly NftObject[]): NamedSets {
  const changed = new Set(objects.flatMap(changedSets))
  return new Map(
    objects.flatMap(({ kind, body }) => {
      if (kind !== 'set' && kind !== 'map') return []
      const key = setKey(
        textMember(body, 'family') ?? '',
        textMember(body, 'table') ?? '',
        textMember(body, 'name') ?? '',
      )
      const dynamic = flagsOf(body).includes('dynamic') || changed.has(key)
      return [[key, { elements: elementsOf(body), dynamic }] as const]
    }),
  )
}

/** The sets that a rule adds to. (nft before 1.0.7 does not print the flag `dynamic` in JSON.) */
function changedSets({ kind, body }: NftObject): readonly string[] {
  const expressions = member(body, 'expr')
  if (kind !== 'rule' || !Array.isArray(expressions)) return []
  return expressions.flatMap((statement: unknown) =>
    (['set', 'map'] as const).flatMap((key) => {
      const name = textMember(member(statement, key), key)
      if (name === undefined || !name.startsWith('@')) return []
      return [setKey(textMember(body, 'family') ?? '', textMember(body, 'table') ?? '', name.slice(1))]
    }),
  )
}

/** `elem` is a list; one element alone may stand without it. */
const elementsOf = (body: Json): readonly unknown[] => {
  const elements = member(body, 'elem')
  return Array.isArray(elements) ? elements : elements === undefined || elements === null ? [] : [elements]
}

const flagsOf = (body: Json): readonly unknown[] => {
  const flags = member(body, 'flags')
  return Array.isArray(flags) ? flags : [flags]
}

/** An element without its counter, comment and time-out. */
export function bare(element: unknown): unknown {
  const inner = member(element, 'elem')
  return isJson(inner) && Object.hasOwn(inner, 'val') ? inner['val'] : element
}
