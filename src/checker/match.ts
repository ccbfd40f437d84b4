import { contains } from '../base/ranges.ts'
import type { Range } from '../base/ranges.ts'
import type { InterfaceId } from '../cloud/ids.ts'
import type { Match } from '../cloud/match.ts'
import type { Hook } from '../cloud/network.ts'
import type { Truth } from './outcomes.ts'
import type { Header } from './state.ts'

/** By which interfaces and ports a packet goes where a condition is asked; null where there is none. */
export interface Scene {
  readonly iif: InterfaceId | null
  readonly oif: InterfaceId | null
  readonly portIn: InterfaceId | null
  readonly portOut: InterfaceId | null
  /** The router's hook, which decides what a rule there can translate; null at the filters of interfaces and bridges. */
  readonly hook: Hook | null
}

export const noScene: Scene = { iif: null, oif: null, portIn: null, portOut: null, hook: null }

type Test = (match: Match, header: Header, scene: Scene) => boolean

const TESTS: readonly Test[] = [
  ({ families }, { family }) => isIn(families, family),
  ({ src }, header) => src === undefined || (header.src !== null && contains(src, header.src)),
  ({ dst }, header) => dst === undefined || (header.dst !== null && contains(dst, header.dst)),
  ({ protocol }, header) => holds(protocol, header.protocol),
  ({ sport }, header) => holds(sport, header.sport),
  ({ dport }, header) => holds(dport, header.dport),
  ({ icmp }, header) => holds(icmp, header.icmp),
  ({ tcpFlags }, header) => tcpFlags === undefined || tcpFlags.some((pair) => fits(pair, header.tcpFlags)),
  ({ states }, { state }) => isIn(states, state),
  ({ iif }, _, scene) => isIn(iif, scene.iif),
  ({ oif }, _, scene) => isIn(oif, scene.oif),
  ({ portIn }, _, scene) => isIn(portIn, scene.portIn),
  ({ portOut }, _, scene) => isIn(portOut, scene.portOut),
  ({ mark }, header) => holds(mark, header.mark),
]

/** Whether the condition holds for this packet at this place; unknown when all that was understood of it holds and something was not. */
export function matches(match: Match, header: Header, scene: Scene): Truth {
  if (!TESTS.every((test) => test(match, header, scene))) return false
  return (match.unknown?.length ?? 0) === 0 ? true : 'unknown'
}

const isIn = <T>(list: readonly T[] | undefined, item: T | null): boolean =>
  list === undefined || (item !== null && list.includes(item))

const holds = (ranges: readonly Range[] | undefined, n: number | null): boolean =>
  ranges === undefined || (n !== null && contains(ranges, n))

const fits = ({ mask, value }: { mask: number; value: number }, flags: number | null): boolean =>
  flags !== null && (flags & mask) === value
