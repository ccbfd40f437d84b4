import { contains } from '../base/ranges.ts'
import type { AddressRange } from '../base/address.ts'
import { parsePrefix } from '../base/address.ts'
import type { InterfaceId } from '../cloud/ids.ts'
import type { Router } from '../cloud/network.ts'
import type { Context } from './context.ts'
import { runHook } from './entries.ts'
import { at, reach } from './sides.ts'
import { noScene } from './match.ts'
import type { Scene } from './match.ts'
import { doubt, nothing, whether } from './outcomes.ts'
import type { Outcomes, Truth } from './outcomes.ts'
import { isTakenBy } from './receivers.ts'
import { passesReversePath } from './reversePath.ts'
import { decide } from './routing.ts'
import type { Course } from './routing.ts'
import { asNew } from './state.ts'
import type { Header, State } from './state.ts'
import { own, truthOf } from './truth.ts'

/** From a router that a packet came to: to the device itself, or on by an interface. */
export function route(context: Context, router: Router, state: State): Outcomes<State> {
  const { iif } = state
  if (iif === null || state.header.family === 'frame' || bears(LOOPBACK.ip6, state.header)) return nothing
  const scene = { ...noScene, iif }
  return whether(isTakenBy(context, router, iif, state), () =>
    runHook(context, router, 'prerouting', state.header, scene, (header) =>
      whether(takesLoopback(router, iif, header), () =>
        whether(passesReversePath(context, router, header, iif), () =>
          decide(context, router, header, scene, (course) => goOn(context, router, iif, { ...state, header }, course)),
        ),
      ),
    ),
  )
}

function goOn(context: Context, router: Router, iif: InterfaceId, state: State, course: Course): Outcomes<State> {
  if (course.kind === 'local') return takeIn(context, router, iif, state)
  const { header } = state
  if (bears(NEVER_FORWARDED, header)) return nothing
  const scene: Scene = { ...noScene, iif, oif: course.out }
  return whether(forwards(router, iif, header), () =>
    runHook(context, router, 'forward', header, scene, (passed) => send(context, router, passed, scene, course)),
  )
}

const takeIn = (context: Context, router: Router, iif: InterfaceId, state: State): Outcomes<State> =>
  runHook(context, router, 'input', state.header, { ...noScene, iif }, (header) =>
    reach({ ...state, header, place: { kind: 'local', router: router.id }, iif, via: 'any' }),
  )

type Forward = Extract<Course, { kind: 'forward' }>

const send = (context: Context, router: Router, header: Header, scene: Scene, { out, via }: Forward): Outcomes<State> =>
  runHook(context, router, 'postrouting', header, scene, (passed) =>
    at(context, 'out', out, {
      place: { kind: 'out', interface: out },
      header: asNew(passed),
      vlan: null,
      iif: null,
      via,
    }),
  )

/** IPv4 packets from and to loopback addresses pass only by interfaces that take them; prerouting may just have made them so. */
const takesLoopback = (router: Router, iif: InterfaceId, header: Header): Truth =>
  !bears(LOOPBACK.ip4, header) || truthOf(own(router.takesLoopback ?? {}, iif))

function forwards(router: Router, iif: InterfaceId, { family }: Header): Truth {
  if (family === 'frame') return false
  const { otherwise, byInterface } = router.forwards[family]
  return truthOf(own(byInterface, iif) ?? otherwise)
}

const prefixes = (...texts: readonly string[]): AddressRange[] => texts.flatMap((text) => parsePrefix(text) ?? [])
const LOOPBACK = { ip4: prefixes('127.0.0.0/8'), ip6: prefixes('::1') }
const NEVER_FORWARDED = [
  ...LOOPBACK.ip4,
  ...LOOPBACK.ip6,
  ...prefixes('224.0.0.0/4', '255.255.255.255', '0.0.0.0', 'ff00::/8', '::', 'fe80::/10'),
]

/** Whether the packet comes from or goes to one of these. */
const bears = (ranges: readonly AddressRange[], { src, dst }: Header): boolean =>
  [src, dst].some((address) => address !== null && contains(ranges, address))

/** A packet that the device itself makes, perhaps by a socket bound to `iif`: routing, output, routing again where output changed it, postrouting. */
export function emitFrom(context: Context, router: Router, state: State): Outcomes<State> {
  const { header, iif } = state
  if (header.family === 'frame') return nothing
  const ask = { ...noScene, iif }
  return decide(context, router, header, ask, (first) => {
    const scene = { ...noScene, oif: first.kind === 'local' ? null : first.out }
    return runHook(context, router, 'output', header, scene, (passed) => {
      const anew = () => decide(context, router, passed, ask, (second) => leaveBy(context, router, passed, second))
      if (passed.dst !== header.dst || passed.dport !== header.dport || passed.icmp !== header.icmp) return anew()
      const leaving = leaveBy(context, router, passed, first)
      const marked = passed.mark !== header.mark || passed.state !== header.state
      return marked ? doubt([leaving, anew()]) : leaving
    })
  })
}

const leaveBy = (context: Context, router: Router, header: Header, course: Course): Outcomes<State> =>
  course.kind === 'local' ? nothing : send(context, router, header, { ...noScene, oif: course.out }, course)
