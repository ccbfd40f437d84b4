import { either } from '../../base/text.ts'
import type { Lang } from '../../base/text.ts'
import { daySchema } from '../records/fields.ts'
import { plain } from './field.ts'
import type { Cell, ImportWords, Named, Trouble } from './field.ts'

type Read<T> = { readonly value: T } | { readonly trouble: Trouble }

const CUT = 80
const short = (text: string): string => (text.length > CUT ? `${text.slice(0, CUT - 1)}…` : text)
const trouble = (code: Trouble['code'], params: Trouble['params']): { readonly trouble: Trouble } => ({
  trouble: { code, params },
})

/** The code that the text names, by itself or by its word in either language. */
export function codeIn<C extends string>(
  codes: readonly C[],
  text: string,
  words: Pick<ImportWords, 'word'>,
): C | null {
  const sought = plain(text)
  return (
    codes.find((code) => [code, words.word(code, 'ja'), words.word(code, 'en')].some((one) => plain(one) === sought)) ??
    null
  )
}

export function readCode<C extends string>(codes: readonly C[], { text, lang }: Cell, words: ImportWords): Read<C> {
  const found = codeIn(codes, text, words)
  if (found !== null) return { value: found }
  return trouble('word-unknown', {
    text: short(text),
    known: codes.map((code) => words.word(code, lang)).join(lang === 'ja' ? '、' : ', '),
  })
}

/** A list as people write it: a line each, or with commas and points between. What is a name as a whole is never cut. */
export function listed(text: string, isName: (piece: string) => boolean, between = /[,;、・，；/]/): readonly string[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) => (isName(line) ? [line] : line.split(between)))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
}

export function readCodes<C extends string>(codes: readonly C[], cell: Cell, words: ImportWords): Read<C[]> {
  const pieces = listed(cell.text, (piece) => codeIn(codes, piece, words) !== null)
  const read = pieces.map((text) => readCode(codes, { ...cell, text }, words))
  const wrong = read.find((one) => 'trouble' in one)
  if (wrong !== undefined && 'trouble' in wrong) return wrong
  const found = new Set(read.flatMap((one) => ('value' in one ? [one.value] : [])))
  // In the order of the table, so that the same set is the same list.
  return { value: codes.filter((code) => found.has(code)) }
}

interface Book {
  readonly byId: ReadonlyMap<string, Named>
  readonly byName: ReadonlyMap<string, readonly Named[]>
}

const BOOKS = new WeakMap<readonly Named[], Book>()

/** The records by what they are called. Made once for a list: a table names them thousands of times. */
function bookOf(all: readonly Named[]): Book {
  const known = BOOKS.get(all)
  if (known !== undefined) return known
  const byName = new Map<string, Named[]>()
  for (const one of all)
    for (const name of new Set([one.id, one.name.ja, one.name.en].map(plain))) {
      if (name === '') continue
      const list = byName.get(name) ?? []
      list.push(one)
      byName.set(name, list)
    }
  const book = { byId: new Map(all.map((one) => [one.id, one])), byName }
  BOOKS.set(all, book)
  return book
}

/** The id of the one record that the text names. An id stands before a name. */
export function readName(all: readonly Named[], text: string): Read<string> {
  const { byId, byName } = bookOf(all)
  if (byId.has(text)) return { value: text }
  const [found, second] = byName.get(plain(text)) ?? []
  if (found === undefined) return trouble('name-unknown', { text: short(text) })
  return second === undefined ? { value: found.id } : trouble('name-ambiguous', { text: short(text) })
}

export function readNames(all: readonly Named[], { text }: Cell): Read<string[]> {
  const pieces = listed(text, (piece) => bookOf(all).byName.has(plain(piece)))
  const read = pieces.map((piece) => readName(all, piece))
  const wrong = read.find((one) => 'trouble' in one)
  if (wrong !== undefined && 'trouble' in wrong) return wrong
  return { value: [...new Set(read.flatMap((one) => ('value' in one ? [one.value] : [])))] }
}

/** What cells call the record: its name where no other has it, else its id. */
export function writeName(all: readonly Named[], id: string, lang: Lang): string {
  const { byId, byName } = bookOf(all)
  const found = byId.get(id)
  const name = either(found?.name, lang)
  // A name of several lines could not be told from several names.
  if (name === '' || /[\r\n]/.test(name)) return id
  return byName.get(plain(name))?.length === 1 ? name : id
}

export const writeNames = (all: readonly Named[], ids: readonly string[], lang: Lang): string =>
  ids.map((id) => writeName(all, id, lang)).join('\n')

/** A whole number, in half or full width. */
export function readNumber(cell: Cell): Read<number> {
  const text = cell.text.normalize('NFKC')
  return /^\d{1,6}(\.0+)?$/.test(text)
    ? { value: Math.trunc(Number(text)) }
    : trouble('number-expected', { text: short(cell.text) })
}

// Day 1 of a spreadsheet is 1 January 1900; it counts a 29 February 1900 that never was.
const SHEET_EPOCH = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000
const LAST_SHEET_DAY = 200_000

/** A day: `2026-12-15`, `2026/12/15`, `2026年12月15日`, or the number by which spreadsheets keep days. */
export function readDay(cell: Cell): Read<string> {
  const text = cell.text.normalize('NFKC').trim()
  const serial = cell.isNumber ? Number(text) : Number.NaN
  if (serial >= 61 && serial < LAST_SHEET_DAY)
    return { value: new Date(SHEET_EPOCH + Math.floor(serial) * DAY_MS).toISOString().slice(0, 10) }
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  const made = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return daySchema.safeParse(made).success ? { value: made } : trouble('day-expected', { text: short(cell.text) })
}
