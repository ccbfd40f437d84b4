import type { Lang } from '../base/text.ts'

/** The rim of a command: where answers and problems go. Answers to `out`, problems and progress to `err`; nothing else prints. */
export interface Io {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly isTerminal: boolean
  readonly isErrTerminal: boolean
  readonly lang: Lang
}

/** ja when the environment's locale is Japanese, else en; `--lang` overrides it. */
export const langOf = (environment: Readonly<Record<string, string | undefined>>): Lang =>
  (
    environment['AKASHI_LANG'] ??
    environment['LC_ALL'] ??
    environment['LC_MESSAGES'] ??
    environment['LANG'] ??
    ''
  ).startsWith('ja')
    ? 'ja'
    : 'en'

export const processIo = (): Io => ({
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stdout.isTTY === true,
  isErrTerminal: process.stderr.isTTY === true,
  lang: langOf(process.env),
})

/** Exit statuses of the contract. */
export const EXIT = { proved: 0, finding: 1, undetermined: 2, usage: 3 } as const
