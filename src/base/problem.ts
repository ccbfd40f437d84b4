import type { Source } from './source.ts'

/**
 * Ordinary trouble: something that a person should know and that did not stop the work.
 * `code` is stable and is what the two-language texts are keyed by; `params` fill the sentence.
 * An `error` is an input that could not be used at all; a `warning` was stepped over; a `note` is information.
 */
export interface Problem {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'note'
  readonly at?: Partial<Source>
  readonly params?: Readonly<Record<string, string | number>>
}

/** What a reader gives back: a value, and all that went wrong or was not understood on the way to it. */
export interface Read<T> {
  readonly value: T
  readonly problems: readonly Problem[]
  /** Lines or members that were seen and not understood, each one place. Silence is never compliance. */
  readonly unread: readonly Unread[]
}

export interface Unread {
  readonly at: Source
  /** The text that was not understood, cut to 200 characters, secrets removed. */
  readonly text: string
  /** Where it can matter: `forwarding` and `filtering` force unknowns (V-9), `other` does not. */
  readonly context: 'forwarding' | 'filtering' | 'other'
}
