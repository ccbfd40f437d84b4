import { z } from 'zod'
import { either } from '../../base/text.ts'
import type { Lang } from '../../base/text.ts'
import { ismsWord } from './sentences.ts'

/** A record as far as it says what it is called. */
export interface Named {
  readonly kind: string
  readonly id: string
  /** Its body, as it is or was; null where it is gone. */
  readonly content: unknown
}

const text = z.object({ ja: z.string().default(''), en: z.string().default('') })
const named = z.object({ title: z.string().min(1) })
const lettered = z.object({ name: z.string().min(1) })
const translated = z.object({ name: text })
const numbered = z.object({ version: z.number() })
const aboutControl = z.object({ control: z.object({ item: z.string() }) })
const aboutTopic = z.object({ topic: z.string() })
const aboutLoss = z.object({ property: z.string() })
const said = z.object({ text: z.string().min(1) })

type Say = (content: unknown, lang: Lang) => string | undefined

/** What bodies say of their name, the most telling first. */
const SAYINGS: readonly Say[] = [
  (content) => named.safeParse(content).data?.title,
  (content) => lettered.safeParse(content).data?.name,
  (content, lang) => either(translated.safeParse(content).data?.name, lang),
  (content, lang) => {
    const version = numbered.safeParse(content).data?.version
    return version === undefined ? undefined : lang === 'ja' ? `第${version}版` : `Version ${version}`
  },
  (content) => aboutControl.safeParse(content).data?.control.item,
  (content, lang) => word(aboutTopic.safeParse(content).data?.topic, lang),
  (content, lang) => word(aboutLoss.safeParse(content).data?.property, lang),
  (content) => cut(said.safeParse(content).data?.text),
]

const word = (code: string | undefined, lang: Lang): string | undefined =>
  code === undefined ? undefined : ismsWord(code, lang)

const MOST = 60
const cut = (given: string | undefined): string | undefined =>
  given === undefined || given.length <= MOST ? given : `${given.slice(0, MOST)}…`

/** What a record is called: its title, name, version or subject; the answer for a control by its number and role; its id where it says nothing. */
export function recordName({ kind, id, content }: Named, lang: Lang): string {
  if (kind === 'applicability') return answerName(id, lang)
  for (const say of SAYINGS) {
    const name = say(content, lang)
    if (name !== undefined && name !== '') return name
  }
  return id
}

/** `13.1.3・プロバイダ` of the answer `iso27017-2015_13.1.3_provider`. */
function answerName(id: string, lang: Lang): string {
  const [, item = id, role = ''] = id.split('_')
  return `${item}${lang === 'ja' ? '・' : ', '}${ismsWord(role, lang)}`
}
