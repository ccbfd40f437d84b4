import type { Context } from '../context.ts'
import { Failure } from '../failure.ts'

/** Refuses when an address sends too much of what nobody can guess. Throws Failure `too-many`. */
export function limitAnswers(context: Context, address: string): void {
  if (!context.limits.take('answer', address)) throw new Failure('too-many')
}

/**
 * Refuses when there were too many guesses from the address, or at the thing guessed. Throws Failure `too-many`.
 * Gives back what is to be called once it was right: then it was no guess, and the many who sign in behind one address do not shut each other out.
 */
export function limitGuesses(context: Context, address: string, about: string): () => void {
  // What its address may no longer send is not counted against the account.
  if (!context.limits.take('guess', `address ${address}`)) throw new Failure('too-many')
  if (!context.limits.take('account', about)) throw new Failure('too-many')
  return () => {
    context.limits.giveBack('guess', `address ${address}`)
    context.limits.giveBack('account', about)
  }
}
