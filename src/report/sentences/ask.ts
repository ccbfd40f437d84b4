import type { Open } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import { plain, words, type Phrase } from './phrase.ts'
import { hasSentence, say } from './say.ts'

/** The request for evidence. `ask` is a code with a sentence, or a command, file or device as it is; the unknown's own params fill it. */
export function askPhrase(open: Pick<Open, 'ask' | 'device' | 'saying'>, lang: Lang): Phrase {
  const { ask, device, saying } = open
  const params = { ...(device === null ? {} : { device }), ...saying.params }
  if (hasSentence(ask)) return say('asks', { code: ask, params }, lang)
  if (ask === '') return [words('—')]
  const filled = { ask, device: device ?? '' }
  return say('asks', { code: device === null ? 'ask-plain' : 'ask-command', params: filled }, lang)
}

export const askPlain = (open: Pick<Open, 'ask' | 'device' | 'saying'>, lang: Lang): string =>
  plain(askPhrase(open, lang))
