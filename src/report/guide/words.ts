import type { Text } from '../../base/text.ts'
import type { GuideItem, Technique } from '../../catalogue/schema.ts'

const of = (ja: string, en: string): Text => ({ ja, en })

export const GUIDE_WORDS = {
  title: of('クラウドサービスの技術監査ガイド', 'Technical audit guide for cloud services'),
  subtitle: of(
    '管理策がプロバイダのシステムに実装されていることの監査',
    'Auditing that controls are implemented in the provider’s systems',
  ),
  contents: of('目次', 'Contents'),
  ours: of('この部分は Akashi が作成しました。', 'This part was written by Akashi.'),
  fromSource: of('この部分は出典の文書に沿っています。', 'This part follows the source document.'),
  fromSourceProcedure: of(
    'この手続は出典の文書に沿っています。「所見となる場合」、「機械による判定」及び証拠の入手元は Akashi が加えました。',
    'This procedure follows the source document. What would be a finding, what a machine judges and where the evidence comes from were added by Akashi.',
  ),
  controls: of('管理策', 'Controls'),
  cells: of('モデルの区画', 'Cells of the model'),
  technical: of('技術情報補足', 'Technical information'),
  standards: of('セキュリティ実装基準', 'Implementation standards'),
  alternative: of('（{n} の代わりに）', ' (instead of {n})'),
  explanation: of('セキュリティ実装基準の技術的解説', 'Technical explanation'),
  guide: of('監査実施ガイド', 'Audit guide'),
  expected: of('想定される証拠', 'Expected evidence'),
  techniques: of('監査技法', 'Audit techniques'),
  finding: of('所見となる場合', 'What would be a finding'),
  machine: of('機械による判定', 'Judged by machine'),
  evidenceTable: of('証拠の入手元', 'Where the evidence comes from'),
  source: of('システム', 'System'),
  command: of('コマンド又は文書', 'Command or document'),
  what: of('示すもの', 'What it shows'),
  model: of('クラウドサービス環境モデル', 'The model of the cloud environment'),
  tenant: of('テナント', 'Tenant'),
  serviceManagement: of('サービス管理', 'Service management'),
  component: of('ISO/IEC 17789 の機能コンポーネント', 'Functional component of ISO/IEC 17789'),
  componentLayer: of('ISO/IEC 17789 の層', 'Layer of ISO/IEC 17789'),
  outside: of('環境の外', 'outside the environment'),
  list: of('手続の一覧と機械による判定', 'List of procedures, and what a machine judges'),
  number: of('番号', 'No.'),
  check: of('検査', 'Check'),
  evidenceSorts: of('必要な証拠', 'Evidence needed'),
} as const satisfies Record<string, Text>

/** The systems that give evidence, as their makers write them. A document is none, and is called so in the language. */
export const SOURCES: ReadonlyMap<string, Text> = new Map(
  Object.entries({
    linux: of('Linux', 'Linux'),
    libvirt: of('libvirt', 'libvirt'),
    openvswitch: of('Open vSwitch', 'Open vSwitch'),
    ovn: of('OVN', 'OVN'),
    openstack: of('OpenStack', 'OpenStack'),
    vmware: of('VMware vSphere', 'VMware vSphere'),
    aws: of('AWS', 'AWS'),
    'cisco-nxos': of('Cisco NX-OS', 'Cisco NX-OS'),
    'arista-eos': of('Arista EOS', 'Arista EOS'),
    'brocade-fos': of('Brocade Fabric OS', 'Brocade Fabric OS'),
    'dell-powermax': of('Dell PowerMax', 'Dell PowerMax'),
    'netapp-ontap': of('NetApp ONTAP', 'NetApp ONTAP'),
    ceph: of('Ceph', 'Ceph'),
    lio: of('Linux LIO（iSCSI ターゲット）', 'Linux LIO (iSCSI target)'),
    nfs: of('NFS サーバ', 'NFS server'),
    samba: of('Samba', 'Samba'),
    chrony: of('chrony', 'chrony'),
    'systemd-journald': of('systemd-journald', 'systemd-journald'),
    rsyslog: of('rsyslog', 'rsyslog'),
    auditd: of('auditd', 'auditd'),
    prometheus: of('Prometheus', 'Prometheus'),
    postgresql: of('PostgreSQL', 'PostgreSQL'),
    vault: of('HashiCorp Vault', 'HashiCorp Vault'),
    document: of('文書', 'document'),
  } satisfies Readonly<Record<string, Text>>),
)

export const JUDGEABLE: Readonly<Record<GuideItem['machine']['judgeable'], Text>> = {
  now: of('判定できる', 'yes'),
  planned: of('判定できるようにする予定', 'planned'),
  person: of('人が判断する', 'a person judges'),
}

export const TECHNIQUES: Readonly<Record<Technique, Text>> = {
  observation: of('観察', 'observation'),
  inspection: of('閲覧', 'inspection'),
  inquiry: of('質問', 'inquiry'),
  reperformance: of('再実施', 're-performance'),
}

export const COMPONENT_LAYERS = {
  user: of('利用者層', 'User layer'),
  access: of('アクセス層', 'Access layer'),
  service: of('サービス層', 'Service layer'),
  resource: of('リソース層', 'Resource layer'),
  'multi-layer': of('多層機能', 'Multi-layer functions'),
} as const satisfies Record<string, Text>
