import type { Text } from '../../base/text.ts'

/** Why a file cannot be read as a table. `{…}` is filled from the parameters. */
export const SHEET_REFUSALS = {
  'too-large': {
    ja: 'ファイルが大きすぎます（上限 {limit} MiB）。',
    en: 'The file is too large (at most {limit} MiB).',
  },
  'old-or-encrypted': {
    ja: '旧形式（.xls）又はパスワードで保護されたブックです。パスワードを外し、.xlsx 又は .csv で保存してください。',
    en: 'This is an old workbook (.xls) or one behind a password. Save it as .xlsx or .csv without a password.',
  },
  'not-a-workbook': {
    ja: 'xlsx のブックではありません。.xlsx 又は .csv で保存してください。',
    en: 'This is no xlsx workbook. Save it as .xlsx or .csv.',
  },
  damaged: {
    ja: 'ブックが壊れているか、途中で切れています（{detail}）。もう一度保存してください。',
    en: 'The workbook is damaged or cut short ({detail}). Save it again.',
  },
  doctype: {
    ja: 'ブックの中に DOCTYPE 宣言があります。表計算ソフトで保存し直してください。',
    en: 'The workbook holds a DOCTYPE. Save it again from a spreadsheet program.',
  },
  'no-worksheet': { ja: 'ブックにワークシートがありません。', en: 'The workbook has no worksheet.' },
  'part-too-large': {
    ja: '展開すると大きすぎます（{part}、上限 {limit} MiB）。',
    en: 'Unpacked it is too large ({part}, at most {limit} MiB).',
  },
  'too-many-parts': {
    ja: 'ブックの中の部品が多すぎます（上限 {limit}）。',
    en: 'The workbook has too many parts (at most {limit}).',
  },
  'too-many-rows': { ja: '行が多すぎます（上限 {limit} 行）。', en: 'There are too many rows (at most {limit}).' },
  'too-many-columns': {
    ja: '列が多すぎます（上限 {limit} 列）。',
    en: 'There are too many columns (at most {limit}).',
  },
  'too-much-text': {
    ja: 'セルの文字が多すぎます（合計の上限 {limit} 文字）。',
    en: 'The cells hold too much text (at most {limit} characters in all).',
  },
  encoding: {
    ja: '文字コードが分かりません。UTF-8 又は Shift_JIS の csv で保存してください。',
    en: 'The encoding is not known. Save it as csv in UTF-8 or Shift_JIS.',
  },
  'not-a-table': {
    ja: '表ではないバイト列です。xlsx 又は csv のファイルを選んでください。',
    en: 'These bytes are no table. Choose an xlsx or csv file.',
  },
  'broken-csv': {
    ja: 'csv の {line} 行目の引用符が閉じていないか、列の区切りが正しくありません。',
    en: 'Line {line} of the csv has a quotation mark that does not close, or broken separators.',
  },
  'time-or-memory': {
    ja: '読み取りに時間又はメモリがかかりすぎたため、中止しました。',
    en: 'Reading took too much time or memory and was stopped.',
  },
  busy: {
    ja: '他の取込みを読み取っています。しばらく待ってから、やり直してください。',
    en: 'Other imports are being read. Wait a moment and try again.',
  },
} as const satisfies Record<string, Text>

export type SheetRefusal = keyof typeof SHEET_REFUSALS
export type SheetParams = Readonly<Record<string, string | number>>

export const isSheetRefusal = (code: string): code is SheetRefusal => Object.hasOwn(SHEET_REFUSALS, code)

/** The refusal as a sentence in each language. */
export function refusalText(code: SheetRefusal, params: SheetParams): Text {
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '?'))
  return { ja: fill(SHEET_REFUSALS[code].ja), en: fill(SHEET_REFUSALS[code].en) }
}

/** Thrown where a file cannot be read as a table. */
export class SheetRefused extends Error {
  readonly code: SheetRefusal
  readonly params: SheetParams
  constructor(code: SheetRefusal, params: SheetParams = {}) {
    super(refusalText(code, params).en)
    this.code = code
    this.params = params
  }
}
