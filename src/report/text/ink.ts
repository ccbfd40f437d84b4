import { styleText } from 'node:util'
import type { VerdictKind } from '../../audit/result.ts'

type Style = 'red' | 'green' | 'yellow' | 'bold' | 'dim' | 'underline'

/** Marks text up for a terminal, or leaves it as it is. */
export type Ink = (text: string, ...styles: readonly Style[]) => string

/** `colour` alone decides: whether the output is a terminal is for the caller to know. */
export const inkOf = (colour: boolean): Ink =>
  colour ? (text, ...styles) => styleText([...styles], text, { validateStream: false }) : (text) => text

/** Shape and colour of a verdict; the word always stands beside it. */
export const MARK: Record<VerdictKind, { readonly shape: string; readonly colour: Style }> = {
  proved: { shape: '●', colour: 'green' },
  refuted: { shape: '✕', colour: 'red' },
  undetermined: { shape: '◐', colour: 'yellow' },
}
