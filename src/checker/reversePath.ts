import { isKnown } from '../cloud/knowable.ts'
import type { InterfaceId } from '../cloud/ids.ts'
import type { Router } from '../cloud/network.ts'
import type { Context } from './context.ts'
import { noScene } from './match.ts'
import { either, nothing, only } from './outcomes.ts'
import type { Outcomes, Truth } from './outcomes.ts'
import { decide } from './routing.ts'
import type { Course } from './routing.ts'
import type { Header } from './state.ts'
import { own } from './truth.ts'

/** Whether a packet that came in by this interface passes the check that its source lies there (IPv4; kernels have none for IPv6). */
export function passesReversePath(context: Context, router: Router, header: Header, iif: InterfaceId): Truth {
  const mode = own(router.reversePath, iif)
  if (mode === undefined || header.family !== 'ip4') return true
  if (isKnown(mode)) return passes(context, router, header, iif, mode.known)
  return either('unknown', passes(context, router, header, iif, 'strict'))
}

function passes(
  context: Context,
  router: Router,
  header: Header,
  iif: InterfaceId,
  mode: 'off' | 'strict' | 'loose',
): Truth {
  if (mode === 'off') return true
  const leads = (course: Course): Outcomes<true> =>
    course.kind === 'forward' && (mode === 'loose' || course.out === iif) ? only('', true) : nothing
  const way = decide(context, router, answerTo(header), { ...noScene, iif }, leads).get('')
  return way === undefined ? false : way.sure || 'unknown'
}

/** The header of the answer that would go back to the source, asked as if it came in by the same interface: so a VRF's own tables are asked. */
const answerTo = (h: Header): Header => ({
  ...h,
  src: h.dst,
  dst: h.src,
  sport: h.dport,
  dport: h.sport,
  mark: 0,
  state: 'new',
})
