import type { Lang } from '../../base/text.ts'
import { readCode, readCodes, readDay, readNames, writeNames } from './cells.ts'
import type { Field, ImportWords, Named, Taken } from './field.ts'

type About = Pick<Field<never>, 'key' | 'heading' | 'also' | 'help'>
type Put<B, T> = (body: B, value: T) => B

const then = <B, T>(
  read: { readonly value: T } | Extract<Taken<B>, { trouble: unknown }>,
  put: (value: T) => B,
): Taken<B> => ('trouble' in read ? read : { body: put(read.value) })

/** A column of a person's own text. */
export const textField = <B>(about: About, of: (body: B) => string, put: Put<B, string>): Field<B> => ({
  ...about,
  write: of,
  take: (body, cell) => ({ body: put(body, cell?.text ?? '') }),
})

/** A column of one code of a table, in words. */
export const codeField = <B, C extends string>(
  about: About & { readonly required?: true },
  codes: readonly C[],
  of: (body: B) => C,
  put: Put<B, C>,
): Field<B> => ({
  ...about,
  codes,
  write: (body, words, lang) => words.word(of(body), lang),
  take: (body, cell, words) =>
    cell === null ? { body } : then(readCode(codes, cell, words), (code) => put(body, code)),
})

const BETWEEN: Record<Lang, string> = { ja: '・', en: ', ' }

/** A column of several codes, in words. */
export const codesField = <B, C extends string>(
  about: About,
  codes: readonly C[],
  of: (body: B) => readonly C[],
  put: Put<B, C[]>,
): Field<B> => ({
  ...about,
  codes,
  write: (body, words, lang) =>
    codes
      .filter((code) => of(body).includes(code))
      .map((code) => words.word(code, lang))
      .join(BETWEEN[lang]),
  take: (body, cell, words) =>
    cell === null ? { body: put(body, []) } : then(readCodes(codes, cell, words), (found) => put(body, found)),
})

/** A column of names of other records. */
export const namesField = <B>(
  about: About,
  among: (words: ImportWords) => readonly Named[],
  of: (body: B) => readonly string[],
  put: Put<B, string[]>,
): Field<B> => ({
  ...about,
  write: (body, words, lang) => writeNames(among(words), of(body), lang),
  take: (body, cell, words) =>
    cell === null ? { body: put(body, []) } : then(readNames(among(words), cell), (ids) => put(body, ids)),
})

/** A column of a day. */
export const dayField = <B>(about: About, of: (body: B) => string | null, put: Put<B, string | null>): Field<B> => ({
  ...about,
  write: (body) => of(body) ?? '',
  take: (body, cell) => (cell === null ? { body: put(body, null) } : then(readDay(cell), (day) => put(body, day))),
})
