import type { z } from 'zod'
import type { applicabilitySchema } from '../../isms/records/applicability.ts'
import { RISKS } from './risks.ts'

type Answer = z.input<typeof applicabilitySchema>
type Line = readonly [item: string, risk: string, how: string, owner: string]

const EDITION = 'iso27017-2015'

/** Answers in the provider role: the control, the risk that asks for it, how it is done, and by whom. */
const DONE: readonly Line[] = [
  ['CLD.6.3.1', 'base-data', '責任の分担をサービス仕様書に記載し、顧客に公開している。', 'サービス部長'],
  ['CLD.8.1.5', 'remaining-data', '解約から30日以内に顧客データを消去し、消去の記録を残している。', 'サービス部長'],
  ['CLD.9.5.2', 'tenant-reach', '標準イメージから不要なサービスを取り除いている。', '基盤課長'],
  ['CLD.12.1.5', 'operator-abuse', '実務管理者の手順を文書化し、操作を記録している。', '運用課長'],
  ['12.3.1', 'lost-data', '毎日バックアップを取得し、四半期ごとに復元を試験している。', '運用課長'],
  ['12.4.1', 'operator-abuse', '特権操作のログを改ざんできない場所に保存している。', '運用課長'],
]

/** The risk by the name that people know it by. */
const because = (risk: string): Answer['included'] => [
  { because: 'risk', reference: RISKS.find(({ id }) => id === risk)?.title ?? risk },
]

const done = ([item, risk, how, owner]: Line): Answer => ({
  control: { edition: EDITION, item },
  role: 'provider',
  applicable: true,
  included: because(risk),
  implementation: 'implemented',
  how,
  owner,
  evidence: ['separation-evidence'],
})

/** The Statement of Applicability of the demonstration, in progress: most controls have not been looked at. */
export const ANSWERS: readonly Answer[] = [
  ...DONE.map(done),
  ...['13.1.3', 'CLD.9.5.1', 'CLD.13.1.4'].map((item): Answer => ({
    control: { edition: EDITION, item },
    role: 'provider',
    applicable: true,
    included: because('tenant-reach'),
    implementation: 'implemented',
    how: 'テナントごとに VLAN と VRF を分けている。',
    owner: '基盤課長',
  })),
  {
    control: { edition: EDITION, item: '14.2.1' },
    role: 'customer',
    applicable: false,
    excluded: '基盤として利用するサービスに、受入れ試験の対象となる開発はない。',
  },
  { control: { edition: EDITION, item: '18.1.1' }, role: 'provider', applicable: null },
]
