import type { AuditResult, MatrixCell, VerdictKind } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import { plain, type Params, type Phrase } from '../sentences/phrase.ts'
import { say } from '../sentences/say.ts'
import { crossing, judgedCells, overall } from './verdict.ts'

/** The opening of every report: the verdict, one sentence that says it, and what a reader must know next. */
export interface Headline {
  readonly verdict: VerdictKind
  readonly first: Phrase
  readonly rest: readonly Phrase[]
}

/** More directions than this are counted, not listed. */
const LISTED = 4

export function headlineOf(result: AuditResult, lang: Lang): Headline {
  const verdict = overall(result)
  return { verdict, first: firstSentence(result, verdict, lang), rest: restOf(result, lang) }
}

const phrase = (code: string, params: Params, lang: Lang): Phrase => say('headline', { code, params }, lang)

function firstSentence(result: AuditResult, verdict: VerdictKind, lang: Lang): Phrase {
  if (verdict === 'refuted') return refutedSentence(result, lang)
  if (verdict === 'proved') return phrase(coversManagement(result) ? 'all-proved' : 'tenants-proved', {}, lang)
  return result.matrix.length === 0 ? nothingAsked(result, lang) : phrase('all-undetermined', {}, lang)
}

function nothingAsked({ parties }: AuditResult, lang: Lang): Phrase {
  const [only, ...others] = parties.filter(({ endpoints }) => endpoints > 0)
  return only !== undefined && others.length === 0
    ? phrase('one-party', { party: only.id }, lang)
    : phrase('nothing-asked', {}, lang)
}

const coversManagement = (result: AuditResult): boolean => result.parties.some((p) => p.kind === 'management')

function refutedSentence(result: AuditResult, lang: Lang): Phrase {
  const refuted = judgedCells(result).filter((c) => c.verdict === 'refuted')
  const kinds = new Map(result.parties.map((p) => [p.id, p.kind]))
  const pairs = new Map(
    refuted
      .filter((c) => kinds.get(c.from) === 'tenant' && kinds.get(c.to) === 'tenant')
      .map((c) => [[c.from, c.to].toSorted().join('\0'), [c.from, c.to].toSorted()]),
  )
  const management = refuted.some((c) => kinds.get(c.to) === 'management')
  const [a = '', b = ''] = [...pairs.values()][0] ?? []
  const suffix = management ? '-and-management-refuted' : '-refuted'
  if (pairs.size === 1) return phrase(`pair${suffix}`, { a, b }, lang)
  if (pairs.size > 1) return phrase(`pairs${suffix}`, { count: pairs.size }, lang)
  if (management) return phrase('management-refuted', {}, lang)
  const other = refuted[0]
  return other === undefined ? phrase('guides-refuted', {}, lang) : phrase('others-refuted', { to: other.to }, lang)
}

function restOf(result: AuditResult, lang: Lang): Phrase[] {
  const cells = judgedCells(result)
  const outward = crossing(result).length - cells.length
  const of = (verdict: VerdictKind): readonly MatrixCell[] => cells.filter((c) => c.verdict === verdict)
  return [
    ...refutedCells(of('refuted'), lang),
    ...looksOpen(result, lang),
    ...proved(of('proved'), result.matrixFolded, lang),
    ...undetermined(of('undetermined'), lang),
    ...openGuides(result, lang),
    ...(outward === 0 ? [] : [phrase('outward', { count: outward }, lang)]),
    ...(result.open.length === 0 ? [] : [phrase('evidence-to-ask', { count: result.open.length }, lang)]),
  ]
}

function refutedCells(cells: readonly MatrixCell[], lang: Lang): Phrase[] {
  if (cells.length === 0) return []
  const named = cells.slice(0, LISTED).map((c) => cellName(c, lang, 'cell-count'))
  const more = cells.length - named.length
  const list = phrase('cells-refuted', { list: join(named, lang) }, lang)
  return more === 0 ? [list] : [list, phrase('cells-more', { count: more }, lang)]
}

/** Findings where a packet arrives and no connection can come about: they look worse than they are, and a reader should know. */
function looksOpen(result: AuditResult, lang: Lang): Phrase[] {
  const count = result.findings.filter((f) => f.kind === 'delivery' && f.connected === 'no').length
  return count === 0 ? [] : [phrase('only-looks-open', { count }, lang)]
}

function proved(cells: readonly MatrixCell[], folded: number, lang: Lang): Phrase[] {
  const count = cells.length + folded
  if (count === 0) return []
  if (count > LISTED) return [phrase('count-proved', { count }, lang)]
  return [
    phrase(
      'cells-proved',
      {
        list: join(
          cells.map((c) => cellName(c, lang, 'cell-name')),
          lang,
        ),
      },
      lang,
    ),
  ]
}

function undetermined(cells: readonly MatrixCell[], lang: Lang): Phrase[] {
  if (cells.length === 0) return []
  if (cells.length > LISTED) return [phrase('count-undetermined', { count: cells.length }, lang)]
  return [
    phrase(
      'cells-undetermined',
      {
        list: join(
          cells.map((c) => cellName(c, lang, 'cell-name')),
          lang,
        ),
      },
      lang,
    ),
  ]
}

/** Guides that stay open although every cell was judged: a party without endpoints has no cell to say so. */
function openGuides({ guides }: AuditResult, lang: Lang): Phrase[] {
  const open = guides.filter((g) => g.judgement === 'cannot-be-determined').map((g) => g.guide.split('/').at(-1) ?? '')
  return open.length === 0 ? [] : [phrase('guides-undetermined', { list: join(open, lang) }, lang)]
}

const cellName = (cell: MatrixCell, lang: Lang, code: string): string =>
  plain(phrase(code, { from: cell.from, to: cell.to, count: cell.findings.length }, lang))

const join = (parts: readonly string[], lang: Lang): string =>
  lang === 'ja' ? parts.join('、') : new Intl.ListFormat('en', { type: 'conjunction' }).format(parts)
