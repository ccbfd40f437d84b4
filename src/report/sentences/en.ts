import { aws } from './en/aws.ts'
import { asks } from './en/asks.ts'
import { claims } from './en/claims.ts'
import { closes } from './en/closes.ts'
import { engagement } from './en/engagement.ts'
import { findings } from './en/findings.ts'
import { headline } from './en/headline.ts'
import { hops } from './en/hops.ts'
import { labels } from './en/labels.ts'
import { linux } from './en/linux.ts'
import { problems } from './en/problems.ts'
import { unknowns } from './en/unknowns.ts'
import { words } from './en/words.ts'

/** Every sentence of the reports in English, by family and code. */
export const en = {
  asks,
  aws,
  claims,
  closes,
  engagement,
  findings,
  headline,
  hops,
  labels,
  linux,
  problems,
  unknowns,
  words,
} as const
