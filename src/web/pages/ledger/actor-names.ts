import { useMembers } from '../../api/members.ts'
import { useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { TEXTS } from './texts.ts'

const ACCOUNT = 'account:'

/** What is said of whom: accounts of members by their names, the program by its own. Whom nobody knows any more, and tokens, keep their ids. */
export function useActorName(): (by: string) => string {
  const t = useTexts(TEXTS)
  const members = useMembers().data?.members ?? []
  const names = new Map(members.map(({ account, name }) => [`${ACCOUNT}${account}`, name]))
  return (by) => {
    if (by === 'system') return t.program
    if (by === `${ACCOUNT}demo`) return t.demonstrator
    if (by.startsWith('token:')) return fillIn(t.token, { id: by.slice('token:'.length) })
    return names.get(by) ?? by
  }
}

const RUN_STATES = ['waiting', 'running', 'done', 'failed', 'stopped'] as const
/** What the program writes when a file joins a set of evidence. */
const FILE = /^file (.+)$/
const RAISED = /^audit run (\S+)$/

/** Why it was changed: what the program writes by itself in the language of the page, what people wrote as they wrote it. */
export function whyText(
  { by, kind, why }: { readonly by: string; readonly kind: string; readonly why: string },
  t: Readonly<Record<(typeof RUN_STATES)[number] | 'raised' | 'file', string>>,
): string {
  const file = kind === 'evidence' ? FILE.exec(why)?.[1] : undefined
  if (file !== undefined) return fillIn(t.file, { file })
  if (by !== 'system') return why
  const state = kind === 'auditRun' ? RUN_STATES.find((one) => one === why) : undefined
  if (state !== undefined) return t[state]
  const run = RAISED.exec(why)?.[1]
  return run === undefined ? why : fillIn(t.raised, { run })
}
