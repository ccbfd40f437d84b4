import type { Context } from '../context.ts'
import { Failure } from '../failure.ts'

/** Refuses when there were too many guesses from the address, or at the thing guessed. Throws Failure `too-many`. */
export function limitGuesses(context: Context, address: string, about: string): void {
  const isAllowed = [`address ${address}`, about].map((key) => context.limits.take('guess', key))
  if (isAllowed.includes(false)) throw new Failure('too-many')
}
