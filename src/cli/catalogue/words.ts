import type { Text } from '../../base/text.ts'
import type { DiffRow } from '../../catalogue/diff.ts'
import type { Origin } from '../../catalogue/resolve.ts'
import type { Confidence, Edition, Item, ItemKind, Relation, Role, Technique } from '../../catalogue/schema.ts'

const of = (ja: string, en: string): Text => ({ ja, en })

/** The words by which the catalogue's codes are shown. */
export const STATUS: Readonly<Record<Edition['status'], Text>> = {
  current: of('現行', 'current'),
  withdrawn: of('廃止', 'withdrawn'),
  unconfirmed: of('未確認', 'unconfirmed'),
}

export const KIND: Readonly<Record<ItemKind, Text>> = {
  clause: of('箇条', 'clause'),
  theme: of('区分', 'theme'),
  objective: of('管理目的', 'objective'),
  control: of('管理策', 'control'),
  detailedControl: of('詳細管理策', 'detailed control'),
  requirement: of('要求事項', 'requirement'),
  basicStatementRequirement: of('基本言明要件', 'basic statement requirement'),
  erratum: of('正誤', 'erratum'),
}

export const ROLE: Readonly<Record<Role | 'all', Text>> = {
  customer: of('カスタマ', 'customer'),
  provider: of('プロバイダ', 'provider'),
  all: of('共通', 'all'),
}

export const GUIDANCE: Readonly<Record<Item['guidance'], Text>> = {
  separate: of('個別', 'separate'),
  shared: of('共通', 'shared'),
  none: of('なし', 'none'),
}

export const CONFIDENCE: Readonly<Record<Confidence, Text>> = {
  confirmed: of('確認済み', 'confirmed'),
  'single-source': of('一つの資料による', 'from one source'),
  unconfirmed: of('未確認', 'unconfirmed'),
  ours: of('当製品による', 'ours'),
}

export const RELATION: Readonly<Record<Relation, Text>> = {
  equal: of('同じ', 'equal'),
  subset: of('含まれる', 'subset'),
  superset: of('含む', 'superset'),
  intersects: of('重なる', 'intersects'),
  none: of('なし', 'none'),
}

export const ORIGIN: Readonly<Record<Origin['as'], Text>> = {
  states: of('本文', 'states'),
  extends: of('クラウド固有の手引', 'extends'),
  same: of('同じ（参照）', 'same, by reference'),
}

export const TECHNIQUE: Readonly<Record<Technique, Text>> = {
  observation: of('観察', 'observation'),
  inspection: of('閲覧', 'inspection'),
  inquiry: of('質問', 'inquiry'),
  reperformance: of('再実施', 're-performance'),
}

export const CHANGED: Readonly<Record<DiffRow['changed'][number], Text>> = {
  id: of('項番', 'number'),
  title: of('題名', 'title'),
  roles: of('役割', 'roles'),
  guidance: of('手引', 'guidance'),
}

export const WORDS = {
  edition: of('版', 'edition'),
  status: of('状態', 'status'),
  items: of('項目数', 'items'),
  name: of('名称', 'name'),
  title: of('題名', 'title'),
  number: of('項番', 'number'),
  roles: of('役割', 'roles'),
  guidance: of('手引', 'guidance'),
  objective: of('管理目的', 'objective'),
  obligation: of('求められること', 'what it asks'),
  confidence: of('確度', 'confidence'),
  kind: of('種別', 'kind'),
  source: of('出典', 'source'),
  base: of('基になる版', 'base'),
  replaces: of('置き換える版', 'replaces'),
  equivalents: of('同等の規格', 'equivalents'),
  includes: of('参照により含む版', 'included by reference'),
  suffixes: of('末尾の記号', 'suffixes'),
  from: of('由来', 'from'),
  relation: of('関係', 'relation'),
  old: of('旧', 'old'),
  new: of('新', 'new'),
  changed: of('変わった点', 'changed'),
  note: of('注記', 'note'),
  ours: of(
    '当製品による説明と質問（規格の文ではありません）',
    'Our own explanation and questions (not the text of the standard)',
  ),
  licensed: of('取り込んだ規格の文', 'Imported text of the standard'),
  explanation: of('説明', 'explanation'),
  have: of('用意するもの', 'what to have'),
  shows: of('それを示すもの', 'what shows it'),
  questions: of('監査の質問', 'audit questions'),
  mappings: of('対応', 'mappings'),
  procedures: of('監査ガイドの手続', 'procedures of the audit guide'),
  structureOnly: of('構成のみ（項目は取り込みます）', 'structure only (items are imported)'),
  unconfirmedTitle: of('（題名は未確認）', '(title unconfirmed)'),
  oursTitle: of('（題名は仮訳）', '(title: our translation)'),
  isNew: of('新設', 'new'),
  isGone: of('対応なし', 'nothing corresponds'),
  noHit: of('該当する項目はありません。', 'Nothing was found.'),
  answered: of('見直し', 'to review'),
  withoutTarget: of('移す先のない回答', 'answers without a target'),
  unanswered: of('回答のない項目', 'items without an answer'),
} as const satisfies Record<string, Text>

/** The sentences of the commands; `{name}` is filled. */
export const SENTENCES = {
  unknownEdition: of(
    '版 {edition} はありません。「akashi catalogue list」で一覧を表示します。',
    'There is no edition {edition}; “akashi catalogue list” shows them.',
  ),
  unknownItem: of('版 {edition} に項目 {item} はありません。', 'Edition {edition} has no item {item}.'),
  noMapping: of('版 {from} から {to} への対応表はありません。', 'There is no mapping from {from} to {to}.'),
  unconfirmedEdition: of(
    '版 {edition} は未確認です。自らの規格票と照合したら「akashi catalogue confirm {edition} --by 氏名」で記録してください。',
    'Edition {edition} is unconfirmed. When you have checked it against your own copy, record that with “akashi catalogue confirm {edition} --by NAME”.',
  ),
  dryRun: of(
    '試行: {rows} 行を確認しました。何も書き込んでいません。',
    'Dry run: {rows} rows were checked; nothing was written.',
  ),
  imported: of('{rows} 行を取り込み、{path} に書き込みました。', '{rows} rows were imported and written to {path}.'),
  refused: of('誤りがあるため、何も取り込みませんでした。', 'Nothing was imported, because of the errors above.'),
  notPublished: of('誤りがあるため、発行しませんでした。', 'Nothing was published, because of the errors above.'),
  noDangling: of('行き先のない参照はありません。', 'Every reference leads somewhere.'),
  dangling: of('{pointer}: 参照先がありません（{kind} {reference}）', '{pointer}: leads nowhere ({kind} {reference})'),
  unknownProcedure: of('監査ガイドに {procedure} はありません。', 'The audit guide has no {procedure}.'),
  needsOut: of(
    'この形式はファイルに書き込みます。--out で指定してください。',
    'This format goes to a file; name one with --out.',
  ),
  wrongFile: of('{path} を読めません: {detail}', '{path} cannot be read: {detail}'),
  corrected: of(
    '版 {edition} の {item} の題名を訂正し、{path} に記録しました。',
    'The title of {item} in {edition} was corrected; recorded in {path}.',
  ),
  confirmed: of(
    '版 {edition} を確認済みとして {path} に記録しました。',
    'Edition {edition} was recorded as confirmed in {path}.',
  ),
  written: of('{path} に書き込みました。', 'Written to {path}.'),
  wrongOption: of('{option} に使えるのは {values} です。', '{option} takes {values}.'),
  alreadyThere: of(
    '{id} は既にある版の名前です。発行した版は変わりません。別の名前を --as で指定してください。',
    '{id} is the name of an edition that exists, and an edition never changes; choose another name with --as.',
  ),
  wrongId: of(
    '{id} は版の名前に使えません。英小文字、数字、ハイフン、ピリオドで指定してください（例: our-list-1）。',
    '{id} cannot be the name of an edition: use small letters, digits, hyphens and dots (our-list-1).',
  ),
  notOscal: of('{path} は OSCAL の文書ではありません。', '{path} is not an OSCAL document.'),
  unchecked: of(
    '管理策及びパラメータへの参照 {count} 件は、定義する文書がないため確かめていません。カタログを --with で指定してください。',
    '{count} references to controls and parameters were not checked, since no document here defines any: name the catalogs with --with.',
  ),
  overwrites: of(
    '{path} は既にあります。上書きするには --force を指定してください。',
    '{path} exists already; --force replaces it.',
  ),
} as const satisfies Record<string, Text>
