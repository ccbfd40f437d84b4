import { either } from '../../base/text.ts'
import type { Lang } from '../../base/text.ts'
import type { Scope, ScopeNames } from '../../isms/records/scope.ts'
import { cell } from '../standards/table.ts'
import type { Cell, TableDocument } from '../standards/table.ts'
import { ismsWord } from './sentences.ts'
import { joined, madeLine, versionLine } from './version-line.ts'

const WORDS = {
  ja: {
    title: '適用範囲',
    of: (organisation: string) => `${organisation} 適用範囲`,
    heads: ['項目', '内容'],
    statement: '適用範囲の記述',
    services: 'クラウドサービス及び役割',
    insideBase: '基となる ISMS の適用範囲との関係',
    boundaries: '境界',
    sites: '拠点',
    exclusions: '除外及びその理由',
    interfaces: '他との境界面',
    outsourced: '委託している部分',
    missing: '（未記入）',
    none: (why: string) => `なし: ${why}`,
    also: '・',
  },
  en: {
    title: 'Scope',
    of: (organisation: string) => `${organisation}: scope`,
    heads: ['Item', 'What it says'],
    statement: 'Statement of scope',
    services: 'Cloud services and roles',
    insideBase: 'How it lies inside the base ISMS',
    boundaries: 'Boundaries',
    sites: 'Sites',
    exclusions: 'Exclusions and reasons',
    interfaces: 'Interfaces',
    outsourced: 'Outsourced parts',
    missing: '(not yet written)',
    none: (why: string) => `None: ${why}`,
    also: ', ',
  },
} as const

/** What a scope needs beside its own record: what it speaks of by name, and who makes the document on which day. */
export interface ScopeSource {
  readonly names: ScopeNames
  readonly made: { readonly by: string; readonly on: string }
}

/** S-4: the scope as documented information. What is not written says so; nothing is left out silently. */
export function scopeDocument(scope: Scope, { names, made }: ScopeSource, lang: Lang): TableDocument {
  const words = WORDS[lang]
  const organisation = either(names.organisation, lang)
  const title = organisation === '' ? words.title : words.of(organisation)
  const state = versionLine(scope, lang)
  const table = {
    name: words.title,
    title,
    lines: [state],
    columns: words.heads.map((heading, i) => ({ heading, width: i === 0 ? 25 : 75 })),
    rows: rowsOf(scope, names, lang).map(([head, text]): readonly Cell[] => [
      cell(head),
      cell(text === '' ? words.missing : text),
    ]),
  }
  const printed = scope.approval === null ? [madeLine(made, lang)] : []
  return { title, lang, foot: joined([state, ...printed], lang), tables: [table] }
}

function rowsOf(scope: Scope, names: ScopeNames, lang: Lang): readonly (readonly [string, string])[] {
  const words = WORDS[lang]
  return [
    [words.statement, either(scope.statement, lang)],
    [words.services, servicesText(scope, names, lang)],
    [words.insideBase, scope.insideBase],
    [words.boundaries, scope.boundaries],
    [words.sites, listText(scope.sites, ({ name, address }) => [name, address], lang)],
    [words.exclusions, listText(scope.exclusions, ({ what, reason }) => [what, reason], lang)],
    [words.interfaces, listText(scope.interfaces, ({ with: other, what }) => [other, what], lang)],
    [words.outsourced, listText(scope.outsourced, ({ what, to }) => [what, to], lang)],
  ]
}

function servicesText({ services }: Scope, names: ScopeNames, lang: Lang): string {
  const called = new Map(names.services.map(({ id, name }) => [id, either(name, lang)]))
  return services
    .map(({ service, roles }) => {
      const held = roles.map((role) => ismsWord(role, lang)).join(WORDS[lang].also)
      return pair(called.get(service) ?? service, held, lang)
    })
    .join('\n')
}

/** A list with a line for each item, or the reason why there is none. */
function listText<T>(
  { items, none }: { readonly items: readonly T[]; readonly none: string },
  partsOf: (item: T) => readonly [string, string],
  lang: Lang,
): string {
  if (items.length > 0) return items.map((item) => pair(...partsOf(item), lang)).join('\n')
  return none === '' ? '' : WORDS[lang].none(none)
}

const pair = (head: string, rest: string, lang: Lang): string =>
  rest === '' ? head : lang === 'ja' ? `${head}（${rest}）` : `${head} (${rest})`
