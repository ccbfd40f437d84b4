/** What an audit does one after the other. */
export const STAGES = ['intake', 'reading', 'spreading', 'looking', 'explaining', 'keeping'] as const
export type StageName = (typeof STAGES)[number]

/** What is being done now, and how much of it there is: `files`, `endpoints`, `parties`, `violations`, `findings`. */
export interface Stage {
  readonly stage: StageName
  readonly counts: Readonly<Record<string, number>>
}

/** Is told what is being done. What it does with it changes nothing of what comes out (V-10). */
export type Tell = (stage: Stage) => void
