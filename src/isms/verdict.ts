import type { Applicability } from './records/applicability.ts'

/** What the verdicts on an answer come to: refuted if one is, proved only if all are; null where nothing was judged. */
export function verdictOf(
  answer: Pick<Applicability, 'verdicts'> | null | undefined,
): 'proved' | 'refuted' | 'undetermined' | null {
  const judgements = answer?.verdicts.map(({ judgement }) => judgement) ?? []
  if (judgements.length === 0) return null
  if (judgements.includes('does-not-conform')) return 'refuted'
  return judgements.every((one) => one === 'conforms') ? 'proved' : 'undetermined'
}
