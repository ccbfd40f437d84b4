import type { Summary } from '../api/shapes.ts'
import type { Text } from '../../base/text.ts'
import { isAuditing, verdictFacts } from './verdict-facts.ts'

/** How a station stands: `done` when it has begun and nothing is open there, `refuted` when a proof speaks against it. */
export type Standing = 'done' | 'open' | 'refuted' | 'coming'

interface Fact {
  readonly standing: Standing
  readonly fact: Text
}

export interface Station {
  readonly path: string
  readonly name: Text
  readonly about: (summary: Summary) => Fact
}

/** Where nothing has begun nothing can be open, and yet nothing is done. */
const standing = (count: number, hasBegun: boolean): Standing => (count === 0 && hasBegun ? 'done' : 'open')
const still = (count: number, hasBegun = true): Text =>
  !hasBegun
    ? { ja: '未着手', en: 'not begun' }
    : count === 0
      ? { ja: '未完了なし', en: 'nothing open' }
      : { ja: `未完了 ${count}件`, en: `${count} open` }
const isAsked = ({ statement }: Summary): boolean => (statement['total'] ?? 0) > 0
const joined = (a: Text, b: Text): Text => ({ ja: `${a.ja}・${b.ja}`, en: `${a.en}, ${b.en}` })
const at = ({ open }: Summary, station: string): number => open[station] ?? 0
const coming = (): Fact => ({ standing: 'coming', fact: { ja: '準備中', en: 'coming' } })

/** The stations in the order of the work, each with one short fact. */
export const STATIONS: readonly Station[] = [
  {
    path: '/organisation',
    name: { ja: '組織とサービス', en: 'Organisation and services' },
    about: ({ services }) => ({
      standing: standing(0, services > 0),
      fact: { ja: `サービス ${services}件`, en: `${services} ${services === 1 ? 'service' : 'services'}` },
    }),
  },
  {
    path: '/scope',
    name: { ja: '適用範囲', en: 'Scope' },
    about: (summary) => ({
      standing: standing(at(summary, 'scope'), summary.versions.scope !== null),
      fact: joined(
        summary.versions.scope === null
          ? { ja: '版なし', en: 'no version' }
          : { ja: `第${summary.versions.scope}版`, en: `version ${summary.versions.scope}` },
        still(at(summary, 'scope')),
      ),
    }),
  },
  {
    path: '/assets',
    name: { ja: '資産', en: 'Assets' },
    about: ({ assets }) => ({
      standing: standing(0, assets > 0),
      fact: { ja: `${assets}件`, en: `${assets}` },
    }),
  },
  {
    path: '/risks',
    name: { ja: 'リスク', en: 'Risks' },
    about: (summary) => ({
      standing: standing(at(summary, 'risk'), summary.risks.total > 0),
      fact: joined({ ja: `${summary.risks.total}件`, en: `${summary.risks.total}` }, still(at(summary, 'risk'))),
    }),
  },
  {
    path: '/treatment',
    name: { ja: 'リスク対応', en: 'Risk treatment' },
    about: (summary) => ({
      standing: standing(at(summary, 'treatment'), summary.risks.total > 0),
      fact: joined(
        { ja: `受容 ${summary.risks.accepted}件`, en: `${summary.risks.accepted} accepted` },
        still(at(summary, 'treatment'), summary.risks.total > 0),
      ),
    }),
  },
  {
    path: '/gap',
    name: { ja: 'ギャップ確認', en: 'Gap check' },
    about: (summary) => ({
      standing: standing(at(summary, 'gap'), isAsked(summary)),
      fact: isAsked(summary)
        ? { ja: `見落とし ${at(summary, 'gap')}件`, en: `${at(summary, 'gap')} overlooked` }
        : still(0, false),
    }),
  },
  {
    path: '/statement',
    name: { ja: '適用宣言書', en: 'Statement of Applicability' },
    about: (summary) => ({
      standing: (summary.statement['refuted'] ?? 0) > 0 ? 'refuted' : standing(at(summary, 'soa'), isAsked(summary)),
      fact: joined(
        {
          ja: `回答 ${answered(summary)} / ${summary.statement['total'] ?? 0}`,
          en: `${answered(summary)} of ${summary.statement['total'] ?? 0} answered`,
        },
        still(at(summary, 'soa')),
      ),
    }),
  },
  {
    path: '/customers',
    name: { ja: '責任の分担と顧客への情報', en: 'Shared responsibilities' },
    about: (summary) => {
      const [open, hasBegun] = [at(summary, 'customers'), summary.roles.length > 0]
      // Who provides nothing owes nothing here.
      return summary.roles.length > 0 && !summary.roles.includes('provider')
        ? { standing: 'done', fact: { ja: '該当なし', en: 'not applicable' } }
        : { standing: standing(open, hasBegun), fact: still(open, hasBegun) }
    },
  },
  {
    path: '/evidence',
    name: { ja: '証拠', en: 'Evidence' },
    about: (summary) => ({
      standing: standing(at(summary, 'evidence'), summary.evidence > 0),
      fact: joined(
        { ja: `${summary.evidence}組`, en: `${summary.evidence}` },
        still(at(summary, 'evidence'), summary.evidence > 0),
      ),
    }),
  },
  { path: '/audit', name: { ja: '技術監査', en: 'Technical audit' }, about: auditFact },
  { path: '/internal-audit', name: { ja: '内部監査', en: 'Internal audit' }, about: coming },
  { path: '/certificate', name: { ja: '認証', en: 'Certificate' }, about: coming },
  { path: '/assertion', name: { ja: '言明書', en: 'Assertion' }, about: coming },
  {
    path: '/comments',
    name: { ja: 'コメント', en: 'Comments' },
    about: (summary) => ({
      standing: standing(at(summary, 'comments'), true),
      fact:
        at(summary, 'comments') === 0
          ? { ja: '未解決なし', en: 'none open' }
          : { ja: `未解決 ${at(summary, 'comments')}件`, en: `${at(summary, 'comments')} open` },
    }),
  },
  {
    path: '/ledger',
    name: { ja: '台帳', en: 'Ledger' },
    about: () => ({ standing: 'done', fact: { ja: 'すべての変更', en: 'every change' } }),
  },
]

/** How many controls and roles have been decided. */
export const answered = ({ statement }: Summary): number =>
  (statement['total'] ?? 0) - (statement['unanswered'] ?? 0) - (statement['undecided'] ?? 0)

function auditFact(summary: Summary): Fact {
  const facts = verdictFacts(summary)
  if (isAuditing(summary)) return { standing: 'open', fact: { ja: '実行中', en: 'running' } }
  if (facts === null) return { standing: 'open', fact: { ja: '未実施', en: 'none yet' } }
  const { refuted, undetermined } = facts
  return {
    standing: refuted > 0 ? 'refuted' : standing(undetermined, true),
    fact: { ja: `反証 ${refuted}・不明 ${undetermined}`, en: `${refuted} refuted, ${undetermined} unknown` },
  }
}
