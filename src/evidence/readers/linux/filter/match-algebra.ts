import type { Range } from '../../../../base/ranges.ts'
import { intersect } from '../../../../base/ranges.ts'
import type { Match } from '../../../../cloud/match.ts'
import type { Condition } from './ir.ts'

/** A rule with more alternatives than this is not spelled out. */
export const MOST_ALTERNATIVES = 4096

/** The condition that holds always. */
export const ALWAYS: Condition = { match: {} }

/** Both hold. */
export function bothMatches(a: Match, b: Match): Match {
  return {
    ...a,
    ...b,
    ...join('families', a.families, b.families, common),
    ...join('states', a.states, b.states, common),
    ...join('src', a.src, b.src, (x, y) => intersect(x, y)),
    ...join('dst', a.dst, b.dst, (x, y) => intersect(x, y)),
    ...join('protocol', a.protocol, b.protocol, ranges),
    ...join('sport', a.sport, b.sport, ranges),
    ...join('dport', a.dport, b.dport, ranges),
    ...join('icmp', a.icmp, b.icmp, ranges),
    ...join('mark', a.mark, b.mark, ranges),
    ...join('iif', a.iif, b.iif, common),
    ...join('oif', a.oif, b.oif, common),
    ...join('portIn', a.portIn, b.portIn, common),
    ...join('portOut', a.portOut, b.portOut, common),
    ...join('tcpFlags', a.tcpFlags, b.tcpFlags, flags),
    ...join('unknown', a.unknown, b.unknown, (x, y) => [...new Set([...x, ...y])]),
  }
}

type Flags = NonNullable<Match['tcpFlags']>

const join = <K extends keyof Match, V extends NonNullable<Match[K]>>(
  key: K,
  a: V | undefined,
  b: V | undefined,
  both: (a: V, b: V) => V,
): Partial<Record<K, V>> => {
  if (a === undefined || b === undefined) return {}
  const result: Partial<Record<K, V>> = {}
  result[key] = both(a, b)
  return result
}

const ranges = (a: readonly Range[], b: readonly Range[]): readonly Range[] => intersect(a, b)
const common = <T>(a: readonly T[], b: readonly T[]): readonly T[] => a.filter((x) => b.includes(x))

/** Pairs (mask, value) are alternatives: two lists hold together where a pair of each does and they do not contradict. */
const flags = (a: Flags, b: Flags): Flags =>
  a.flatMap((x) =>
    b.flatMap((y) =>
      (x.value & y.mask) === (y.value & x.mask) ? [{ mask: x.mask | y.mask, value: x.value | y.value }] : [],
    ),
  )

/** Both hold, names included. */
export function both(a: Condition, b: Condition): Condition {
  return {
    match: bothMatches(a.match, b.match),
    ...names('iif', a, b),
    ...names('oif', a, b),
    ...names('portIn', a, b),
    ...names('portOut', a, b),
  }
}

type NameKey = 'iif' | 'oif' | 'portIn' | 'portOut'

const names = (key: NameKey, a: Condition, b: Condition): Pick<Condition, NameKey> => {
  const tests = [...(a[key] ?? []), ...(b[key] ?? [])]
  return tests.length === 0 ? {} : { [key]: tests }
}

/** Every combination of an alternative of each; null when there would be more than MOST_ALTERNATIVES. */
export function allOf(lists: readonly (readonly Condition[])[]): readonly Condition[] | null {
  let result: readonly Condition[] = [ALWAYS]
  for (const list of lists) {
    if (result.length * list.length > MOST_ALTERNATIVES) return null
    result = result.flatMap((a) => list.map((b) => both(a, b))).filter(({ match }) => !isNever(match))
  }
  return result
}

/** An empty list holds never (an empty list of unknowns is no condition). */
export const isNever = (match: Match): boolean =>
  Object.entries(match).some(([key, member]) => key !== 'unknown' && Array.isArray(member) && member.length === 0)
