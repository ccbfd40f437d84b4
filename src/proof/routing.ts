import type { InterfaceId, TableId } from '../cloud/ids.ts'
import type { NextHop, PolicyRule, Route, RouteTable, Router } from '../cloud/network.ts'
import { ALL, NONE, type Set } from './bdd.ts'
import { DEVICE, upperSet } from './condition.ts'
import type { CloudIndex } from './index.ts'
import type { Reading } from './reading.ts'
import { OIF_LOCAL, VIA_ANY, VIA_ONLINK, type Space } from './space.ts'

/** Tables that look each other up deeper than this are a loop. */
const DEEPEST = 16

/** What a table does with destinations: `to` relates each to its way out (oif, via); `missing` are those that it says nothing of. */
interface Lookup {
  readonly to: Set
  readonly missing: Set
}

/**
 * The routing decision of one router as one relation between what a packet bears (iif, headers, mark) and its way out (oif, via).
 * In the must reading of an equal-cost route each hop stands: some flow takes it.
 */
export class Routing {
  private readonly index: CloudIndex
  private readonly space: Space
  private readonly reading: Reading
  private readonly router: Router
  private readonly taken: number | null
  private readonly tables: ReadonlyMap<TableId, RouteTable>
  private readonly lookups = new Map<string, Lookup>()
  private relation: Set | null = null
  private circles = false

  /** `taken`: the number of the one equal-cost hop that is taken, or null for each of them. */
  constructor(index: CloudIndex, space: Space, reading: Reading, router: Router, taken: number | null = null) {
    this.index = index
    this.space = space
    this.reading = reading
    this.router = router
    this.taken = taken
    this.tables = new Map(router.tables.map((t) => [t.id, t]))
  }

  /** The packets with their oif and via decided; `OIF_LOCAL` for the device's own. What has no way out is gone. */
  decide(set: Set): Set {
    const { space } = this
    return space.bdd.and(space.forget(space.forget(set, 'oif'), 'via'), this.whole())
  }

  /** The packets whose answer (a new packet without a mark, by the same `iif`) would be routed back by `iif` (strict) or by any interface (loose). */
  returnable(iif: InterfaceId, how: 'strict' | 'loose'): Set {
    const { space } = this
    const { bdd } = space
    const answers = bdd.all([
      space.interfaceSet('iif', [iif]),
      space.value('mark', space.marks.rankOf(0)),
      space.state('new'),
    ])
    const back = bdd.and(this.whole(), answers)
    const out =
      how === 'strict'
        ? bdd.and(back, space.interfaceSet('oif', [iif]))
        : bdd.without(back, space.value('oif', OIF_LOCAL))
    const known = ['oif', 'via', 'iif', 'mark', 'state'] as const
    return space.reversed(known.reduce((rest, field) => space.forget(rest, field), out))
  }

  /** From the last rule back: each has what follows it at hand, so that a rule in doubt can be held against it. */
  private whole(): Set {
    this.relation ??= this.router.policy.reduceRight((next, rule) => this.ruled(rule, next), NONE)
    return this.relation
  }

  private ruled(rule: PolicyRule, next: Set): Set {
    const { bdd } = this.space
    // Before the decision no packet has an outgoing interface, so that a condition on it does not hold.
    const matched = rule.match.oif === undefined ? upperSet(this.space, rule.match, DEVICE) : NONE
    const { to, missing } = this.act(rule)
    const taken = bdd.and(matched, bdd.or(to, bdd.and(missing, next)))
    if ((rule.match.unknown ?? []).length === 0) return bdd.or(taken, bdd.without(next, matched))
    return this.reading === 'may' ? bdd.or(taken, next) : bdd.or(bdd.and(taken, next), bdd.without(next, matched))
  }

  private act({ action }: PolicyRule): Lookup {
    if (action.kind === 'drop') return { to: NONE, missing: NONE }
    return action.kind === 'lookup' ? this.lookup(action.table, []) : this.anything()
  }

  /** Something was not understood. */
  private anything(): Lookup {
    return this.reading === 'may' ? { to: this.anywhere(), missing: ALL } : { to: NONE, missing: NONE }
  }

  /** What the table says; tables that look each other up in a circle may do anything. */
  private lookup(id: TableId, path: readonly TableId[]): Lookup {
    if (path.includes(id) || path.length > DEEPEST) {
      this.circles = true
      return this.anything()
    }
    const table = this.tables.get(id)
    if (table === undefined) return { to: NONE, missing: ALL }
    const known = this.lookups.get(id)
    if (known !== undefined) return known
    const read = this.read(table, [...path, id])
    const lookup = table.unknown === undefined ? read : this.withUnknown(read)
    if (!this.circles) this.lookups.set(id, lookup)
    return lookup
  }

  private withUnknown({ to }: Lookup): Lookup {
    const { to: anywhere, missing } = this.anything()
    return { to: this.reading === 'may' ? this.space.bdd.or(to, anywhere) : NONE, missing }
  }

  private read(table: RouteTable, path: readonly TableId[]): Lookup {
    const { bdd } = this.space
    const { cells, missing } = this.cellsOf(table)
    let to = NONE
    let open = missing
    for (const [routes, dst] of cells) {
      const way = this.way(routes, path)
      to = bdd.or(to, bdd.and(dst, way.to))
      open = bdd.or(open, bdd.and(dst, way.missing))
    }
    return { to, missing: open }
  }

  /** The table cut by longest prefix and metric: which routes (equally good) hold for which destinations. */
  private cellsOf(table: RouteTable): { cells: Map<readonly Route[], Set>; missing: Set } {
    const { addresses, bdd } = this.space
    const best = Array.from<readonly Route[] | undefined>({ length: addresses.count })
    for (const routes of byPreference(table.routes)) {
      const { to } = routes[0] as Route
      const last = addresses.rankOf(to.last)
      for (let rank = addresses.rankOf(to.first); rank <= last; rank++) best[rank] = routes
    }
    const intervals = new Map<readonly Route[] | undefined, { first: number; last: number }[]>()
    for (let rank = 0; rank < best.length; rank++) {
      const routes = best[rank]
      const list = intervals.get(routes) ?? []
      const top = list.at(-1)
      if (top !== undefined && top.last === rank - 1) top.last = rank
      else list.push({ first: rank, last: rank })
      intervals.set(routes, list)
    }
    const packets = bdd.not(this.space.family('frame'))
    const cells = new Map<readonly Route[], Set>()
    let missing = NONE
    for (const [routes, list] of intervals) {
      const dst = bdd.and(packets, this.space.ranks('dst', list))
      if (routes === undefined) missing = dst
      else cells.set(routes, dst)
    }
    return { cells, missing }
  }

  /** Equal routes (prefix and metric) that stand beside each other: one of them is used, and the evidence does not say which. */
  private way(routes: readonly Route[], path: readonly TableId[]): Lookup {
    const { bdd } = this.space
    const ways = routes.map((r) => this.wayOf(r, path))
    const [to, missing] = [ways.map((w) => w.to), ways.map((w) => w.missing)]
    return this.reading === 'may'
      ? { to: bdd.any(to), missing: bdd.any(missing) }
      : { to: bdd.all(to), missing: bdd.all(missing) }
  }

  private wayOf({ action }: Route, path: readonly TableId[]): Lookup {
    const { space } = this
    const { bdd } = space
    switch (action.kind) {
      case 'local':
        return { to: bdd.and(space.value('oif', OIF_LOCAL), space.value('via', VIA_ANY)), missing: NONE }
      case 'drop':
        return { to: NONE, missing: NONE }
      case 'throw':
        return { to: NONE, missing: ALL }
      case 'lookup':
        return this.lookup(action.table, path)
      case 'unknown':
        return this.anything()
      case 'forward':
        return { to: bdd.any(this.takenOf(action.hops).map((hop) => this.hop(hop))), missing: NONE }
    }
  }

  private takenOf(hops: readonly NextHop[]): readonly NextHop[] {
    if (this.taken === null || hops.length < 2) return hops
    const number = this.taken % hops.length
    return hops.slice(number, number + 1)
  }

  private hop({ out, to }: NextHop): Set {
    const { space } = this
    const via = to === 'peer' ? VIA_ANY : to === 'onlink' ? VIA_ONLINK : space.gateway(to)
    return space.bdd.and(space.interfaceSet('oif', [out]), space.value('via', via))
  }

  /** Any interface of the device that routes, to anybody there; the device itself too. */
  private anywhere(): Set {
    const { space } = this
    const faces = this.index.interfacesOf.get(this.router.device) ?? []
    const own = faces.filter((i) => i.router !== undefined).map((i) => i.id)
    const out = space.bdd.or(space.interfaceSet('oif', own), space.value('oif', OIF_LOCAL))
    return space.bdd.and(out, space.value('via', VIA_ANY))
  }
}

/** Routes grouped where prefix and metric are equal, from the least preferred to the most: shorter prefixes first, then higher metrics. */
function byPreference(routes: readonly Route[]): Route[][] {
  const groups = new Map<string, Route[]>()
  for (const route of routes) {
    const key = `${route.to.first} ${route.to.last} ${route.metric}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [route])
    else group.push(route)
  }
  const size = (r: Route): bigint => r.to.last - r.to.first
  return [...groups.values()].sort(([a], [b]) => {
    const difference = size(b as Route) - size(a as Route)
    if (difference !== 0n) return difference > 0n ? 1 : -1
    return (b as Route).metric - (a as Route).metric
  })
}
