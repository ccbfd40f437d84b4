import type { Lang } from '../../base/text.ts'
import type { Field, ImportForm, ImportWords } from '../../isms/import/field.ts'
import type { PlainSheet } from '../xlsx/plain-workbook.ts'

type Lines = PlainSheet['lines']

const WORDS = {
  ja: {
    guide: '記入の手引',
    heads: ['列', '必須', '記入すること', '使える語'],
    required: '必須',
    id: 'ID。既にある記録を指す。空欄は名称で探し、なければ新しく登録する',
  },
  en: {
    guide: 'How to fill in',
    heads: ['Column', 'Required', 'What to write', 'Words'],
    required: 'required',
    id: 'The id of a record that there is. Empty: it is looked for by its name, and made anew where there is none',
  },
} as const

const ID = 'ID'

/** The records as the table that the import reads: ids first, then every column, also those that are calculated. */
export const importLines = <B>(
  { fields }: ImportForm<B>,
  records: readonly { readonly id: string; readonly body: B }[],
  words: ImportWords,
  lang: Lang,
): Lines => [
  [ID, ...fields.map(({ heading }) => heading[lang])],
  ...records.map(({ id, body }) => [id, ...fields.map(({ write }) => write(body, words, lang))]),
]

/** What stands in which column, for whoever fills the template in. */
export function importGuide<B>({ fields }: ImportForm<B>, words: ImportWords, lang: Lang): PlainSheet {
  const said = WORDS[lang]
  const row = ({ heading, required, help, codes = [] }: Field<B>): Lines[number] => [
    heading[lang],
    required === undefined ? '' : said.required,
    help[lang],
    codes.map((code) => words.word(code, lang)).join(lang === 'ja' ? '、' : ', '),
  ]
  return { name: said.guide, lines: [said.heads, [ID, '', said.id, ''], ...fields.map(row)] }
}
