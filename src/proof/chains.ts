import type { Chain, Rule } from '../cloud/chain.ts'
import type { ChainId, UnknownId } from '../cloud/ids.ts'
import type { Hook } from '../cloud/network.ts'
import { DEVICE, siteKey, upperSet, type Site } from './condition.ts'
import { ALL, NONE, type Set } from './bdd.ts'
import type { CloudIndex } from './index.ts'
import type { Reading } from './reading.ts'
import { STATES, type Space } from './space.ts'
import { Translation, type Translating } from './translation.ts'

/** What a rule or a chain's end decided about some packets: for the explanation of a path. */
export interface Ruling {
  readonly chain: Chain
  /** Null: the end of the chain (its policy). */
  readonly rule: Rule | null
  readonly verdict: 'accept' | 'drop' | 'translate' | 'unknown'
}
export type Listener = (ruling: Ruling, set: Set) => void

/** What becomes of the packets that enter a chain. */
interface Flow {
  readonly accepted: Set
  /** Left the chain by `return` or by its bottom. */
  readonly fell: Set
  /** As `fell`, but a rule in doubt would have accepted them as they are: whatever follows must do so too. */
  readonly fellHeld: Set
}

/** Packets on their way down a chain: free ones, and those that count only if they are accepted as they are. */
interface Pending {
  readonly free: Set
  readonly held: Set
}

/** What one rule does. `goesOn` comes back into this chain, `left` leaves it; what it matched and does not `decide` goes on as it was. */
interface Outcome extends Flow {
  readonly goesOn: Set
  readonly goesOnHeld: Set
  readonly decides: boolean
}

const LOST: Outcome = { accepted: NONE, fell: NONE, fellHeld: NONE, goesOn: NONE, goesOnHeld: NONE, decides: true }

interface Passage {
  readonly site: Site
  readonly hook: Hook | 'filter'
  readonly listen: Listener | null
  readonly depth: number
  /** Only packets that come out as they went in: one of two ways that must give the same. */
  readonly held: boolean
}

const UNTRACKED = STATES.indexOf('untracked')

/** Actions that say nothing of their own when they are taken: where it is in doubt whether they are, that has to be heard. */
const SILENT: readonly string[] = ['jump', 'goto', 'return', 'mark', 'notrack']

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
  private readonly translation: Translation

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
    this.translation = new Translation(index, space, reading)
  }

  /** The packets of the set that an entry by this chain accepts, translated and marked as it does. */
  pass(id: ChainId, set: Set, hook: Hook | 'filter', site: Site = DEVICE, listen: Listener | null = null): Set {
    return this.enterBy(id, set, { site, hook, listen, depth: 0, held: false })
  }

  /** The packets of the set that an entry by this chain surely accepts as they are. */
  passUnchanged(id: ChainId, set: Set, hook: Hook | 'filter', site: Site = DEVICE): Set {
    return this.enterBy(id, set, { site, hook, listen: null, depth: 0, held: true })
  }

  private enterBy(id: ChainId, set: Set, passage: Passage): Set {
    if (set === NONE) return NONE
    const chain = this.index.chain.get(id)
    if (chain === undefined) return this.reading === 'may' ? set : NONE
    if (passage.listen === null && this.isSimple(id)) return this.space.bdd.and(set, this.acceptedOf(chain, passage))
    return this.enter(chain, set, passage)
  }

  private acceptedOf(chain: Chain, passage: Passage): Set {
    const key = `${chain.id} ${siteKey(passage.site)}`
    const known = this.whole.get(key)
    if (known !== undefined) return known
    const accepted = this.enter(chain, ALL, passage)
    this.whole.set(key, accepted)
    return accepted
  }

  private enter(chain: Chain, set: Set, passage: Passage): Set {
    const { bdd } = this.space
    const { accepted, fell, fellHeld } = this.run(chain, { free: set, held: NONE }, passage)
    const ended = bdd.or(fell, fellHeld)
    if (ended !== NONE) passage.listen?.({ chain, rule: null, verdict: chain.end }, ended)
    return chain.end === 'accept' ? bdd.or(accepted, ended) : accepted
  }

  private run(chain: Chain, entering: Pending, passage: Passage): Flow {
    if (passage.depth > DEEPEST)
      return this.reading === 'may' ? { accepted: entering.free, fell: entering.free, fellHeld: NONE } : LOST
    const { bdd } = this.space
    const uppers = this.uppersOf(chain, passage.site)
    let { free, held } = entering
    let accepted = NONE
    let fell = NONE
    let fellHeld = NONE
    for (const [i, rule] of chain.rules.entries()) {
      if (free === NONE && held === NONE) break
      const upper = uppers[i] as Set
      const first = this.apply(chain, rule, free, upper, passage)
      const second = this.apply(chain, rule, held, upper, { ...passage, held: true })
      accepted = bdd.any([accepted, first.accepted, second.accepted])
      fell = bdd.or(fell, first.fell)
      fellHeld = bdd.any([fellHeld, first.fellHeld, second.fell, second.fellHeld])
      free = first.goesOn
      held = bdd.any([first.goesOnHeld, second.goesOn, second.goesOnHeld])
    }
    return { accepted, fell: bdd.or(fell, free), fellHeld: bdd.or(fellHeld, held) }
  }

  /** One rule on those that reach it. `goesOn` of the answer is everything that reaches the next rule. */
  private apply(chain: Chain, rule: Rule, reached: Set, upper: Set, passage: Passage): Outcome {
    const { bdd } = this.space
    const hit = bdd.and(reached, upper)
    if (hit === NONE) return { ...LOST, goesOn: reached }
    const passed = bdd.without(reached, hit)
    if ((rule.match.unknown ?? []).length > 0) return this.doubted(chain, rule, hit, passed, passage)
    const outcome = this.act(chain, rule, hit, passage)
    return { ...outcome, goesOn: outcome.decides ? bdd.or(passed, outcome.goesOn) : reached }
  }

  /** The rule matches or it does not. May: both. Must: what it would do and what follows have to agree, packet by packet. */
  private doubted(chain: Chain, rule: Rule, hit: Set, passed: Set, passage: Passage): Outcome {
    const { bdd } = this.space
    if (this.reading === 'may') {
      if (SILENT.includes(rule.action.kind)) passage.listen?.({ chain, rule, verdict: 'unknown' }, hit)
      const outcome = this.act(chain, rule, hit, passage)
      return { ...outcome, goesOn: bdd.any([passed, outcome.goesOn, hit]) }
    }
    const outcome = this.act(chain, rule, hit, { ...passage, held: true })
    if (!outcome.decides) return { ...outcome, goesOn: bdd.or(passed, hit) }
    return { ...LOST, goesOn: bdd.or(passed, outcome.goesOn), goesOnHeld: bdd.or(outcome.accepted, outcome.goesOnHeld) }
  }

  private act(chain: Chain, rule: Rule, hit: Set, passage: Passage): Outcome {
    const { action } = rule
    const say = (verdict: Ruling['verdict']): void => passage.listen?.({ chain, rule, verdict }, hit)
    switch (action.kind) {
      case 'accept':
        say('accept')
        return { ...LOST, accepted: hit }
      case 'drop':
        say('drop')
        return LOST
      case 'return':
        return { ...LOST, fell: hit }
      case 'continue':
        return { ...LOST, decides: false }
      case 'jump':
      case 'goto':
        return this.call(action, hit, passage)
      case 'mark':
        return { ...LOST, goesOn: this.set(hit, 'mark', this.space.marks.rankOf(action.value), passage) }
      case 'notrack':
        return { ...LOST, goesOn: this.set(hit, 'state', UNTRACKED, passage) }
      case 'unknown':
        return this.anything(action.unknown, hit, passage, say)
      default:
        say('translate')
        return { ...LOST, accepted: this.translate(rule, action, hit, passage) }
    }
  }

  private set(set: Set, field: 'mark' | 'state', rank: number, { held }: Passage): Set {
    return held ? this.space.bdd.and(set, this.space.value(field, rank)) : this.space.assign(set, field, rank)
  }

  private call(
    action: { readonly kind: 'jump' | 'goto'; readonly chain: ChainId },
    hit: Set,
    passage: Passage,
  ): Outcome {
    const called = this.index.chain.get(action.chain)
    if (called === undefined) return this.reading === 'may' ? { ...LOST, accepted: hit, fell: hit, goesOn: hit } : LOST
    const deeper = { ...passage, depth: passage.depth + 1 }
    const { accepted, fell, fellHeld } = this.run(called, { free: hit, held: NONE }, deeper)
    return action.kind === 'jump'
      ? { ...LOST, accepted, goesOn: fell, goesOnHeld: fellHeld }
      : { ...LOST, accepted, fell, fellHeld }
  }

  /** May: accepted, translated to anything where the hook translates, marked, untracked, returned or going on. Must: nothing is sure of it. */
  private anything(
    unknown: UnknownId,
    hit: Set,
    { hook }: Passage,
    say: (verdict: Ruling['verdict']) => void,
  ): Outcome {
    const { space } = this
    const ordinary = this.ordinary(unknown)
    say(ordinary ? 'accept' : 'unknown')
    if (ordinary) return { ...LOST, accepted: hit }
    if (this.reading === 'must') return LOST
    const marked = space.bdd.and(space.forget(hit, 'mark'), space.valid)
    const free = space.bdd.or(marked, space.assign(marked, 'state', UNTRACKED))
    return { ...LOST, accepted: this.translation.anyhow(free, hook), fell: free, goesOn: free }
  }

  /** Only the first packet of a flow is translated by rules; frames bear nothing to translate. The others are accepted as they are. */
  private translate(rule: Rule, action: Translating, hit: Set, { held, site }: Passage): Set {
    const { bdd } = this.space
    const first = bdd.without(bdd.and(hit, this.space.state('new')), this.space.family('frame'))
    if (first === NONE) return hit
    return bdd.or(bdd.without(hit, first), this.translation.translated(rule, action, first, held, site))
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
