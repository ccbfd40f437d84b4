import type { Text } from '../../base/text.ts'
import type { ImportProblemCode, Trouble } from '../../isms/import/field.ts'

/** Every problem of an import, to whoever made the table: what was found, and what to do. */
const SENTENCES: Readonly<Record<ImportProblemCode, Text>> = {
  'nothing-there': {
    ja: '見出しの行と、その下に1行以上が必要です。',
    en: 'There has to be a row of headings, and at least one row below it.',
  },
  'column-unknown': {
    ja: '見出し「{column}」は分かりません。様式の見出しに直すか、列を削除してください。',
    en: 'The heading “{column}” is not known. Use a heading of the template, or delete the column.',
  },
  'column-twice': {
    ja: '見出し「{column}」と同じ意味の列が2つあります。',
    en: 'Two columns mean the same as “{column}”.',
  },
  'column-missing': {
    ja: '新しい行には「{column}」の列が必要です。',
    en: 'New rows need the column “{column}”.',
  },
  'cell-empty': { ja: '「{column}」が空です。', en: '“{column}” is empty.' },
  'cell-too-long': {
    ja: '「{column}」が上限（{limit}）を超えています。',
    en: '“{column}” is longer than it may be ({limit}).',
  },
  'cell-invalid': { ja: '「{column}」に使えない値があります。', en: '“{column}” holds what it cannot hold.' },
  'word-unknown': {
    ja: '「{column}」の「{text}」は分かりません。次の語を使ってください: {known}',
    en: '“{text}” is no word for “{column}”. Use one of these: {known}',
  },
  'name-unknown': {
    ja: '「{column}」の「{text}」は登録されていません。',
    en: '“{text}” in “{column}” is not recorded.',
  },
  'name-ambiguous': {
    ja: '「{column}」の「{text}」という名称は複数あります。ID で指定してください。',
    en: 'More than one record is called “{text}” (in “{column}”). Name it by its id.',
  },
  'number-expected': {
    ja: '「{column}」の「{text}」は整数ではありません。',
    en: '“{text}” in “{column}” is no whole number.',
  },
  'day-expected': {
    ja: '「{column}」の「{text}」は日付として読めません。例: 2026-12-15',
    en: '“{text}” in “{column}” cannot be read as a day. Such as 2026-12-15.',
  },
  'step-unknown': {
    ja: '評価 {text} は、リスク基準の尺度（1〜{highest}）の外です。',
    en: 'The rating {text} lies outside the scale of the criteria (1 to {highest}).',
  },
  'rating-half': {
    ja: '起こりやすさと影響は、両方を記入するか、両方を空にしてください。',
    en: 'Give both likelihood and consequence, or neither.',
  },
  'criteria-unknown': {
    ja: 'リスク基準に「{text}」という版はありません。',
    en: 'There is no version “{text}” of the risk criteria.',
  },
  'id-invalid': {
    ja: 'ID「{text}」は使えません（英数字、「.」「_」「-」）。',
    en: 'The id “{text}” cannot be used (letters, digits, “.”, “_”, “-”).',
  },
  'row-ambiguous': {
    ja: '同じ名称の記録が複数あります。ID の列を加えて指定してください。',
    en: 'More than one record has this name. Add a column of ids to say which.',
  },
  'row-twice': { ja: '{row} 行目と同じ記録を指しています。', en: 'It is for the same record as row {row}.' },
}

/** A problem of an import as a sentence in each language. */
export function importText({ code, params }: Trouble): Text {
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '?'))
  return { ja: fill(SENTENCES[code].ja), en: fill(SENTENCES[code].en) }
}
