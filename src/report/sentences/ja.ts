import { aws } from './ja/aws.ts'
import { asks } from './ja/asks.ts'
import { claims } from './ja/claims.ts'
import { closes } from './ja/closes.ts'
import { engagement } from './ja/engagement.ts'
import { findings } from './ja/findings.ts'
import { headline } from './ja/headline.ts'
import { hops } from './ja/hops.ts'
import { labels } from './ja/labels.ts'
import { linux } from './ja/linux.ts'
import { problems } from './ja/problems.ts'
import { unknowns } from './ja/unknowns.ts'
import { words } from './ja/words.ts'

import type { en } from './en.ts'

/** Every sentence of the reports in Japanese; a code that English has and Japanese has not does not compile. */
export const ja = {
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
} as const satisfies { [F in keyof typeof en]: Record<keyof (typeof en)[F], string> }
