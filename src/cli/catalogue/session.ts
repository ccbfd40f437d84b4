import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Lang } from '../../base/text.ts'
import { type CatalogueProblem, fillText, sayProblem } from '../../catalogue/messages.ts'
import { oneLine } from '../../report/safe.ts'
import { EXIT, type Io } from '../io.ts'
import { HELP, helpIn } from './help.ts'
import { SENTENCES } from './words.ts'

/** Options that every command about standards takes. */
export interface CommonOptions {
  readonly json?: boolean
  readonly lang?: string
  readonly catalogue?: string
}

/** Adds `--json`, `--lang` and `--catalogue`; the help speaks the language of the environment. */
export const withCommon = (command: Command, lang: Lang): Command =>
  helpIn(command, lang)
    .option('--json', HELP.json[lang])
    .option('--lang <lang>', HELP.lang[lang])
    .option('--catalogue <folder>', HELP.folder[lang])

/** One run of a command: the language, and the ways to speak. */
export interface Session {
  readonly lang: Lang
  readonly io: Io
  readonly json: boolean
}

/** The session of these options, or null (with the sentence said) where `--lang` is neither ja nor en. */
export function sessionOf({ lang, json }: CommonOptions, io: Io): Session | null {
  if (lang === undefined || lang === 'ja' || lang === 'en') return { lang: lang ?? io.lang, io, json: json === true }
  say({ lang: io.lang, io, json: false }, 'wrongOption', { option: '--lang', values: 'ja, en' })
  return null
}

/** A sentence to the person, on stderr; gives back the status for wrong usage. */
export function say(
  session: Session,
  sentence: keyof typeof SENTENCES,
  params: Readonly<Record<string, string | number>>,
): number {
  session.io.err(`${oneLine(fillText(SENTENCES[sentence][session.lang], params))}\n`)
  return EXIT.usage
}

/** A sentence that is the answer itself, on stdout. */
export const answer = (
  { io, lang }: Session,
  sentence: keyof typeof SENTENCES,
  params: Readonly<Record<string, string | number>>,
): void => io.out(`${oneLine(fillText(SENTENCES[sentence][lang], params))}\n`)

export function sayProblems({ lang, io }: Session, problems: readonly CatalogueProblem[]): void {
  for (const problem of problems) io.err(`${oneLine(sayProblem(problem)[lang])} [${problem.code}]\n`)
}

export const printJson = ({ io }: Session, value: unknown): void => io.out(`${JSON.stringify(value, null, 2)}\n`)

/** To the file where one is named, else to stdout; bytes are never sent to a terminal. */
export async function deliver(
  session: Session,
  out: string | undefined,
  content: string | Uint8Array,
): Promise<number> {
  if (out === undefined && typeof content !== 'string') return say(session, 'needsOut', {})
  if (out === undefined || (typeof content === 'string' && out === '-')) {
    session.io.out(String(content))
    return EXIT.proved
  }
  await writeFile(out, content)
  session.io.err(`${oneLine(fillText(SENTENCES.written[session.lang], { path: out }))}\n`)
  return EXIT.proved
}
