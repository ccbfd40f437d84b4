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
  return new Map(
    objects.flatMap(({ kind, body }) => {
      if (kind !== 'set' && kind !== 'map') return []
      const key = setKey(
        textMember(body, 'family') ?? '',
        textMember(body, 'table') ?? '',
        textMember(body, 'name') ?? '',
      )
      return [[key, { elements: elementsOf(body), dynamic: flagsOf(body).includes('dynamic') }] as const]
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
