import type { Source } from '../base/source.ts'
import type { DeviceId, UnknownId } from './ids.ts'

/** A value that the evidence gives, with its place, or the unknown that stands for it. Never a guess. */
export type Knowable<T> = { readonly known: T; readonly from: readonly Source[] } | { readonly unknown: UnknownId }

export const known = <T>(value: T, ...from: Source[]): Knowable<T> => ({ known: value, from })
export const isKnown = <T>(k: Knowable<T>): k is { known: T; from: readonly Source[] } => 'known' in k

/**
 * Something that the evidence does not say. `code` and `params` make the sentence (what is not known and why);
 * `ask` makes the request to the engineer (which evidence would settle it: a command, a file, a device).
 */
export interface Unknown {
  readonly id: UnknownId
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
  readonly ask: string
  readonly device?: DeviceId
  readonly from: readonly Source[]
}
