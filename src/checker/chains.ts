import type { Chain, Rule } from '../cloud/chain.ts'
import type { ChainId } from '../cloud/ids.ts'
import { spend } from './context.ts'
import type { Context } from './context.ts'
import { matches } from './match.ts'
import type { Scene } from './match.ts'
import { choice, doubt, nothing, perhaps } from './outcomes.ts'
import type { Outcomes, Truth } from './outcomes.ts'
import { headerKey } from './state.ts'
import type { Header } from './state.ts'
import { anyTranslation, markings, translations } from './translate.ts'

/** What happens to a packet that was let pass. */
export type Then<T> = (header: Header) => Outcomes<T>

/** A rule of a chain, and where the packet goes on when it leaves this chain; null when the chain was entered from a hook or an interface. */
interface Position {
  readonly chain: Chain
  readonly rule: number
  readonly back: Position | null
  readonly depth: number
}

interface Run<T> {
  readonly context: Context
  readonly entry: Chain
  readonly scene: Scene
  readonly then: Then<T>
  /** What is known of a position and header already: rules that are in doubt would double the work each time. */
  readonly memo: Map<string, Outcomes<T>>
}

const DEEPEST = 64

/** The packet through chains, one after the other; each must accept. */
export function runChains<T>(
  context: Context,
  ids: readonly ChainId[],
  header: Header,
  scene: Scene,
  then: Then<T>,
): Outcomes<T> {
  const [first, ...rest] = ids
  if (first === undefined) return then(header)
  return runChain(context, first, header, scene, (passed) => runChains(context, rest, passed, scene, then))
}

/** The packet through one chain from its top; a chain that is not there may do anything. */
export function runChain<T>(context: Context, id: ChainId, header: Header, scene: Scene, then: Then<T>): Outcomes<T> {
  const entry = context.index.chains.get(id)
  if (entry === undefined) return perhaps(then(header))
  return walk({ context, entry, scene, then, memo: new Map() }, at(entry, 0, null), header)
}

const at = (chain: Chain, rule: number, back: Position | null): Position => ({
  chain,
  rule,
  back,
  depth: (back?.depth ?? 0) + 1,
})
const after = ({ chain, rule, back }: Position) => at(chain, rule + 1, back)

/** Equal text for equal positions; the length in front keeps an id with strange letters apart. */
const keyOf = ({ chain, rule, back }: Position): string =>
  `${chain.id.length}:${chain.id}#${rule}${back === null ? '|' : `<${keyOf(back)}`}`

type Move<T> =
  | { readonly kind: 'go'; readonly to: Position; readonly header: Header }
  | { readonly kind: 'end'; readonly outcomes: () => Outcomes<T> }
  | { readonly kind: 'anything'; readonly next: Position }

interface Doubtful<T> {
  readonly key: string
  readonly join: (rest: Outcomes<T>) => Outcomes<T>
}

/** Goes down the rules; those in doubt are set aside and joined from the last back, so that each finds what follows it in the memo. */
function walk<T>(run: Run<T>, start: Position, first: Header): Outcomes<T> {
  const aside: Doubtful<T>[] = []
  let [position, header] = [start, first]
  let result: Outcomes<T> | undefined
  while (result === undefined) {
    spend(run.context)
    result = run.memo.size === 0 ? undefined : run.memo.get(keyOf(position) + headerKey(header))
    if (result !== undefined) break
    const [truth, move] = look(run, position, header)
    if (truth === false) position = after(position)
    else if (truth === true && move.kind === 'end') result = move.outcomes()
    else if (truth === true && move.kind === 'go') [position, header] = [move.to, move.header]
    else {
      const passed = header
      aside.push({ key: keyOf(position) + headerKey(header), join: (rest) => join(run, move, passed, rest) })
      position = after(position)
    }
  }
  return aside.toReversed().reduce((rest, { key, join: joined }) => remember(run, key, joined(rest)), result)
}

/** Whether the rule at this position takes the packet, and what it would do with it. */
function look<T>(run: Run<T>, position: Position, header: Header): [Truth, Move<T>] {
  const rule = position.chain.rules[position.rule]
  if (rule === undefined) return [true, leave(run, position, header)]
  return [matches(rule.match, header, run.scene), act(run, rule, position, header)]
}

function remember<T>({ memo }: Run<T>, key: string, outcomes: Outcomes<T>): Outcomes<T> {
  memo.set(key, outcomes)
  return outcomes
}

function join<T>(run: Run<T>, move: Move<T>, header: Header, rest: Outcomes<T>): Outcomes<T> {
  if (move.kind === 'anything') {
    const marked = markings(run.context, header)
    const on = marked.slice(1).map((each) => walk(run, move.next, each))
    const accepted = marked.flatMap((each) => anyTranslation(run.context, each, run.scene)).map(run.then)
    return perhaps(choice([...accepted, rest, ...on]))
  }
  if (move.kind === 'end') return doubt([move.outcomes(), rest])
  return doubt([walk(run, move.to, move.header), rest])
}

/** Out of the bottom, or returned: on in the chain that called, or the end of the chain that was entered. */
function leave<T>({ entry, then }: Run<T>, { back }: Position, header: Header): Move<T> {
  if (back !== null) return { kind: 'go', to: back, header }
  return { kind: 'end', outcomes: () => (entry.end === 'accept' ? then(header) : nothing) }
}

function act<T>(run: Run<T>, rule: Rule, position: Position, header: Header): Move<T> {
  const { action } = rule
  const next = (changed: Header): Move<T> => ({ kind: 'go', to: after(position), header: changed })
  switch (action.kind) {
    case 'accept':
      return { kind: 'end', outcomes: () => run.then(header) }
    case 'drop':
      return { kind: 'end', outcomes: () => nothing }
    case 'jump':
      return call(run, action.chain, position, after(position), header)
    case 'goto':
      return call(run, action.chain, position, position.back, header)
    case 'return':
      return leave(run, position, header)
    case 'continue':
      return next(header)
    case 'mark':
      return next({ ...header, mark: action.value })
    case 'notrack':
      return next({ ...header, state: 'untracked' })
    case 'unknown':
      return { kind: 'anything', next: after(position) }
    default: {
      if (header.state !== 'new' || header.family === 'frame') return { kind: 'end', outcomes: () => run.then(header) }
      const made = () => translations(run.context, rule, action, header, run.scene)
      return { kind: 'end', outcomes: () => choice(made().map(run.then)) }
    }
  }
}

/** Into a chain; one that is not there, or lies deeper than any kernel goes, may do anything. */
function call<T>({ context }: Run<T>, id: ChainId, position: Position, back: Position | null, header: Header): Move<T> {
  const chain = context.index.chains.get(id)
  if (chain === undefined || (back?.depth ?? 0) > DEEPEST) return { kind: 'anything', next: after(position) }
  return { kind: 'go', to: at(chain, 0, back), header }
}
