import type { Knowable } from '../cloud/knowable.ts'
import type { Engine } from './engine.ts'

/** The fact, or what is ordinary where nothing is known of it and that is to be taken as ordinary. */
export const orOrdinary = <T>(engine: Engine, fact: Knowable<T>, ordinary: T): Knowable<T> =>
  'unknown' in fact && engine.ordinary(fact.unknown) ? { known: ordinary, from: [] } : fact
