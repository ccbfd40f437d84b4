import type { Text } from '../../base/text.ts'
import type { Role } from '../../server/permissions.ts'

interface RoleWords {
  readonly name: Text
  /** What the role is for, and what it may do. */
  readonly may: Text
}

/** The roles of M-3 in words. */
export const ROLE_WORDS: Readonly<Record<Role, RoleWords>> = {
  owner: {
    name: { ja: '所有者', en: 'Owner' },
    may: {
      ja: 'すべての記録を作成・変更し、版を承認します。メンバー、招待、API トークンを管理できるのは所有者だけです。リスクの受容と監査員としての判断はできません。',
      en: 'Writes every record and approves versions. Only owners manage members, invitations and API tokens. Does not accept risks or judge as an auditor.',
    },
  },
  manager: {
    name: { ja: 'ISMS 管理責任者', en: 'ISMS manager' },
    may: {
      ja: 'すべての記録を作成・変更し、技術監査を実行し、台帳を確認します。承認はできません。',
      en: 'Writes every record, runs technical audits and reads the ledger. Does not approve.',
    },
  },
  riskOwner: {
    name: { ja: 'リスク所有者', en: 'Risk owner' },
    may: {
      ja: 'リスクとその対応を変更し、自分が所有者であるリスクの残留リスクを受容します。',
      en: 'Writes risks and their treatment, and accepts what is left of the risks that he or she owns.',
    },
  },
  controlOwner: {
    name: { ja: '管理策責任者', en: 'Control owner' },
    may: {
      ja: '適用宣言書の回答、責任の分担、顧客への情報、証拠を記入し、技術監査の結果を管理策に反映します。',
      en: 'Writes answers of the statement, shared responsibilities, information for customers and evidence, and puts audit results on controls.',
    },
  },
  internalAuditor: {
    name: { ja: '内部監査員', en: 'Internal auditor' },
    may: {
      ja: '証拠を追加し、技術監査を実行し、機械の判定に並べて自分の判断を記録し、台帳を確認します。',
      en: 'Adds evidence, runs technical audits, records a judgement beside the machine’s verdict, and reads the ledger.',
    },
  },
  externalAuditor: {
    name: { ja: '外部審査員', en: 'External auditor' },
    may: {
      ja: 'すべての記録と台帳を閲覧し、文書と証拠をダウンロードし、記録にコメントします。変更はできません。',
      en: 'Reads every record and the ledger, downloads documents and evidence, and comments on records. Changes nothing.',
    },
  },
  viewer: {
    name: { ja: '閲覧者', en: 'Viewer' },
    may: { ja: 'すべての記録を閲覧します。', en: 'Reads every record.' },
  },
}

/** What a role is called; a code that is none shows as it is. */
export const roleName = (role: string, lang: 'ja' | 'en'): string =>
  Object.entries(ROLE_WORDS).find(([code]) => code === role)?.[1].name[lang] ?? role

/** Several roles, as one line. */
export const roleNames = (roles: readonly string[], lang: 'ja' | 'en'): string =>
  roles.map((role) => roleName(role, lang)).join(lang === 'ja' ? '、' : ', ')
