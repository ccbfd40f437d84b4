import type { Lang } from '../../base/text.ts'
import { dayText } from './sentences.ts'

/** By whom, and on which day. */
interface Signed {
  readonly by: string
  readonly on: string
}

const WORDS = {
  ja: {
    version: (n: number) => `第${n}版`,
    draft: '未承認',
    approved: (by: string, on: string) => `承認: ${by}、${on}`,
    made: (by: string, on: string) => `作成: ${by}、${on}`,
    between: '　',
  },
  en: {
    version: (n: number) => `Version ${n}`,
    draft: 'Not approved',
    approved: (by: string, on: string) => `Approved by ${by} on ${on}`,
    made: (by: string, on: string) => `Made by ${by} on ${on}`,
    between: '. ',
  },
} as const

/** Parts of a line about a document, one after the other. */
export const joined = (parts: readonly string[], lang: Lang): string => parts.join(WORDS[lang].between)

/** Which version a document is, and who approved it when, or that nobody has. */
export function versionLine(
  { version, approval }: { readonly version: number; readonly approval: Signed | null },
  lang: Lang,
): string {
  const words = WORDS[lang]
  const state = approval === null ? words.draft : words.approved(approval.by, dayText(approval.on, lang))
  return joined([words.version(version), state], lang)
}

/** Who made a document when. */
export const madeLine = ({ by, on }: Signed, lang: Lang): string => WORDS[lang].made(by, dayText(on, lang))
