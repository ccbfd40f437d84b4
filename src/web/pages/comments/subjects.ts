import type { Text } from '../../../base/text.ts'
import type { CommentSubject } from '../../../isms/records/comment.ts'
import { recordName } from '../../../report/isms/record-name.ts'
import { subjectNamesSchema } from '../../../server/answers/overview.ts'
import { useAsked } from '../../api/hooks.ts'
import { RECORD_NAMES } from '../../language/kind-names.ts'
import { useLanguage } from '../../language/language.tsx'

/** What a comment may be about, in words: records, and the parts of an audit. */
const SUBJECTS: Readonly<Record<CommentSubject['kind'], Text>> = {
  ...RECORD_NAMES,
  finding: { ja: '監査所見', en: 'Finding' },
  guide: { ja: '監査実施ガイド', en: 'Audit guide' },
}

/** What the subject of a comment is called: its kind in words, and its name where it has one. */
export function useSubjectName(): (about: CommentSubject) => string {
  const { lang } = useLanguage()
  const names = useAsked(subjectNamesSchema, '/comments/subjects').data?.names ?? {}
  return ({ kind, id, run }) => {
    const name = names[`${kind} ${id}`]?.[lang] ?? recordName({ kind, id, content: null }, lang)
    const within = run === null ? '' : (names[`auditRun ${run}`]?.[lang] ?? '')
    return [`${SUBJECTS[kind][lang]}: ${name}`, within].filter((part) => part !== '').join(lang === 'ja' ? '、' : ', ')
  }
}
