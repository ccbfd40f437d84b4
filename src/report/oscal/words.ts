import type { AuditResult } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import { markup, propValue } from '../../base/oscal/prop-value.ts'
import { OSCAL_NS, uuidOf, type Prop } from '../../base/oscal/names.ts'
import { clamp, oneLine } from '../safe.ts'
import { plain, type Phrase } from '../sentences/phrase.ts'

/** What every part of the document needs: the result, the language of its texts, and the one time that it bears. */
export interface Draft {
  readonly result: AuditResult
  readonly lang: Lang
  /** ISO 8601, UTC. */
  readonly at: string
}

/** A UUID that is bound to this run (V-10): the same evidence, engagement and engine give the same one. */
export const idOf = ({ result }: Draft, kind: string, ...names: readonly string[]): string =>
  uuidOf('audit', result.evidence.sha256, result.engagement.sha256, result.engine, kind, ...names)

/** OSCAL markup on one line; never empty. */
export const line = (text: string): string => markup(oneLine(clamp(text, 2000))).trim() || '—'

export const phraseLine = (phrase: Phrase): string => line(plain(phrase))

/** A prop of our own; an empty value is written as a dash, since OSCAL has no empty string. */
export const prop = (name: string, value: string | number): Prop => ({
  name,
  ns: OSCAL_NS,
  value: propValue(oneLine(clamp(String(value), 2000)).trim() || '—'),
})

/** OSCAL's token: begins with a letter or underscore and holds letters, digits, `.`, `-`, `_`. */
export function token(text: string): string {
  const plainText = oneLine(clamp(text, 200)).replace(/[^\p{L}\p{N}.\-_]/gu, '_')
  return /^[\p{L}_]/u.test(plainText) ? plainText : `_${plainText}`
}

/** OSCAL allows no empty list: the member is left out instead. */
export const some = <K extends string, T>(name: K, list: readonly T[]): { readonly [key in K]?: readonly T[] } =>
  list.length === 0 ? {} : ({ [name]: list } as { readonly [key in K]: readonly T[] })
