import { contains } from '../base/ranges.ts'
import type { InterfaceId, TableId } from '../cloud/ids.ts'
import type { NextHop, Route, RouteTable, Router } from '../cloud/network.ts'
import { spend } from './context.ts'
import type { Context } from './context.ts'
import { matches } from './match.ts'
import type { Scene } from './match.ts'
import { choice, doubt, nothing, perhaps, whether } from './outcomes.ts'
import type { Outcomes } from './outcomes.ts'
import type { Header, Receiver } from './state.ts'

/** Where a routing decision sends a packet: to the device itself, or out by an interface to whoever takes it there. */
export type Course =
  { readonly kind: 'local' } | { readonly kind: 'forward'; readonly out: InterfaceId; readonly via: Receiver }

interface Ask<T> {
  readonly context: Context
  readonly router: Router
  readonly header: Header
  readonly scene: Scene
  readonly then: (course: Course) => Outcomes<T>
}

type Next<T> = () => Outcomes<T>

/** The routing decision of this router for this packet; what it may decide is handed to `then`. */
export function decide<T>(
  context: Context,
  router: Router,
  header: Header,
  scene: Scene,
  then: (course: Course) => Outcomes<T>,
): Outcomes<T> {
  if (header.dst === null) return nothing
  const ask = { context, router, header, scene, then }
  return router.policy.reduceRight<Next<T>>(
    (next, rule) => once(() => applyRule(ask, rule, next)),
    () => nothing,
  )()
}

/** In doubt the rest of the rules is asked for more than once; it answers the same. */
function once<T>(next: Next<T>): Next<T> {
  let answer: Outcomes<T> | undefined
  return () => (answer ??= next())
}

function applyRule<T>(ask: Ask<T>, { match, action }: Router['policy'][number], next: Next<T>): Outcomes<T> {
  spend(ask.context)
  return whether(
    matches(match, ask.header, ask.scene),
    () => {
      if (action.kind === 'drop') return nothing
      return action.kind === 'lookup' ? lookUp(ask, action.table, next, []) : anywhere(ask, next)
    },
    next,
  )
}

/** The best route of one table; `next` where it has none, or says so. Tables that send to each other in a circle may do anything. */
function lookUp<T>(ask: Ask<T>, id: TableId, next: Next<T>, path: readonly TableId[]): Outcomes<T> {
  const table = ask.router.tables.find((each) => each.id === id)
  if (path.includes(id)) return anywhere(ask, next)
  if (table === undefined) return next()
  const best = bestRoutes(table, ask)
  const found = best.length === 0 ? next() : doubt(best.map((route) => follow(ask, route, next, [...path, id])))
  return table.unknown === undefined ? found : perhaps(choice([found, anywhere(ask, next)]))
}

function bestRoutes({ routes }: RouteTable, { context, header }: Ask<unknown>): Route[] {
  const { dst } = header
  let best: Route[] = []
  for (const route of routes) {
    spend(context)
    if (dst === null || !contains([route.to], dst)) continue
    const order = compare(route, best[0])
    if (order < 0) best = [route]
    else if (order === 0) best.push(route)
  }
  return best
}

const width = ({ to }: Route) => to.last - to.first

/** Below zero when the first is better: the longer prefix, then the lower metric. */
function compare(a: Route, b: Route | undefined): number {
  if (b === undefined || width(a) < width(b)) return -1
  return width(a) > width(b) ? 1 : a.metric - b.metric
}

function follow<T>(ask: Ask<T>, { action }: Route, next: Next<T>, path: readonly TableId[]): Outcomes<T> {
  switch (action.kind) {
    case 'forward':
      return choice(action.hops.map((hop) => ask.then(courseOf(hop))))
    case 'local':
      return ask.then({ kind: 'local' })
    case 'drop':
      return nothing
    case 'throw':
      return next()
    case 'lookup':
      return lookUp(ask, action.table, next, path)
    case 'unknown':
      return anywhere(ask, next)
  }
}

const courseOf = ({ out, to }: NextHop): Course => ({ kind: 'forward', out, via: to === 'peer' ? 'any' : to })

/** Something was not read: out by any interface of the device that routes, to the device itself, or on to the next rule. */
function anywhere<T>({ context, router, then }: Ask<T>, next: Next<T>): Outcomes<T> {
  const faces = context.index.interfacesOfDevice(router.device).filter((face) => face.router !== undefined)
  const out = faces.map((face) => then({ kind: 'forward', out: face.id, via: 'any' }))
  return perhaps(choice([...out, then({ kind: 'local' }), next()]))
}
