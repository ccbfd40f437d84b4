import { Failure } from '../failure.ts'

/** So many tasks that a page waits for are done at one time: each has a thread and holds all files of its evidence. */
const AT_ONCE = 2
/** So many wait for their turn. */
const WAITING = 40

let working = 0
const waiting: (() => void)[] = []

/** Does the work when it is its turn, so that whoever may read cannot fill the memory by asking often. Throws Failure `too-many`. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (working < AT_ONCE) working++
  else if (waiting.length >= WAITING) throw new Failure('too-many')
  // Whoever ends hands the place on.
  else await new Promise<void>((resolve) => void waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) working--
    else next()
  }
}
