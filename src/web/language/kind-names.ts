import type { Text } from '../../base/text.ts'
import type { Kind } from '../../isms/records/kinds.ts'

/** What each kind of record is called. */
export const RECORD_NAMES: Readonly<Record<Kind, Text>> = {
  profile: { ja: '組織', en: 'Organisation' },
  service: { ja: 'サービス', en: 'Service' },
  scope: { ja: '適用範囲', en: 'Scope' },
  asset: { ja: '資産', en: 'Asset' },
  criteria: { ja: 'リスク基準', en: 'Risk criteria' },
  risk: { ja: 'リスク', en: 'Risk' },
  riskExemption: { ja: '該当するリスクがない理由', en: 'Reason for no risk' },
  necessaryControl: { ja: '必要な管理策', en: 'Necessary control' },
  applicability: { ja: '管理策の回答', en: 'Answer for a control' },
  soa: { ja: '適用宣言書', en: 'Statement of Applicability' },
  responsibility: { ja: '責任の分担', en: 'Shared responsibility' },
  information: { ja: '顧客への情報', en: 'Information for customers' },
  evidence: { ja: '証拠', en: 'Evidence' },
  engagement: { ja: '監査条件', en: 'Engagement' },
  auditRun: { ja: '技術監査', en: 'Technical audit' },
  judgement: { ja: '監査人の判断', en: 'Auditor’s judgement' },
  comment: { ja: 'コメント', en: 'Comment' },
}
