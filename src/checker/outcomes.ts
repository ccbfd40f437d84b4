/**
 * What can follow, each possibility once: `sure` when it follows however the unknowns turn out (the must reading), otherwise only possible
 * (the may reading). Keys tell possibilities apart.
 */
export type Outcomes<T> = ReadonlyMap<string, Outcome<T>>

export interface Outcome<T> {
  readonly value: T
  readonly sure: boolean
}

/** A truth that the evidence may not tell. */
export type Truth = boolean | 'unknown'

export const nothing: Outcomes<never> = new Map()

export const only = <T>(key: string, value: T): Outcomes<T> => new Map([[key, { value, sure: true }]])

/** Each of these happens for some packet or some choice of a party (flooding, equal-cost routes, a pool): sure when any of them is. */
export function choice<T>(all: readonly Outcomes<T>[]): Outcomes<T> {
  const merged = new Map<string, Outcome<T>>()
  for (const outcomes of all) {
    for (const [key, { value, sure }] of outcomes)
      merged.set(key, { value, sure: sure || merged.get(key)?.sure === true })
  }
  return merged
}

/** One of these happens and the evidence does not say which: sure only what is sure in every one of them. */
export function doubt<T>(all: readonly Outcomes<T>[]): Outcomes<T> {
  const merged = new Map<string, Outcome<T>>()
  for (const outcomes of all) {
    for (const [key, { value }] of outcomes) {
      merged.set(key, { value, sure: all.every((each) => each.get(key)?.sure === true) })
    }
  }
  return merged
}

/** It happens or nothing does. */
export const perhaps = <T>(outcomes: Outcomes<T>): Outcomes<T> => doubt([outcomes, nothing])

/** `yes` where it holds, `no` where it does not, and both in doubt where the evidence does not say. */
export function whether<T>(truth: Truth, yes: () => Outcomes<T>, no: () => Outcomes<T> = () => nothing): Outcomes<T> {
  if (truth === 'unknown') return doubt([yes(), no()])
  return truth ? yes() : no()
}

/** Three-valued and: false wins over unknown. */
export function both(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false
  return a === true && b === true ? true : 'unknown'
}

/** Three-valued or: true wins over unknown. */
export const either = (a: Truth, b: Truth): Truth => negated(both(negated(a), negated(b)))

export const negated = (a: Truth): Truth => (a === 'unknown' ? 'unknown' : !a)
