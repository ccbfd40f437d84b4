import type { Text } from '../../base/text.ts'
import { ASSET_CLASSES } from '../../isms/records/asset.ts'
import { INFORMATION_TOPICS } from '../../isms/records/responsibility.ts'
import { STARTER_CRITERIA } from '../../isms/starter-criteria.ts'
import { THREATS } from '../../isms/threats.ts'
import { ismsWord, threatText } from '../../report/isms/sentences.ts'
import { vocabularySchema } from '../answers/overview.ts'
import { signedIn } from '../route.ts'

const both = (say: (lang: 'ja' | 'en') => string): Text => ({ ja: say('ja'), en: say('en') })

/** The words and lists to begin with, which are the same for all. */
export const vocabularyRoute = signedIn({
  method: 'get',
  path: '/vocabulary',
  tag: 'overview',
  summary: 'Starter lists and words: threats, asset classes, topics for customers, criteria to begin with, editions',
  answer: vocabularySchema,
  handle: async ({ context }) => ({
    threats: Object.entries(THREATS).map(([code, threat]) => ({
      code,
      ...threat,
      text: both((lang) => threatText(code, lang)),
    })),
    assetClasses: ASSET_CLASSES.map((code) => ({ code, text: both((lang) => ismsWord(code, lang)) })),
    topics: INFORMATION_TOPICS.map((code) => ({ code, text: both((lang) => ismsWord(code, lang)) })),
    criteria: STARTER_CRITERIA,
    editions: [...context.catalogue.editions.values()].map(({ id, name, title, status, content }) => ({
      id,
      name,
      title,
      status,
      content,
    })),
  }),
})
