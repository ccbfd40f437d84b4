import type { Lang, Text } from '../../../base/text.ts'
import type { CommentSubject } from '../../../isms/records/comment.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { useRecords } from '../../api/hooks.ts'
import { RECORD_NAMES } from '../../language/kind-names.ts'
import { useLanguage } from '../../language/language.tsx'
import { either } from '../../../base/text.ts'

/** What a comment may be about, in words: records, and the parts of an audit. */
const SUBJECTS: Readonly<Record<CommentSubject['kind'], Text>> = {
  ...RECORD_NAMES,
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
