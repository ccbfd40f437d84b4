import { isKnown } from '../cloud/knowable.ts'
import type { Knowable } from '../cloud/knowable.ts'
import type { Truth } from './outcomes.ts'

/** The truth that the evidence gives for a yes-or-no fact; a fact that is not stated at all is `otherwise`. */
export function truthOf(fact: Knowable<boolean> | undefined, otherwise: Truth = false): Truth {
  if (fact === undefined) return otherwise
  return isKnown(fact) ? fact.known : 'unknown'
}

/** The member that the record itself holds under this name, never one of its prototype. */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined
