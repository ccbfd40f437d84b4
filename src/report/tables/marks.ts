import type { VerdictKind } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import { word } from '../sentences/say.ts'

const SHAPES: Record<VerdictKind, string> = { proved: '●', refuted: '✕', undetermined: '◐' }

/** `✕ 反証`: shape and word, for places that have no drawing. */
export const markText = (verdict: VerdictKind, lang: Lang): string => `${SHAPES[verdict]} ${word(verdict, lang)}`
