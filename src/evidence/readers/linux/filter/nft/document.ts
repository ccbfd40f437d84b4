import type { Source } from '../../../../../base/source.ts'
import type { Piece } from '../../../../reader.ts'
import { jsonOf, sourceOf } from '../../door.ts'

export type Json = Readonly<Record<string, unknown>>

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A member of an object, its own only; undefined when it is absent or the value is no object. */
export const member = (value: unknown, key: string): unknown =>
  isJson(value) && Object.hasOwn(value, key) ? value[key] : undefined

export const textMember = (value: unknown, key: string): string | undefined => {
  const found = member(value, key)
  return typeof found === 'string' ? found : undefined
}

/** One object of a ruleset (`table`, `chain`, `rule`, `set`, `map` …), from JSON or from the text of it. */
export interface NftObject {
  readonly kind: string
  readonly body: Json
  readonly at: Source
}

/** The objects of `nft -j list ruleset`; null when the piece is no whole document. */
export function nftObjects(piece: Piece): readonly NftObject[] | null {
  const list = member(jsonOf(piece), 'nftables')
  if (!Array.isArray(list)) return null
  return list.flatMap((element: unknown, i) => {
    const [entry] = isJson(element) ? Object.entries(element) : []
    if (entry === undefined || !isJson(entry[1])) return []
    return [{ kind: entry[0], body: entry[1], at: sourceOf(piece, { pointer: `/nftables/${i}/${entry[0]}` }) }]
  })
}
