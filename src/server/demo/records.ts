import type { z } from 'zod'
import { applicabilityId } from '../../isms/records/applicability.ts'
import { SCHEMAS } from '../../isms/records/kinds.ts'
import type { Kind } from '../../isms/records/kinds.ts'
import { STARTER_CRITERIA } from '../../isms/starter-criteria.ts'
import { ANSWERS } from './answers.ts'
import { CONTROLS, RISKS } from './risks.ts'

/** A record of the demonstration. */
export interface DemoRecord {
  readonly kind: Kind
  readonly id: string
  readonly body: object
}

type Input<K extends Kind> = z.input<(typeof SCHEMAS)[K]>

/** A record of the demonstration, checked by the same schemas as everything that comes in. */
export function record<K extends Kind>(kind: K, id: string, body: Input<K>): DemoRecord {
  const schema: z.ZodType<object> = SCHEMAS[kind]
  return { kind, id, body: schema.parse(body) }
}

const EDITION = 'iso27017-2015'
export const PLATFORM = 'platform'
export const HOUSING = 'housing'
const approval = { by: '情報セキュリティ委員会', on: '2026-04-01' }

const FOUNDATION: readonly DemoRecord[] = [
  record('profile', 'profile', {
    name: { ja: 'デモンストレーション組織', en: 'Demonstration organisation' },
    baseIsms: {
      standard: 'JIS Q 27001:2023',
      certificate: 'DEMO-0000',
      body: '（例示）',
      scope: 'クラウドサービスの企画、開発、運用及び保守',
      expires: '2028-03-31',
    },
    editions: ['iso27017-2015'],
  }),
  record('service', PLATFORM, {
    name: { ja: '共用クラウド基盤', en: 'Shared Cloud Platform' },
    description: {
      ja: '複数の顧客に仮想サーバと仮想ネットワークを提供する。',
      en: 'Gives several customers virtual servers and networks.',
    },
    roles: ['provider'],
    upstream: [HOUSING],
  }),
  record('service', HOUSING, {
    name: { ja: 'データセンター IaaS', en: 'Data Centre IaaS' },
    description: {
      ja: '共用クラウド基盤の物理サーバを借りるサービス。',
      en: 'The physical servers of the platform are rented from it.',
    },
    roles: ['customer'],
    provider: '（例示の事業者）',
  }),
  record('scope', 'scope-1', {
    services: [
      { service: PLATFORM, roles: ['provider'] },
      { service: HOUSING, roles: ['customer'] },
    ],
    insideBase: '基となる ISMS の適用範囲のうち、共用クラウド基盤の提供に関わる部分である。',
    boundaries: '共用クラウド基盤を構成する仮想化ホスト、ネットワーク機器、管理用端末及び運用担当部門。',
    sites: { items: [{ name: '本社' }, { name: 'データセンター', address: 'データセンター IaaS の東日本拠点' }] },
    exclusions: { items: [{ what: '社内の情報システム', reason: '共用クラウド基盤の提供に用いない。' }] },
    interfaces: { items: [{ with: '顧客', what: '管理用 API 及び仮想ネットワークの接続点' }] },
    outsourced: { items: [{ what: '物理サーバの運用', to: 'データセンター IaaS の事業者' }] },
    statement: {
      ja: '共用クラウド基盤の提供（プロバイダ）及びその基盤としてのデータセンター IaaS の利用（カスタマ）に係る情報セキュリティマネジメント',
      en: 'Information security management for the provision of Shared Cloud Platform (provider) and the use of Data Centre IaaS as its base (customer)',
    },
    approval,
  }),
  record('criteria', 'criteria-1', { ...STARTER_CRITERIA, approval }),
  ...(['customerData', 'derivedData'] as const).flatMap((sort) =>
    [PLATFORM, HOUSING].map((service) =>
      record('asset', `${service}-${sort}`, {
        name:
          sort === 'customerData'
            ? { ja: '顧客のデータ', en: 'Customer data' }
            : { ja: '利用の記録', en: 'Records of use' },
        class: sort,
        services: [service],
        owner: 'サービス部長',
        location: '東日本拠点',
      }),
    ),
  ),
  record('asset', 'tenant-networks', {
    name: { ja: 'テナントの仮想ネットワーク', en: 'Virtual networks of tenants' },
    class: 'virtualNetwork',
    services: [PLATFORM],
    owner: '基盤課長',
  }),
  record('asset', 'hypervisor', {
    name: { ja: '仮想化ホスト', en: 'Hypervisor' },
    class: 'function',
    services: [PLATFORM],
    owner: '基盤課長',
  }),
]

const TREATED: readonly DemoRecord[] = [
  ...CONTROLS.map(({ id, ...body }) => record('necessaryControl', id, body)),
  ...RISKS.map(({ id, ...body }) => record('risk', id, body)),
]

const STATED: readonly DemoRecord[] = [
  ...ANSWERS.map((answer) => record('applicability', applicabilityId(answer), answer)),
  record('responsibility', `${PLATFORM}-13.1.3`, {
    service: PLATFORM,
    control: { edition: 'iso27017-2015', item: '13.1.3' },
    who: 'both',
    provider: { ja: 'テナントごとに仮想ネットワークを分離する。', en: 'Separates the virtual network of each tenant.' },
    customer: {
      ja: '自らの仮想ネットワーク内のアクセスを制御する。',
      en: 'Controls access within its own virtual network.',
    },
  }),
  record('responsibility', `${PLATFORM}-CLD.9.5.1`, {
    service: PLATFORM,
    control: { edition: 'iso27017-2015', item: 'CLD.9.5.1' },
    who: 'provider',
    provider: {
      ja: '仮想コンピューティング環境をテナント間で分離する。',
      en: 'Separates virtual computing environments between tenants.',
    },
  }),
  record('information', `${PLATFORM}-dataLocation`, {
    service: PLATFORM,
    topic: 'dataLocation',
    text: {
      ja: '顧客のデータは日本国内の東日本拠点に保管します。',
      en: 'Customer data is kept at the eastern site in Japan.',
    },
  }),
  record('information', `${PLATFORM}-jurisdiction`, {
    service: PLATFORM,
    topic: 'jurisdiction',
    text: { ja: '日本の法令が適用されます。', en: 'The law of Japan applies.' },
  }),
]

const AUDITOR = { account: 'demo-auditor', name: '外部審査員（例示）' }

const SAID: readonly DemoRecord[] = [
  record('comment', 'comment-risk', {
    about: { kind: 'risk', id: 'tenant-reach' },
    text: '対応後の起こりやすさを 1 とした根拠を示してください。直近の技術監査では、テナント間の到達が見つかっています。',
    author: AUDITOR,
    at: '2026-11-18T01:30:00.000Z',
  }),
  record('comment', 'comment-answer', {
    about: { kind: 'applicability', id: `${EDITION}_12.3.1_provider` },
    text: '第3四半期の復元試験の記録を確認しました。',
    author: AUDITOR,
    at: '2026-11-18T02:10:00.000Z',
    settled: { by: '運用課長', on: '2026-11-19' },
  }),
]

/** All that the demonstration begins with, in the order in which it is written. */
export const DEMO_RECORDS: readonly DemoRecord[] = [...FOUNDATION, ...TREATED, ...STATED, ...SAID]
