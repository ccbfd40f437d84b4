import { formatAddress } from '../base/address.ts'
import { groupBy } from '../base/group.ts'
import type { Lang } from '../base/text.ts'
import type { Cloud, Endpoint } from '../cloud/cloud.ts'
import type { Evidence } from '../evidence/read.ts'

const WORDS = {
  ja: {
    head: [
      'akashi.yaml の下書き。証拠から認識したものだけを書いています。',
      'だれの端点かは証拠からは決められません。テナントと管理に分けてください。',
    ],
    service: '（サービス名）',
    tenants:
      'テナントごとに、端点を device / address / vrf / tag / awsAccount / project で選びます。先に書いた規則が優先します。',
    found: '認識した装置と端点（まだだれのものでもありません）:',
    carrier: '他者の通信を運ぶ装置（ブリッジなど）。通常はだれの端点でもありません。',
    strange: '認識できなかったファイル:',
    permitted: '許可する通信。理由 (reason) と承認者 (approvedBy) がないものは許可になりません。',
  },
  en: {
    head: [
      'A first akashi.yaml: only what was recognised in the evidence.',
      'Evidence does not say whose an endpoint is: sort them into tenants and management.',
    ],
    service: '(name of the service)',
    tenants:
      'For each tenant choose endpoints by device / address / vrf / tag / awsAccount / project. The first rule that matches owns.',
    found: 'devices and endpoints that were recognised (nobody owns them yet):',
    carrier: 'carries the traffic of others (a bridge): usually nobody’s endpoint.',
    strange: 'files that were not recognised:',
    permitted: 'Flows that are permitted. Without a reason and an approver (approvedBy) an entry permits nothing.',
  },
} as const

/** The text of a first engagement file: what was recognised as comments to sort, what was not, and the places to fill. */
export function draftEngagement({ cloud, artifacts }: Pick<Evidence, 'cloud' | 'artifacts'>, lang: Lang): string {
  const words = WORDS[lang]
  const strange = artifacts.filter((a) => a.status === 'unrecognised').map((a) => a.path)
  const accounts = [...new Set(cloud.endpoints.flatMap((e) => e.account ?? []))]
  return [
    ...words.head.map(comment),
    'akashi: 1',
    'service:',
    `  name: { ja: ${quoted(words.service)}, en: ${quoted(WORDS.en.service)} }`,
    '  roles: [provider]',
    '',
    comment(words.tenants),
    'tenants: []',
    comment('  - id: A'),
    comment(
      `    endpoints: [ ${accounts[0] === undefined ? `{ device: ${quoted(firstHost(cloud))} }` : `{ awsAccount: ${quoted(accounts[0])} }`} ]`,
    ),
    'management:',
    '  endpoints: []',
    comment(words.permitted),
    'permitted: []',
    '',
    comment(words.found),
    ...devicesOf(cloud, words.carrier).map(comment),
    ...(strange.length === 0
      ? []
      : ['', comment(words.strange), ...strange.slice(0, 200).map((p) => comment(`  ${printable(p)}`))]),
    '',
  ].join('\n')
}

const comment = (text: string): string => `# ${text}`
const quoted = (text: string): string => JSON.stringify(printable(text))
const printable = (text: string): string =>
  text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd')

const firstHost = (cloud: Cloud): string => cloud.devices.find((d) => d.kind === 'host')?.id ?? 'host-1'

function devicesOf(cloud: Cloud, carrier: string): string[] {
  const carriers = new Set(cloud.bridges.filter((b) => b.ports.filter((p) => !p.self).length > 1).map((b) => b.device))
  const endpoints = groupBy(cloud.endpoints, (e) => e.device)
  return cloud.devices
    .filter((d) => d.kind === 'host' && endpoints.has(d.id))
    .slice(0, 2000)
    .map((device) => {
      const own = endpoints.get(device.id) ?? []
      const note = carriers.has(device.id) ? `  (${carrier})` : ''
      return `  { device: ${quoted(device.id)} }  ${printable(endpointsText(own, device.name))}${note}`
    })
}

const endpointsText = (endpoints: readonly Endpoint[], name: string): string =>
  [
    name,
    ...endpoints.slice(0, 6).map(
      (e) =>
        `${e.vrf === undefined ? '' : `vrf ${e.vrf} `}${e.addresses
          .filter((a) => !formatAddress(a).startsWith('fe80'))
          .map(formatAddress)
          .join(' ')}`,
    ),
  ]
    .filter((text) => text.trim() !== '')
    .join(' · ')
