import { familyOf } from '../base/address.ts'
import type { Action, Chain, Rule } from '../cloud/chain.ts'
import type { ChainId, UnknownId } from '../cloud/ids.ts'
import type { Hook } from '../cloud/network.ts'
import { DEVICE, siteKey, upperSet, type Site } from './condition.ts'
import { ALL, NONE, type Set } from './bdd.ts'
import type { CloudIndex } from './index.ts'
import type { Reading } from './reading.ts'
import type { Space } from './space.ts'

/** What a rule or a chain's end decided about some packets: for the explanation of a path. */
export interface Ruling {
  readonly chain: Chain
  /** Null: the end of the chain (its policy). */
  readonly rule: Rule | null
  readonly verdict: 'accept' | 'drop' | 'translate' | 'unknown'
}
export type Listener = (ruling: Ruling, set: Set) => void

interface Flow {
  readonly accepted: Set
  /** Left the chain by `return` or by its bottom. */
  readonly fell: Set
}

interface Passage {
  readonly site: Site
  readonly hook: Hook | 'filter'
  readonly listen: Listener | null
  readonly depth: number
}

/** Jumps deeper than this are a loop (netfilter allows 16). */
const DEEPEST = 32

/**
 * Runs sets of packets through chains, in one reading.
 * `ordinary` tells which unknowns are to be taken as if nothing stood there (V-2a: a tenant's own machine without evidence of its inside).
 */
export class Chains {
  private readonly uppers = new Map<string, Set[]>()
  private readonly simple = new Map<ChainId, boolean>()
  private readonly whole = new Map<string, Set>()
  private readonly index: CloudIndex
  private readonly space: Space
  private readonly reading: Reading
  private readonly ordinary: (unknown: UnknownId) => boolean

  constructor(
    index: CloudIndex,
    space: Space,
    reading: Reading,
    ordinary: (unknown: UnknownId) => boolean = () => false,
  ) {
    this.index = index
    this.space = space
    this.reading = reading
    this.ordinary = ordinary
  }

  /** The packets of the set that an entry by this chain accepts, translated and marked as it does. */
  pass(id: ChainId, set: Set, hook: Hook | 'filter', site: Site = DEVICE, listen: Listener | null = null): Set {
    if (set === NONE) return NONE
    const chain = this.index.chain.get(id)
    if (chain === undefined) return this.reading === 'may' ? set : NONE
    if (listen === null && this.isSimple(id)) return this.space.bdd.and(set, this.acceptedOf(chain, hook, site))
    return this.enter(chain, set, { site, hook, listen, depth: 0 })
  }

  private acceptedOf(chain: Chain, hook: Hook | 'filter', site: Site): Set {
    const key = `${chain.id} ${siteKey(site)}`
    const known = this.whole.get(key)
    if (known !== undefined) return known
    const accepted = this.enter(chain, ALL, { site, hook, listen: null, depth: 0 })
    this.whole.set(key, accepted)
    return accepted
  }

  private enter(chain: Chain, set: Set, passage: Passage): Set {
    const { accepted, fell } = this.run(chain, set, passage)
    if (fell !== NONE) passage.listen?.({ chain, rule: null, verdict: chain.end }, fell)
    return chain.end === 'accept' ? this.space.bdd.or(accepted, fell) : accepted
  }

  private run(chain: Chain, set: Set, passage: Passage): Flow {
    if (passage.depth > DEEPEST) return { accepted: NONE, fell: this.reading === 'may' ? set : NONE }
    const { bdd } = this.space
    const uppers = this.uppersOf(chain, passage.site)
    let rest = set
    let accepted = NONE
    let fell = NONE
    for (const [i, rule] of chain.rules.entries()) {
      if (rest === NONE) break
      const upper = bdd.and(rest, uppers[i] as Set)
      if (upper === NONE) continue
      const sure = (rule.match.unknown ?? []).length === 0
      const hit = sure || this.reading === 'may' ? upper : NONE
      const gone = sure || this.reading === 'must' ? upper : NONE
      const outcome = this.act(chain, rule, hit, passage)
      accepted = bdd.or(accepted, outcome.accepted)
      fell = bdd.or(fell, outcome.left)
      rest = bdd.or(outcome.goesOn, outcome.decides ? bdd.without(rest, gone) : rest)
    }
    return { accepted, fell: bdd.or(fell, rest) }
  }

  /** `goesOn` comes back into this chain, `left` leaves it; where the rule `decides`, the caller takes what it matched out of the rest. */
  private act(
    chain: Chain,
    rule: Rule,
    hit: Set,
    passage: Passage,
  ): { accepted: Set; left: Set; goesOn: Set; decides: boolean } {
    const { action } = rule
    const say = (verdict: Ruling['verdict']): void => {
      if (hit !== NONE) passage.listen?.({ chain, rule, verdict }, hit)
    }
    const decided = { accepted: NONE, left: NONE, goesOn: NONE, decides: true }
    switch (action.kind) {
      case 'accept':
        say('accept')
        return { ...decided, accepted: hit }
      case 'drop':
        say('drop')
        return decided
      case 'return':
        return { ...decided, left: hit }
      case 'continue':
        return { ...decided, decides: false }
      case 'jump':
      case 'goto':
        return this.call(action, hit, passage, decided)
      case 'mark':
        return { ...decided, goesOn: this.space.assign(hit, 'mark', this.space.marks.rankOf(action.value)) }
      case 'notrack':
        return { ...decided, goesOn: this.space.assign(hit, 'state', 4) }
      case 'unknown':
        return this.anything(action.unknown, hit, passage, decided, say)
      default:
        say('translate')
        return { ...decided, accepted: this.translate(rule, action, hit) }
    }
  }

  private call<D extends { accepted: Set; left: Set; goesOn: Set }>(
    action: { readonly kind: 'jump' | 'goto'; readonly chain: ChainId },
    hit: Set,
    passage: Passage,
    decided: D,
  ): D {
    const called = this.index.chain.get(action.chain)
    const flow =
      called === undefined
        ? { accepted: this.reading === 'may' ? hit : NONE, fell: this.reading === 'may' ? hit : NONE }
        : this.run(called, hit, { ...passage, depth: passage.depth + 1 })
    return action.kind === 'jump'
      ? { ...decided, accepted: flow.accepted, goesOn: flow.fell }
      : { ...decided, accepted: flow.accepted, left: flow.fell }
  }

  /** May: accepted, translated to anything where the hook translates, and going on as well. Must: nothing is sure of it. */
  private anything<D extends { accepted: Set; left: Set; goesOn: Set }>(
    unknown: UnknownId,
    hit: Set,
    passage: Passage,
    decided: D,
    say: (verdict: Ruling['verdict']) => void,
  ): D {
    if (this.ordinary(unknown)) {
      say('accept')
      return { ...decided, accepted: hit }
    }
    if (this.reading === 'must') {
      say('unknown')
      return decided
    }
    say('unknown')
    const accepted = this.translatedAnyhow(hit, passage.hook)
    return { ...decided, accepted, goesOn: hit }
  }

  private translatedAnyhow(hit: Set, hook: Hook | 'filter'): Set {
    const { space } = this
    const ends = { prerouting: ['dst', 'dport'], output: ['dst', 'dport'], postrouting: ['src', 'sport'] } as const
    if (hook !== 'prerouting' && hook !== 'postrouting' && hook !== 'output') return hit
    const [address, port] = ends[hook]
    const freed = space.bdd.and(space.forget(space.forget(hit, address), port), space.valid)
    return space.bdd.or(hit, freed)
  }

  private translate(rule: Rule, action: Extract<Action, { kind: 'dnat' | 'snat' | 'masquerade' }>, hit: Set): Set {
    const { bdd } = this.space
    const first = bdd.and(hit, this.space.state('new'))
    const later = bdd.without(hit, first)
    if (first === NONE) return later
    if (action.kind === 'masquerade') return bdd.or(later, this.masquerade(first, action.ports))
    const address = action.kind === 'dnat' ? 'dst' : 'src'
    const port = action.kind === 'dnat' ? 'dport' : 'sport'
    const moved =
      action.map === 'offset' ? this.shifted(rule, action, first, address) : this.moved(first, address, action.to)
    return bdd.or(later, this.ported(moved, port, action.ports))
  }

  private moved(set: Set, address: 'src' | 'dst', to: readonly { first: bigint; last: bigint }[] | null): Set {
    if (to === null) return set
    const { space } = this
    return space.bdd.and(space.bdd.and(space.forget(set, address), space.addressSet(address, to)), space.valid)
  }

  private ported(set: Set, port: 'sport' | 'dport', ports: readonly { first: number; last: number }[] | null): Set {
    if (ports === null) return set
    const { space } = this
    const withPorts = space.bdd.and(set, space.protocolSet([6, 17, 33, 132, 136]))
    const rest = space.bdd.without(set, withPorts)
    return space.bdd.or(rest, space.bdd.and(space.forget(withPorts, port), space.numberSet(port, ports)))
  }

  /** NETMAP: address by address; a range too large for that is any of its addresses in the may reading, none in the must. */
  private shifted(
    rule: Rule,
    action: Extract<Action, { kind: 'dnat' | 'snat' }>,
    set: Set,
    address: 'src' | 'dst',
  ): Set {
    const from = (address === 'dst' ? rule.match.dst : rule.match.src)?.[0]
    const to = action.to?.[0]
    if (
      from === undefined ||
      to === undefined ||
      from.last - from.first !== to.last - to.first ||
      to.last - to.first >= 256n
    )
      return this.reading === 'may' ? this.moved(set, address, action.to) : NONE
    const { space } = this
    const images: Set[] = []
    for (let offset = 0n; offset <= to.last - to.first; offset++) {
      const here = space.bdd.and(
        set,
        space.addressSet(address, [{ first: from.first + offset, last: from.first + offset }]),
      )
      if (here !== NONE) images.push(this.moved(here, address, [{ first: to.first + offset, last: to.first + offset }]))
    }
    return space.bdd.any(images)
  }

  private masquerade(set: Set, ports: readonly { first: number; last: number }[] | null): Set {
    const { space } = this
    const images: Set[] = []
    for (const rank of space.ranksIn(set, 'oif')) {
      const out = this.index.interface.get(space.interfaces[rank - 2] ?? '')
      const here = space.bdd.and(set, space.value('oif', rank))
      for (const family of ['ip4', 'ip6'] as const) {
        const own = (out?.addresses ?? []).filter((a) => familyOf(a.address) === family)
        const packets = space.bdd.and(here, space.family(family))
        images.push(
          this.moved(
            packets,
            'src',
            own.map(({ address: a }) => ({ first: a, last: a })),
          ),
        )
      }
    }
    return this.ported(space.bdd.any(images), 'sport', ports)
  }

  private uppersOf(chain: Chain, site: Site): Set[] {
    const key = `${chain.id} ${siteKey(site)}`
    const known = this.uppers.get(key)
    if (known !== undefined) return known
    const uppers = chain.rules.map((rule) => upperSet(this.space, rule.match, site))
    this.uppers.set(key, uppers)
    return uppers
  }

  /** Whether what the chain accepts is a set that does not depend on the packets given: no rule changes a packet. */
  private isSimple(id: ChainId): boolean {
    const known = this.simple.get(id)
    if (known !== undefined) return known
    this.simple.set(id, false)
    const chain = this.index.chain.get(id)
    const simple =
      chain !== undefined &&
      chain.rules.every(({ action }) =>
        action.kind === 'jump' || action.kind === 'goto'
          ? this.isSimple(action.chain)
          : ['accept', 'drop', 'return', 'continue'].includes(action.kind),
      )
    this.simple.set(id, simple)
    return simple
  }
}
