import { Option } from 'commander'
import type { Io } from './io.ts'

/** `--lang ja|en`; any other language is a usage error. */
export const langOption = (): Option => new Option('--lang <lang>', 'ja or en').choices(['ja', 'en'])

/** The same rim in the language that was asked for. */
export const withLang = (io: Io, lang: string | undefined): Io =>
  lang === 'ja' || lang === 'en' ? { ...io, lang } : io
