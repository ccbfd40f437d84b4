import type { Text } from '../../../base/text.ts'
import type { Lang } from '../../../base/text.ts'
import type { CommentSubject } from '../../../isms/records/comment.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { useRecords } from '../../api/hooks.ts'
import { useLanguage } from '../../language/language.tsx'
import { either } from '../../language/text.ts'

/** What a comment may be about, in words. */
const SUBJECTS: Readonly<Record<CommentSubject['kind'], Text>> = {
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
  engagement: { ja: '監査対象の取決め', en: 'Engagement' },
  auditRun: { ja: '技術監査', en: 'Technical audit' },
  finding: { ja: '監査所見', en: 'Finding' },
  guide: { ja: '監査実施ガイド', en: 'Audit guide' },
}

/** `13.1.3・プロバイダ` of the answer `iso27017-2015_13.1.3_provider`. */
function answerName(id: string, lang: Lang): string {
  const [, item = id, role = ''] = id.split('_')
  return `${item}${lang === 'ja' ? '・' : ', '}${ismsWord(role, lang)}`
}

/** What the subject of a comment is called: its kind in words, and its name where it has one. */
export function useSubjectName(): (about: CommentSubject) => string {
  const { lang } = useLanguage()
  const titled = [
    useRecords('risk').data,
    useRecords('evidence').data,
    useRecords('engagement').data,
    useRecords('auditRun').data,
  ]
  const named = [useRecords('asset').data, useRecords('service').data]
  const controls = useRecords('necessaryControl').data ?? []
  const names = new Map<string, string>([
    ...titled.flatMap((all = []) => all.map(({ id, body }) => [id, body.title] as const)),
    ...named.flatMap((all = []) => all.map(({ id, body }) => [id, either(body.name, lang)] as const)),
    ...controls.map(({ id, body }) => [id, body.name] as const),
  ])
  return ({ kind, id, run }) => {
    const name = kind === 'applicability' ? answerName(id, lang) : (names.get(id) ?? id)
    const within = run === null ? '' : (names.get(run) ?? '')
    return [`${SUBJECTS[kind][lang]}: ${name}`, within].filter((part) => part !== '').join(lang === 'ja' ? '、' : ', ')
  }
}
