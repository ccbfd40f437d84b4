import type { z } from 'zod'
import type { necessaryControlSchema, riskSchema } from '../../isms/records/risk.ts'

type Risk = z.input<typeof riskSchema> & { readonly id: string }
type Control = z.input<typeof necessaryControlSchema> & { readonly id: string }

const EDITION = 'iso27017-2015'
const control = (id: string, name: string, items: readonly string[], owner: string): Control => ({
  id,
  name,
  source: items.length > 0 ? 'standard' : 'own',
  controls: items.map((item) => ({ edition: EDITION, item })),
  owner,
})

/** The necessary controls of the demonstration. */
export const CONTROLS: readonly Control[] = [
  control('separation', 'テナントの分離', ['13.1.3', 'CLD.9.5.1', 'CLD.13.1.4'], '基盤課長'),
  control('hardening', '仮想マシンの要塞化', ['CLD.9.5.2'], '基盤課長'),
  control('operator-log', '実務管理者の操作の記録', ['12.4.1', 'CLD.12.1.5'], '運用課長'),
  control('backup', 'バックアップ', ['12.3.1'], '運用課長'),
  control('deletion', 'データの削除及び返却', ['CLD.8.1.5'], 'サービス部長'),
  control('sharing', '責任の分担の明示', ['CLD.6.3.1'], 'サービス部長'),
  control('penetration', '四半期ごとのテナント間到達性の確認', [], '基盤課長'),
]

const OWNER = 'サービス部長'
const rated = (likelihood: number, consequence: number) => ({ likelihood, consequence })

/** A risk that was treated and accepted, at the level of what is left. */
const settled = (controls: string[], residual: { likelihood: number; consequence: number }): Risk['treatment'] => ({
  options: ['modify'],
  controls,
  residual,
  acceptance: { by: OWNER, on: '2026-05-15', level: residual.likelihood * residual.consequence },
  done: '2026-05-01',
})

const provided = { service: 'platform', role: 'provider', owner: OWNER, criteria: 'criteria-1' } as const
const used = { service: 'housing', role: 'customer', owner: OWNER, criteria: 'criteria-1' } as const

/** The risks of the demonstration: some settled, one awaiting its owner, one above the line and untreated, one property not looked at. */
export const RISKS: readonly Risk[] = [
  {
    ...provided,
    id: 'tenant-reach',
    title: '他テナントの仮想サーバへの到達',
    description: 'ネットワークの設定の不備により、あるテナントが他テナントに到達する。',
    loses: ['confidentiality', 'integrity'],
    assets: ['tenant-networks', 'platform-customerData'],
    threats: ['tenant-separation-failure', 'misconfiguration'],
    rating: rated(3, 5),
    treatment: {
      options: ['modify'],
      controls: ['separation', 'penetration'],
      residual: rated(1, 5),
      due: '2026-12-15',
    },
  },
  {
    ...provided,
    id: 'management-reach',
    title: 'テナントから管理ネットワークへの到達',
    loses: ['confidentiality', 'integrity', 'availability'],
    assets: ['hypervisor'],
    threats: ['management-interface-exposure'],
    rating: rated(2, 5),
  },
  {
    ...provided,
    id: 'operator-abuse',
    title: '運用担当者による特権の濫用',
    loses: ['confidentiality'],
    assets: ['platform-customerData'],
    threats: ['administrator-abuse'],
    rating: rated(2, 4),
    treatment: settled(['operator-log'], rated(1, 4)),
  },
  {
    ...provided,
    id: 'remaining-data',
    title: '解約後に残った顧客データの漏えい',
    loses: ['confidentiality'],
    assets: ['platform-customerData', 'platform-derivedData'],
    threats: ['incomplete-deletion'],
    rating: rated(2, 4),
    treatment: settled(['deletion'], rated(1, 4)),
  },
  {
    ...provided,
    id: 'lost-data',
    title: '顧客データの消失',
    loses: ['availability', 'integrity'],
    assets: ['platform-customerData'],
    threats: ['data-loss'],
    rating: rated(3, 4),
    treatment: settled(['backup'], rated(1, 4)),
  },
  {
    ...used,
    id: 'base-outage',
    title: 'データセンター IaaS の停止',
    loses: ['availability'],
    assets: ['housing-customerData'],
    threats: ['upstream-outage'],
    rating: rated(2, 3),
    treatment: { options: ['retain'], acceptance: { by: OWNER, on: '2026-05-15', level: 6 } },
  },
  {
    ...used,
    id: 'base-data',
    title: '基盤事業者による顧客データの閲覧',
    loses: ['confidentiality'],
    assets: ['housing-customerData'],
    threats: ['loss-of-governance', 'jurisdiction'],
    rating: rated(2, 4),
    treatment: settled(['sharing'], rated(1, 4)),
  },
]
