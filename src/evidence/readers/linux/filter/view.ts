import type { Match } from '../../../../cloud/match.ts'
import type { Condition, NameTest } from './ir.ts'

/** An interface and the name by which a hook knows it: in a VRF that is the VRF device's name for what comes in. */
export interface NamedInterface {
  readonly id: string
  readonly names: readonly string[]
}

/**
 * What a hook shows of interfaces. `none`: a packet has no such interface there, so that a test on its name fails and a negated one holds.
 * `perhaps`: it has one or not.
 */
export interface View {
  /** Keeps copies of one chain for different hooks apart. */
  readonly key: string
  readonly iif: readonly NamedInterface[] | 'none' | 'perhaps'
  readonly oif: readonly NamedInterface[] | 'none'
  readonly ports: readonly NamedInterface[]
  /** The hook runs before the connection tracker: there every packet looks invalid (or untracked). */
  readonly untracked: boolean
  /** Bridge family: interfaces are the ports of the bridge. */
  readonly bridge: boolean
  /** For a test that cannot be said at this hook. */
  readonly unknown: (what: string) => string
}

export const fits = (test: NameTest, name: string): boolean =>
  test.patterns.some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name,
  ) !== test.not

const passes = (tests: readonly NameTest[], { names }: NamedInterface): boolean =>
  tests.every((test) => (test.not ? names.every((name) => fits(test, name)) : names.some((name) => fits(test, name))))

/** The match that a condition is at a hook; null when it can never hold there. */
export function matchAt(view: View, condition: Condition): Match | null {
  const { match } = condition
  const stated = statesAt(view, match)
  if (stated === null) return null
  const parts: readonly (Match | null)[] = [
    side(view, view.bridge ? 'portIn' : 'iif', view.bridge ? view.ports : view.iif, condition.iif),
    side(view, view.bridge ? 'portOut' : 'oif', view.bridge ? view.ports : view.oif, condition.oif),
    side(view, 'portIn', view.ports, condition.portIn),
    side(view, 'portOut', view.ports, condition.portOut),
  ]
  const known = parts.filter((part) => part !== null)
  if (known.length !== parts.length) return null
  return known.reduce<Match>((all, part) => merge(all, part), stated)
}

/** Lists of ids meet, unknowns add up. */
function merge(a: Match, b: Match): Match {
  const unknown = [...(a.unknown ?? []), ...(b.unknown ?? [])]
  const portIn = meet(a.portIn, b.portIn)
  const portOut = meet(a.portOut, b.portOut)
  return {
    ...a,
    ...b,
    ...(portIn === undefined ? {} : { portIn }),
    ...(portOut === undefined ? {} : { portOut }),
    ...(unknown.length === 0 ? {} : { unknown: [...new Set(unknown)] }),
  }
}

const meet = (a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined =>
  a === undefined ? b : b === undefined ? a : a.filter((id) => b.includes(id))

/** Before the tracker a test on the state holds for `invalid` alone; the test itself goes. */
function statesAt(view: View, match: Match): Match | null {
  if (!view.untracked || match.states === undefined) return match
  if (!match.states.includes('invalid') && !match.states.includes('untracked')) return null
  const { states: _decided, ...rest } = match
  return rest
}

function side(
  view: View,
  key: 'iif' | 'oif' | 'portIn' | 'portOut',
  interfaces: readonly NamedInterface[] | 'none' | 'perhaps',
  tests: readonly NameTest[] | undefined,
): Match | null {
  if (tests === undefined || tests.length === 0) return {}
  if (interfaces === 'none') return tests.every((test) => test.not) ? {} : null
  if (interfaces === 'perhaps') return { unknown: [view.unknown(key)] }
  const ids = interfaces.filter((i) => passes(tests, i)).map((i) => i.id)
  return ids.length === 0 ? null : { [key]: ids }
}
