import type { Command } from 'commander'
import type { Lang, Text } from '../../base/text.ts'

const of = (ja: string, en: string): Text => ({ ja, en })

/** What `--help` says of the commands about standards, in both languages. */
export const HELP = {
  json: of('JSON で出力する', 'print JSON'),
  lang: of('ja 又は en', 'ja or en'),
  folder: of('自組織の版、規格文、訂正を置くフォルダ', 'folder of your own editions, texts and corrections'),
  out: of('ファイルに書き込む', 'write to a file'),
  help: of('この説明を表示する', 'display help for command'),

  catalogue: of(
    '規格をデータとして見る: 版、項目、対応、取り込んだ規格文',
    'standards as data: editions, items, mappings, your own texts',
  ),
  list: of('版の一覧', 'the editions'),
  show: of(
    '版の概要。項目を指定すると、当製品の質問、取り込んだ規格文、対応',
    'an edition, or one item with our questions, your text and its mappings',
  ),
  items: of('版の項目', 'the items of an edition'),
  all: of('箇条、管理目的、正誤、欠番も含める', 'with clauses, objectives, errata and retired numbers'),
  onlyRole: of(
    'customer（カスタマ）又は provider（プロバイダ）に向けた項目だけ',
    'only items that speak to customer or provider',
  ),
  resolve: of('基になる版、クラウド固有の版、役割を一つの一覧に', 'base, cloud and role as one list'),
  role: of('customer、provider。指定しなければ両方', 'customer, provider; both where not given'),
  map: of('二つの版の対応表', 'the mapping between two editions'),
  diff: of('二つの版を並べて比べる', 'two editions side by side'),
  diffFormat: of('text、json、xlsx、pdf、docx', 'text, json, xlsx, pdf or docx'),
  search: of('番号、題名、当製品の文に語を含む項目を探す', 'items whose number, title or our own texts hold the words'),
  inEdition: of('この版だけを探す', 'only in this edition'),
  carry: of(
    '回答（{item, answer} の JSON 配列）を別の版に移す',
    'carry answers (a JSON array of {item, answer}) from one edition to another',
  ),
  import: of(
    '規格文（--edition）又は公表された一覧（--as）を取り込む。csv、tsv、xlsx、OSCAL',
    'your licensed text (--edition) or an official list (--as): csv, tsv, xlsx or OSCAL',
  ),
  layOn: of('この版の項目に規格文を重ねる', 'lay the text on to this edition'),
  as: of('この名前の自組織の版とする', 'make an edition of your own with this id'),
  base: of(
    '取り込む一覧の基になる版。自らの規程など、基になる版がないときは none',
    'the edition that your list goes on from; none for rules of your own',
  ),
  name: of('版の名称', 'the name of your edition'),
  source: of('どの写しか', 'whose copy it is'),
  textLang: of('言語を記していない列の言語', 'the language of columns that do not say it'),
  dryRun: of('全ての行を確かめ、何も書き込まない', 'check every row and write nothing'),
  export: of('版を OSCAL、JSON 又は CSV で書き出す', 'an edition as OSCAL, JSON or CSV'),
  exportFormat: of('oscal、json、csv', 'oscal, json or csv'),
  correct: of('未確認の題名を訂正する', 'correct a title that was not confirmed'),
  titleJa: of('日本語の題名', 'the Japanese title'),
  titleEn: of('英語の題名', 'the English title'),
  corrector: of('訂正した人', 'who corrects it'),
  confirm: of(
    '未確認の版が自らの規格票と一致することを記録する',
    'record that an unconfirmed edition agrees with your own copy',
  ),
  checker: of('確かめた人', 'who checked it'),

  revision: of('revision.yaml に基づいて自らの規程を改訂する', 'revise a standard of your own from a revision.yaml'),
  baseFile: of('基になる版の JSON ファイル', 'the base edition as a JSON file'),
  revisionCheck: of(
    '発行の前に整えるべきこと。不備があれば終了コード 1',
    'what has to be right before publishing; exit 1 where something is not',
  ),
  table: of('新旧対照表、意見対照表、改訂方針', 'the comparison table, the comments or the policies'),
  kind: of(
    'comparison（新旧対照表）、comments（意見対照表）、policies（改訂方針）、all',
    'comparison, comments, policies or all',
  ),
  tableFormat: of('xlsx、pdf、docx', 'xlsx, pdf or docx'),
  tableOut: of('書き込むファイル', 'the file to write'),
  publish: of(
    '不備がなければ、新しい版、対応表、全ての表をフォルダに書き出す',
    'the new edition, its mapping and all tables into a folder, when the checks hold',
  ),
  publishOut: of('書き込むフォルダ', 'the folder to write to'),
  keep: of(
    '新しい版とその基になる版を手元の規格にも加える',
    'also keep the new edition, and its base, in your catalogue',
  ),

  guide: of('技術監査ガイド、又はその一つの手続', 'the technical audit guide, or one procedure of it'),
  guideFormat: of('text、html、pdf、docx、oscal（監査計画）', 'text, html, pdf, docx or oscal (an assessment plan)'),

  oscal: of(
    '規格と監査ガイドを OSCAL 1.2 で書き出す。OSCAL 文書を確かめる',
    'standards and the audit guide as OSCAL 1.2; checks of OSCAL documents',
  ),
  oscalCatalog: of('版をカタログとして', 'an edition as a catalog'),
  oscalProfile: of('版を役割別のプロファイルとして', 'an edition in a role as a profile'),
  oscalMapping: of(
    '二つの版の対応表を mapping-collection として',
    'the mapping of two editions as a mapping-collection',
  ),
  oscalPlan: of('監査ガイドを assessment-plan として', 'the audit guide as an assessment-plan'),
  oscalCheck: of(
    'JSON スキーマでは見つからない、行き先のない参照。あれば終了コード 1、確かめられない参照が残れば 2',
    'references that lead nowhere, which the JSON schema lets through; exit 1 where there are some, 2 where some could not be checked',
  ),
  oscalWith: of(
    '基になる文書: カタログ、システムセキュリティ計画、監査計画',
    'documents that it builds on: catalogs, system security plan, plan',
  ),
  oscalRead: of(
    'カタログ又はプロファイルから読み取ること、読み取らないこと',
    'what we read of a catalog or profile, and what not',
  ),
} as const satisfies Readonly<Record<string, Text>>

const TITLES: ReadonlyMap<string, string> = new Map([
  ['Usage:', '使い方:'],
  ['Arguments:', '引数:'],
  ['Options:', 'オプション:'],
  ['Commands:', 'コマンド:'],
])

/** The command with the headings and the help option of its help in that language. */
export function helpIn(command: Command, lang: Lang): Command {
  command.helpOption('-h, --help', HELP.help[lang])
  return lang === 'en' ? command : command.configureHelp({ styleTitle: (title) => TITLES.get(title) ?? title })
}
