import type { ControlItem } from '../src/isms/control-items.ts'
import { NO_RECORDS } from '../src/isms/isms.ts'
import type { Isms, Records } from '../src/isms/isms.ts'
import { applicabilityId } from '../src/isms/records/applicability.ts'
import { SCHEMAS } from '../src/isms/records/kinds.ts'
import type { Identified, Kind } from '../src/isms/records/kinds.ts'
import { INFORMATION_TOPICS } from '../src/isms/records/responsibility.ts'
import { PROPERTIES } from '../src/isms/records/risk.ts'
import { nextSoa } from '../src/isms/soa.ts'
import { STARTER_CRITERIA } from '../src/isms/starter-criteria.ts'

/** A record with the schema's defaults filled in. */
export function record<K extends Kind>(kind: K, id: string, body: object): Identified<K> {
  const schema: { parse(value: unknown): unknown } = SCHEMAS[kind]
  return { ...(schema.parse(body) as Identified<K>), id }
}

const approval = { by: '情報セキュリティ委員会', on: '2026-04-01' }
const owner = 'サービス部長'
const both = (ja: string, en: string) => ({ ja, en })

export const CONTROLS: readonly ControlItem[] = [
  {
    edition: 'iso27002-2013',
    item: '9.1.1',
    title: both('アクセス制御方針', 'Access control policy'),
    roles: ['provider', 'customer'],
    cloud: false,
  },
  {
    edition: 'iso27017-2015',
    item: '13.1.3',
    title: both('ネットワークの分離', 'Segregation in networks'),
    roles: ['provider'],
    cloud: true,
  },
  {
    edition: 'iso27017-2015',
    item: 'CLD.6.3.1',
    title: both('共有', 'Shared roles and responsibilities'),
    roles: ['provider', 'customer'],
    cloud: true,
  },
]

const SERVICES = [
  record('service', 'store', { name: both('共同保管', 'Shared Store'), roles: ['provider'], upstream: ['base'] }),
  record('service', 'base', { name: both('基盤', 'Base'), roles: ['customer'], provider: '基盤事業者' }),
]

const HELD = [
  { service: 'store', role: 'provider' },
  { service: 'base', role: 'customer' },
] as const

const scope = record('scope', 'scope-1', {
  services: [
    { service: 'store', roles: ['provider'] },
    { service: 'base', roles: ['customer'] },
  ],
  insideBase: '基となる ISMS の適用範囲の一部である。',
  boundaries: '共同保管の提供に用いるすべての設備。',
  sites: { none: 'すべての設備を基盤事業者が運用する。' },
  exclusions: { items: [{ what: '試験環境', reason: '顧客のデータを扱わない。' }] },
  interfaces: { items: [{ with: '基盤事業者', what: 'API' }] },
  outsourced: { items: [{ what: '設備の運用', to: '基盤事業者' }] },
  statement: both('共同保管の提供及び基盤の利用', 'Provision of Shared Store and use of Base'),
  approval,
})

const risks = HELD.flatMap(({ service, role }) =>
  PROPERTIES.map((property) =>
    record('risk', `${service}-${property}`, {
      title: `${service} ${property}`,
      service,
      role,
      loses: [property],
      assets: [`${service}-customerData`],
      threats: ['shared-environment'],
      owner,
      criteria: 'criteria-1',
      rating: { likelihood: 3, consequence: 4 },
      treatment: {
        options: ['modify'],
        controls: ['separation'],
        residual: { likelihood: 1, consequence: 4 },
        acceptance: { by: owner, on: '2026-05-01', level: 4 },
        due: '2026-06-01',
        done: '2026-05-20',
      },
    }),
  ),
)

const answers = CONTROLS.flatMap((control) =>
  control.roles.map((role) => {
    const reference = { control: { edition: control.edition, item: control.item }, role }
    return record('applicability', applicabilityId(reference), {
      ...reference,
      applicable: true,
      included: [{ because: 'risk', reference: 'store-confidentiality' }],
      implementation: 'implemented',
      how: 'テナントごとに網を分ける。',
      owner: '基盤課長',
      evidence: ['evidence-1'],
    })
  }),
)

const RECORDS: Records = {
  ...NO_RECORDS,
  profile: [
    record('profile', 'profile', {
      name: both('例示組織', 'Example'),
      baseIsms: { scope: '全社', expires: '2028-03-31' },
    }),
  ],
  service: SERVICES,
  scope: [scope],
  asset: HELD.flatMap(({ service }) =>
    (['customerData', 'derivedData'] as const).map((sort) =>
      record('asset', `${service}-${sort}`, { name: both(sort, sort), class: sort, services: [service] }),
    ),
  ),
  criteria: [{ ...STARTER_CRITERIA, approval, id: 'criteria-1' }],
  risk: risks,
  necessaryControl: [
    record('necessaryControl', 'separation', {
      name: 'テナントの分離',
      source: 'standard',
      controls: [{ edition: 'iso27017-2015', item: '13.1.3' }],
    }),
  ],
  applicability: answers,
  responsibility: CONTROLS.filter(({ cloud }) => cloud).map(({ edition, item }) =>
    record('responsibility', `store-${item}`, {
      service: 'store',
      control: { edition, item },
      who: 'both',
      provider: both('網を分ける。', 'Separates networks.'),
      customer: both('設定を確かめる。', 'Checks the settings.'),
    }),
  ),
  information: INFORMATION_TOPICS.map((topic) =>
    record('information', `store-${topic}`, { service: 'store', topic, text: both('記述', 'Text') }),
  ),
  evidence: [record('evidence', 'evidence-1', { title: '設定', effective: '2026-11-01', staleOn: '2027-11-01' })],
}

const withoutSoa: Isms = { records: RECORDS, controls: CONTROLS, today: '2026-11-21' }

/** An ISMS in which nothing is open. */
export const COMPLETE: Isms = {
  ...withoutSoa,
  records: {
    ...RECORDS,
    soa: [{ ...nextSoa(withoutSoa), base: { document: '適用宣言書', version: '3' }, approval, id: 'soa-1' }],
  },
}

/** The example with the records of one kind changed. */
export const having = <K extends Kind>(
  kind: K,
  change: (records: Records[K]) => Records[K],
  isms: Isms = COMPLETE,
): Isms => ({
  ...isms,
  records: { ...isms.records, [kind]: change(isms.records[kind]) },
})
