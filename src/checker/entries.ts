import type { Hook, Router } from '../cloud/network.ts'
import { runChains } from './chains.ts'
import type { Then } from './chains.ts'
import type { Context } from './context.ts'
import type { Scene } from './match.ts'
import type { Outcomes } from './outcomes.ts'
import { asTracked } from './state.ts'
import type { Header } from './state.ts'

/** The packet through all entries of one hook, in their order; a frame that is no IP packet meets none. The tracker sees it before the first of them. */
export function runHook<T>(
  context: Context,
  router: Router,
  hook: Hook,
  header: Header,
  scene: Scene,
  then: Then<T>,
): Outcomes<T> {
  const { family } = header
  if (family === 'frame') return then(header)
  const seen = (hook === 'prerouting' || hook === 'output') && router.entries.length > 0 ? asTracked(header) : header
  const entries = router.entries.filter((entry) => entry.hook === hook && entry.families.includes(family))
  return runChains(
    context,
    entries.map(({ chain }) => chain),
    seen,
    { ...scene, hook },
    then,
  )
}
