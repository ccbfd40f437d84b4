import { useRoles } from '../api/may.ts'
import { useLanguage, useTexts } from '../language/language.tsx'
import { fillIn } from '../language/text.ts'
import { roleNames } from './role-words.ts'

const TEXTS = {
  only: {
    ja: 'あなたの役割（{roles}）では閲覧だけができます。変更が必要なときは、所有者に役割の追加を依頼してください。',
    en: 'With your role ({roles}) you read this and change nothing. If you need to, ask an owner for another role.',
  },
} as const

/** Why nothing can be changed here. */
export function NotPermitted() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  return <p className="note">{fillIn(t.only, { roles: roleNames(useRoles(), lang) })}</p>
}
