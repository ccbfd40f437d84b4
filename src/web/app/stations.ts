import type { Summary } from '../api/shapes.ts'
import type { Text } from '../../base/text.ts'
import { isAuditing, verdictFacts } from './verdict-facts.ts'

/** How a station stands: `done` when nothing is open there, `refuted` when a proof speaks against it. */
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

const isOpen = (count: number): Standing => (count === 0 ? 'done' : 'open')
const still = (count: number): Text =>
  count === 0 ? { ja: '未完了なし', en: 'nothing open' } : { ja: `未完了 ${count}件`, en: `${count} open` }
const joined = (a: Text, b: Text): Text => ({ ja: `${a.ja}・${b.ja}`, en: `${a.en}, ${b.en}` })
const at = ({ open }: Summary, station: string): number => open[station] ?? 0
const coming = (): Fact => ({ standing: 'coming', fact: { ja: '準備中', en: 'coming' } })

/** The stations in the order of the work, each with one short fact. */
export const STATIONS: readonly Station[] = [
  {
    path: '/organisation',
    name: { ja: '組織とサービス', en: 'Organisation and services' },
    about: ({ services }) => ({
      standing: isOpen(services === 0 ? 1 : 0),
      fact: { ja: `サービス ${services}件`, en: `${services} services` },
    }),
  },
  {
    path: '/scope',
    name: { ja: '適用範囲', en: 'Scope' },
    about: (summary) => ({
      standing: isOpen(at(summary, 'scope')),
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
      standing: isOpen(assets === 0 ? 1 : 0),
      fact: { ja: `${assets}件`, en: `${assets}` },
    }),
  },
  {
    path: '/risks',
    name: { ja: 'リスク', en: 'Risks' },
    about: (summary) => ({
      standing: isOpen(at(summary, 'risk')),
      fact: joined({ ja: `${summary.risks.total}件`, en: `${summary.risks.total}` }, still(at(summary, 'risk'))),
    }),
  },
  {
    path: '/treatment',
    name: { ja: 'リスク対応', en: 'Risk treatment' },
    about: (summary) => ({
      standing: isOpen(at(summary, 'treatment')),
      fact: joined(
        { ja: `受容 ${summary.risks.accepted}件`, en: `${summary.risks.accepted} accepted` },
        still(at(summary, 'treatment')),
      ),
    }),
  },
  {
    path: '/gap',
    name: { ja: 'ギャップ確認', en: 'Gap check' },
    about: (summary) => ({
      standing: isOpen(at(summary, 'gap')),
      fact: { ja: `見落とし ${at(summary, 'gap')}件`, en: `${at(summary, 'gap')} overlooked` },
    }),
  },
  {
    path: '/statement',
    name: { ja: '適用宣言書', en: 'Statement of Applicability' },
    about: (summary) => ({
      standing: (summary.statement['refuted'] ?? 0) > 0 ? 'refuted' : isOpen(at(summary, 'soa')),
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
    about: (summary) => ({ standing: isOpen(at(summary, 'customers')), fact: still(at(summary, 'customers')) }),
  },
  {
    path: '/evidence',
    name: { ja: '証拠', en: 'Evidence' },
    about: (summary) => ({ standing: isOpen(at(summary, 'evidence')), fact: still(at(summary, 'evidence')) }),
  },
  { path: '/audit', name: { ja: '技術監査', en: 'Technical audit' }, about: auditFact },
  { path: '/internal-audit', name: { ja: '内部監査', en: 'Internal audit' }, about: coming },
  { path: '/certificate', name: { ja: '認証', en: 'Certificate' }, about: coming },
  { path: '/assertion', name: { ja: '言明書', en: 'Assertion' }, about: coming },
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
    standing: refuted > 0 ? 'refuted' : isOpen(undetermined),
    fact: { ja: `反証 ${refuted}・不明 ${undetermined}`, en: `${refuted} refuted, ${undetermined} unknown` },
  }
}
