import type { Lang } from '../../base/text.ts'

/** What fills a sentence: the `params` of a Saying, a Problem or an Unknown. */
export type Params = Readonly<Record<string, string | number>>

/** A sentence in pieces: words are ours, values come from the evidence or the engagement and are shown as such. */
export type Phrase = readonly Piece[]
export interface Piece {
  readonly text: string
  readonly kind: 'words' | 'value'
}

/** Ways to write a value other than as it is; `{from:party}` writes the party's name in the language. */
export type Writers = Readonly<Record<string, (value: string | number, lang: Lang) => Piece>>

const PLACE = /\{(\w+)(?::(\w+)|\|([^|{}]*)\|([^|{}]*))?\}/g

/**
 * The template with its places filled. `{n}` is the value; `{n:party}` the value as the writer `party` puts it;
 * `{n|path|paths}` is the first word when n is 1, else the second. A value that is missing shows as `?`, never as nothing.
 */
export function fill(template: string, params: Params, writers: Writers, lang: Lang): Phrase {
  const pieces: Piece[] = []
  let at = 0
  for (const place of template.matchAll(PLACE)) {
    if (place.index > at) pieces.push(words(template.slice(at, place.index)))
    pieces.push(filled(place, params, writers, lang))
    at = place.index + place[0].length
  }
  if (at < template.length) pieces.push(words(template.slice(at)))
  return lang === 'ja' ? spaced(pieces) : pieces
}

/** Japanese set beside Latin letters and figures takes a space, wherever the value happens to end in one. */
const spaced = (pieces: readonly Piece[]): Phrase =>
  pieces.map((piece, i) => {
    const before = pieces[i - 1]?.text ?? ''
    return touches(before, piece.text) ? { text: ` ${piece.text}`, kind: piece.kind } : piece
  })

const touches = (before: string, after: string): boolean =>
  (/[\p{sc=Latn}\d)\]]$/u.test(before) && JAPANESE_FIRST.test(after)) ||
  (JAPANESE_LAST.test(before) && /^[\p{sc=Latn}\d]/u.test(after))

const JAPANESE_FIRST = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u
const JAPANESE_LAST = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]$/u

function filled(place: RegExpExecArray, params: Params, writers: Writers, lang: Lang): Piece {
  const [, name = '', writer, one, many] = place
  const value = Object.hasOwn(params, name) ? params[name] : undefined
  if (value === undefined) return { text: '?', kind: 'value' }
  if (one !== undefined) return words(Number(value) === 1 ? one : (many ?? one))
  const write = writer !== undefined && Object.hasOwn(writers, writer) ? writers[writer] : undefined
  return write === undefined
    ? { text: String(value), kind: typeof value === 'number' ? 'words' : 'value' }
    : write(value, lang)
}

export const words = (text: string): Piece => ({ text, kind: 'words' })
export const value = (text: string): Piece => ({ text, kind: 'value' })

/** The phrase as one text. */
export const plain = (phrase: Phrase): string => phrase.map((piece) => piece.text).join('')
