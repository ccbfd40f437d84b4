import type { Problem } from '../base/problem.ts'
import type { Text } from '../base/text.ts'

/** What the catalogue can find wrong: `{name}` is filled from the problem's params. */
export const CATALOGUE_MESSAGES = {
  'not-json': { ja: '{file} は JSON として読めません: {detail}', en: '{file} is not JSON: {detail}' },
  'too-large': {
    ja: '{file} は大きすぎます（{size} バイト、上限 {limit}）',
    en: '{file} is too large ({size} bytes, at most {limit})',
  },
  'wrong-shape': {
    ja: '{file} の {place} が定めた形ではありません: {detail}',
    en: '{file}: {place} is not of the expected shape: {detail}',
  },
  'wrong-sheet': { ja: '{file} を表として読めません: {detail}', en: '{file} cannot be read as a sheet: {detail}' },
  'item-twice': {
    ja: '版 {edition} で項番 {item} が2回使われています',
    en: 'edition {edition} uses number {item} twice',
  },
  'item-not-a-number': {
    ja: '版 {edition} の {item} は項番の形ではありません',
    en: 'edition {edition}: {item} is not of the form of a number',
  },
  'number-reused': {
    ja: '版 {edition} は廃止した項番 {item} を再び使っています',
    en: 'edition {edition} reuses the retired number {item}',
  },
  'parent-missing': {
    ja: '版 {edition} の {item} が属する {parent} がありません',
    en: 'edition {edition}: {item} stands under {parent}, which does not exist',
  },
  'parent-cycle': {
    ja: '版 {edition} の {item} は自分自身の下に置かれています',
    en: 'edition {edition}: {item} stands under itself',
  },
  'number-not-under-parent': {
    ja: '版 {edition} の {item} は番号のうえで {parent} の下にありません',
    en: 'edition {edition}: by its number {item} does not stand under {parent}',
  },
  'number-not-on-from-base': {
    ja: '版 {edition} の {item} は基になる版の最後の番号 {last} に続いていません',
    en: 'edition {edition}: {item} does not number on from {last}, the last of its base',
  },
  'base-item-copied': {
    ja: '版 {edition} の {item} は基になる版の項目です。参照（同じ）としてください',
    en: 'edition {edition}: {item} is an item of the base; include it by reference',
  },
  'base-missing': {
    ja: '版 {edition} の基になる版 {base} がありません',
    en: 'edition {edition} is based on {base}, which does not exist',
  },
  'base-cycle': { ja: '版 {edition} は自分自身を基にしています', en: 'edition {edition} is based on itself' },
  'base-item-missing': {
    ja: '版 {edition} の {item} が参照する {base} がありません',
    en: 'edition {edition}: {item} refers to {base}, which does not exist',
  },
  'objective-missing': {
    ja: '版 {edition} の {item} の管理目的 {objective} がありません',
    en: 'edition {edition}: objective {objective} of {item} does not exist',
  },
  'cld-misplaced': {
    ja: '版 {edition} の {item} は拡張する管理目的の下にありません',
    en: 'edition {edition}: {item} does not stand under the objective that it extends',
  },
  'suffix-unknown': {
    ja: '版 {edition} の {item} の末尾 {suffix} は定められていません',
    en: 'edition {edition}: suffix {suffix} of {item} is not defined',
  },
  'guidance-without-role': {
    ja: '版 {edition} の {item} は手引を持つのに、対象の役割がありません',
    en: 'edition {edition}: {item} has guidance for no role',
  },
  'edition-missing': {
    ja: '{place} が参照する版 {edition} がありません',
    en: '{place} refers to edition {edition}, which does not exist',
  },
  'item-missing': {
    ja: '{place} が参照する {edition} の {item} がありません',
    en: '{place} refers to {item} of {edition}, which does not exist',
  },
  'role-without-guidance': {
    ja: '{place} は、{item} が手引を持たない役割 {role} について書かれています',
    en: '{place} speaks of role {role}, for which {item} has no guidance',
  },
  'id-twice': { ja: '{place} で {id} が2回使われています', en: '{place} uses {id} twice' },
  'mapping-pair-twice': {
    ja: '対応表 {mapping} に {from} と {to} の行が2回あります',
    en: 'mapping {mapping} has {from} and {to} twice',
  },
  'mapping-shape': {
    ja: '対応表 {mapping} の {from} と {to} の関係「{relation}」は行の形と合いません',
    en: 'mapping {mapping}: relation {relation} does not fit the row of {from} and {to}',
  },
  'mapping-inverse': {
    ja: '対応表 {mapping} と公表された逆の表が、{from} と {to} で食い違っています',
    en: 'mapping {mapping} and its published inverse disagree on {from} and {to}',
  },
  'alternative-missing': {
    ja: '{place} の実装基準 {n} が、存在しない {to} の代替とされています',
    en: '{place}: implementation standard {n} is an alternative to {to}, which does not exist',
  },
  'row-without-number': { ja: '{row} 行目に項番がありません', en: 'row {row} has no number' },
  'row-not-a-number': {
    ja: '{row} 行目の「{text}」は項番として読めません',
    en: 'row {row}: “{text}” cannot be read as a number',
  },
  'row-item-missing': {
    ja: '{row} 行目の項番 {item} は版 {edition} にありません',
    en: 'row {row}: {item} is not an item of {edition}',
  },
  'row-twice': {
    ja: '{row} 行目の項番 {item} は {first} 行目でも使われています',
    en: 'row {row}: {item} is also in row {first}',
  },
  'row-empty': { ja: '{row} 行目（{item}）に取り込む文がありません', en: 'row {row} ({item}) has no text to import' },
  'row-too-long': {
    ja: '{row} 行目の「{column}」が長すぎます（{size} 文字、上限 {limit}）',
    en: 'row {row}: {column} is too long ({size} characters, at most {limit})',
  },
  'row-number-cell': {
    ja: '{row} 行目の項番 {item} は数値のセルです。5.10 が 5.1 になっていないか確かめ、書式を文字列にしてください',
    en: 'row {row}: the number {item} is a numeric cell, in which 5.10 becomes 5.1; check it, and format the column as text',
  },
  'column-missing': {
    ja: '見出しに項番の列（{names}）がありません',
    en: 'no column for the number ({names}) in the header',
  },
  'column-unknown': { ja: '見出しの列「{column}」は使いません', en: 'column {column} is not used' },
  'column-twice': { ja: '見出しの列「{column}」が2回あります', en: 'column {column} stands twice' },
  'too-many-rows': { ja: '行が多すぎます（{rows} 行、上限 {limit}）', en: 'too many rows ({rows}, at most {limit})' },
  'nothing-to-import': { ja: '取り込む行がありません', en: 'there is no row to import' },
  'oscal-not-read': {
    ja: 'OSCAL の {feature}（{count} 件）は読み取りません',
    en: 'OSCAL {feature} ({count}) is not read',
  },
  'oscal-id': {
    ja: '{file} の識別子「{id}」から項番を作れません',
    en: '{file}: no number can be made of the id “{id}”',
  },
  'not-yaml': { ja: '{file} は YAML として読めません: {detail}', en: '{file} is not YAML that we read: {detail}' },
  'revision-item-missing': {
    ja: '改訂の対象 {item} は基になる版にありません',
    en: 'the revision changes {item}, which the base does not have',
  },
  'revision-item-twice': { ja: '{item} に対する変更が重なっています', en: 'more than one change touches {item}' },
  'revision-edition-exists': {
    ja: '新しい版の名前 {edition} は既に使われています',
    en: 'the new edition’s id {edition} is already taken',
  },
  'revision-base-missing': {
    ja: '改訂の基になる版 {edition} がありません',
    en: 'the revision’s base {edition} does not exist',
  },
  'policy-missing': {
    ja: '{place} が示す改訂方針 {policy} がありません',
    en: '{place} names policy {policy}, which does not exist',
  },
  'policy-without-change': { ja: '改訂方針 {policy} による変更がありません', en: 'no change follows policy {policy}' },
  'policy-undecided': { ja: '改訂方針 {policy} を決めた会議がありません', en: 'no meeting decided policy {policy}' },
  'comment-open': { ja: '意見 {no} の対応が決まっていません', en: 'comment {no} has no disposition' },
  'comment-item-missing': {
    ja: '意見 {no} の対象 {item} がありません',
    en: 'comment {no} is on {item}, which does not exist',
  },
  'comment-out-of-period': {
    ja: '意見 {no}（{date}）は募集期間の外です',
    en: 'comment {no} ({date}) came outside the comment period',
  },
  'period-reversed': {
    ja: '意見募集の終わり {to} が始まり {from} より前です',
    en: 'the comment period ends on {to}, before it begins on {from}',
  },
  'correction-outdated': {
    ja: '版 {edition} の {item} の題名の訂正は、収録の題名が変わる前のものです。見直してください',
    en: 'edition {edition}: the correction of {item} was made against a title that has changed since; review it',
  },
  'correction-without-item': {
    ja: '訂正の対象 {item} は版 {edition} にありません。訂正は保管しています',
    en: 'edition {edition} no longer has {item}, which was corrected; the correction is kept',
  },
  'suffix-added': {
    ja: '末尾 {suffix} の意味は定められていません。未確認として扱います',
    en: 'the meaning of suffix {suffix} is not defined; it is kept as unconfirmed',
  },
} as const satisfies Record<string, Text>

export type CatalogueCode = keyof typeof CATALOGUE_MESSAGES
export type CatalogueProblem = Problem & { readonly code: CatalogueCode }

/** A problem of the catalogue; an error unless said otherwise. */
export const problemOf = (
  code: CatalogueCode,
  params: Readonly<Record<string, string | number>>,
  severity: Problem['severity'] = 'error',
): CatalogueProblem => ({ code, severity, params })

/** `{name}` filled from the params; an unknown name stays as it is, so that a gap shows. */
export const fillText = (template: string, params: Readonly<Record<string, string | number>> = {}): string =>
  template.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  )

/** The sentence of a problem in both languages. */
export function sayProblem(problem: CatalogueProblem): Text {
  const { ja, en } = CATALOGUE_MESSAGES[problem.code]
  return { ja: fillText(ja, problem.params), en: fillText(en, problem.params) }
}
