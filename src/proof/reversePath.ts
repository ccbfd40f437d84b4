import { isKnown } from '../cloud/knowable.ts'
import type { Router } from '../cloud/network.ts'
import { ALL, type Set } from './bdd.ts'
import type { Engine } from './engine.ts'
import { orOrdinary } from './ordinary.ts'

/** The packets of the router that its reverse-path check (IPv4, RFC 3704) lets in, by the interface that they came in by. */
export function reversePathSet(engine: Engine, router: Router): Set {
  const { space, reading } = engine
  const { bdd } = space
  let allowed = ALL
  for (const [iif, fact] of Object.entries(router.reversePath)) {
    const mode = orOrdinary(engine, fact, 'off')
    const how = isKnown(mode) ? mode.known : reading === 'may' ? 'off' : 'strict'
    if (how === 'off') continue
    const other = bdd.not(bdd.and(space.interfaceSet('iif', [iif]), space.family('ip4')))
    allowed = bdd.and(allowed, bdd.or(other, engine.routing(router).returnable(iif, how)))
  }
  return allowed
}
