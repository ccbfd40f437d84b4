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
import { nothing, whether } from './outcomes.ts'
import type { Outcomes, Truth } from './outcomes.ts'
import { isTakenBy } from './receivers.ts'
import { passesReversePath } from './reversePath.ts'
import { decide } from './routing.ts'
import type { Course } from './routing.ts'
import type { Header, State } from './state.ts'
import { own, truthOf } from './truth.ts'

/** From a router that a packet came to: to the device itself, or on by an interface. */
export function route(context: Context, router: Router, state: State): Outcomes<State> {
  const { iif } = state
  if (iif === null || state.header.family === 'frame') return nothing
  const scene = { ...noScene, iif }
  return whether(isTakenBy(context, router, iif, state), () =>
    runHook(context, router, 'prerouting', state.header, scene, (header) =>
      whether(passesReversePath(context, router, header, iif), () =>
        decide(context, router, header, scene, (course) => goOn(context, router, iif, { ...state, header }, course)),
      ),
    ),
  )
}

function goOn(context: Context, router: Router, iif: InterfaceId, state: State, course: Course): Outcomes<State> {
  if (course.kind === 'local') return takeIn(context, router, iif, state)
  const { header } = state
  if (staysOnSegment(header)) return nothing
  const scene: Scene = { ...noScene, iif, oif: course.out }
  return whether(forwards(router, iif, header), () =>
    runHook(context, router, 'forward', header, scene, (passed) => send(context, router, passed, scene, course)),
  )
}

const takeIn = (context: Context, router: Router, iif: InterfaceId, state: State): Outcomes<State> =>
  runHook(context, router, 'input', state.header, { ...noScene, iif }, (header) =>
    reach({ ...state, header, place: { kind: 'local', router: router.id }, iif }),
  )

type Forward = Extract<Course, { kind: 'forward' }>

const send = (context: Context, router: Router, header: Header, scene: Scene, { out, via }: Forward): Outcomes<State> =>
  runHook(context, router, 'postrouting', header, scene, (passed) =>
    at(context, 'out', out, { place: { kind: 'out', interface: out }, header: passed, vlan: null, iif: null, via }),
  )

function forwards(router: Router, iif: InterfaceId, { family }: Header): Truth {
  if (family === 'frame') return false
  const { otherwise, byInterface } = router.forwards[family]
  return truthOf(own(byInterface, iif) ?? otherwise)
}

const NEVER_FORWARDED = ['224.0.0.0/4', '255.255.255.255', '127.0.0.0/8', 'ff00::/8', '::1', 'fe80::/10']
  .map(parsePrefix)
  .filter((range): range is AddressRange => range !== null)

/** Multicast, broadcast, loopback and IPv6 link-local. */
const staysOnSegment = ({ src, dst }: Header): boolean =>
  [src, dst].some((address) => address !== null && contains(NEVER_FORWARDED, address))

/** A packet that the device itself makes: output, routing before it and again where its destination was translated, postrouting. */
export function emitFrom(context: Context, router: Router, state: State): Outcomes<State> {
  const { header } = state
  if (header.family === 'frame') return nothing
  return decide(context, router, header, noScene, (first) =>
    first.kind === 'local'
      ? nothing
      : runHook(context, router, 'output', header, { ...noScene, oif: first.out }, (passed) =>
          passed.dst === header.dst && passed.dport === header.dport
            ? leaveBy(context, router, passed, first)
            : decide(context, router, passed, noScene, (second) => leaveBy(context, router, passed, second)),
        ),
  )
}

const leaveBy = (context: Context, router: Router, header: Header, course: Course): Outcomes<State> =>
  course.kind === 'local' ? nothing : send(context, router, header, { ...noScene, oif: course.out }, course)
