import { redact } from '../../../../text/redact.ts'
import type { Source } from '../../../../../base/source.ts'
import type { Condition, FilterRule, RuleAction } from '../ir.ts'
import { allOf } from '../match-algebra.ts'
import { isJson, member, textMember, type Json } from './document.ts'
import { conditionsOf, type MatchScope, type Operator } from './match.ts'
import { translations } from './nat.ts'
import { verdictOf, verdictMap } from './verdict.ts'

/** Statements that neither choose nor change packets. */
const NOTHING = new Set(['counter', 'log', 'comment', 'last', 'ct helper', 'ct timeout', 'secmark'])
const OPERATORS: readonly string[] = ['==', '!=', 'in', '<', '>', '<=', '>=']

/** How far the reading of one rule has come. */
interface Progress {
  readonly lists: readonly (readonly Condition[])[]
  readonly rules: readonly FilterRule[]
  readonly limit: 'until' | 'over' | null
  readonly done: boolean
}

/**
 * The rules of the model that one nft rule makes: its statements in order, each effect (mark, notrack) a rule of its own before the verdict.
 * A statement that was not understood, and may decide, makes an unknown action.
 */
export function readRule(body: Json, at: Source, scope: MatchScope): readonly FilterRule[] {
  const expressions = member(body, 'expr')
  const comment = textMember(body, 'comment')
  const label = comment === undefined ? handleOf(body) : redact(comment)
  const start: Progress = { lists: [], rules: [], limit: null, done: false }
  if (!Array.isArray(expressions))
    return finish(start, [{ conditions: [{ match: {} }], action: unknownAction('rule', { scope, at, label }) }], {
      scope,
      at,
      label,
    }).rules
  const end = expressions.reduce<Progress>(
    (progress, statement: unknown) => (progress.done ? progress : step(progress, statement, { scope, at, label })),
    start,
  )
  return end.rules
}

interface RulePlace {
  readonly scope: MatchScope
  readonly at: Source
  readonly label: string | undefined
}

const handleOf = (body: Json): string | undefined => {
  const handle = member(body, 'handle')
  return typeof handle === 'number' ? `handle ${handle}` : undefined
}

function step(progress: Progress, statement: unknown, place: RulePlace): Progress {
  const [kind, body] = (isJson(statement) ? Object.entries(statement)[0] : undefined) ?? ['', undefined]
  const { scope } = place
  if (NOTHING.has(kind) || statement === null) return progress
  if (kind === 'match') return { ...progress, lists: [...progress.lists, matchOf(body, scope)] }
  if (kind === 'limit') return { ...progress, limit: member(body, 'inv') === true ? 'over' : 'until' }
  if (kind === 'vmap') return finish(progress, verdictMap(body, scope), place)
  const verdict = verdictOf(statement, scope)
  if (verdict !== null) return finish(progress, [{ conditions: [{ match: {} }], action: verdict }], place)
  const translated = translations(kind, body, scope)
  if (translated !== null) return finish(progress, translated, place)
  if (kind === 'notrack') return effect(progress, { kind: 'notrack' }, place)
  if (kind === 'mangle') return mangle(progress, body, place)
  if (kind === 'xt' && textMember(body, 'name') === 'REJECT')
    return finish(progress, [{ conditions: [{ match: {} }], action: { kind: 'drop' } }], place)
  if (kind === 'xt' && textMember(body, 'name') === 'comment') return progress
  if (CONDITIONS.has(kind) && textMember(body, 'type') !== 'target')
    return { ...progress, lists: [...progress.lists, [unknownCondition(kind, place)]] }
  if (HARMLESS.has(kind)) return progress
  return finish(progress, [{ conditions: [{ match: {} }], action: unknownAction(kind, place) }], place, false)
}

/** Statements that let some packets go on and others not. */
const CONDITIONS = new Set(['quota', 'ct count', 'connlimit', 'xt', 'meter', 'set', 'map', 'socket', 'osf'])
/** Statements that change a packet in ways that the model does not see: expectations of the connection tracker, TCP options. */
const HARMLESS = new Set(['ct expectation', 'reset'])

const matchOf = (body: unknown, scope: MatchScope): readonly Condition[] => {
  const op = textMember(body, 'op') ?? '=='
  return OPERATORS.includes(op)
    ? conditionsOf(member(body, 'left'), op as Operator, member(body, 'right'), scope)
    : [{ match: { unknown: [scope.environment.unknown('linux-nft-match', { match: op }, scope.at)] } }]
}

const unknownCondition = (kind: string, { scope, at }: RulePlace): Condition => ({
  match: { unknown: [scope.environment.unknown('linux-nft-match', { match: kind }, at)] },
})

const unknownAction = (kind: string, { scope, at }: RulePlace): RuleAction => ({
  kind: 'unknown',
  unknown: scope.environment.unknown('linux-nft-statement', { statement: kind }, at),
})

/** A verdict ends the rule; an unknown statement may go on as well, which its action covers. */
function finish(
  progress: Progress,
  outcomes: readonly { readonly conditions: readonly Condition[]; readonly action: RuleAction }[],
  place: RulePlace,
  done = true,
): Progress {
  const rules = outcomes.flatMap((outcome) => ruleOf(progress, outcome.conditions, outcome.action, place))
  return { ...progress, rules: [...progress.rules, ...rules], done }
}

function effect(progress: Progress, action: RuleAction, place: RulePlace): Progress {
  return { ...progress, rules: [...progress.rules, ...ruleOf(progress, [{ match: {} }], action, place)] }
}

/** `meta mark set N`; other fields that are set do not reach the model, unless they rewrite addresses or ports. */
function mangle(progress: Progress, body: unknown, place: RulePlace): Progress {
  const key = textMember(member(member(body, 'key'), 'meta'), 'key')
  const value = member(body, 'value')
  const tests = progress.lists.some((list) => list.some(({ match }) => match.mark !== undefined))
  if (key === 'mark' && typeof value === 'number' && !tests) return effect(progress, { kind: 'mark', value }, place)
  const payload = member(member(body, 'key'), 'payload')
  const isHarmless = payload === undefined && (key === undefined ? !changesZone(body) : HARMLESS_KEYS.has(key))
  if (isHarmless || ['dscp', 'ttl', 'hoplimit', 'ecn'].includes(textMember(payload, 'field') ?? '')) return progress
  if (key === 'mark' && !scopeOf(place).marksMatter) return progress
  return finish(progress, [{ conditions: [{ match: {} }], action: unknownAction('mangle', place) }], place, false)
}

/** Fields of a packet's own that decide nothing: `broute` and `pkttype` do, since they take frames out of a bridge. */
const HARMLESS_KEYS = new Set(['nftrace', 'priority', 'rtclassid', 'secmark'])
const changesZone = (body: unknown): boolean =>
  textMember(member(member(body, 'key'), 'ct'), 'key')
    ?.split(' ')
    .includes('zone') === true

const scopeOf = ({ scope }: RulePlace): { readonly marksMatter: boolean } => scope.environment

/**
 * A limit lets some packets through, so that for the question whether any packet passes, an accept below the limit always can and a drop
 * above it need not. What is limited otherwise is an unknown condition.
 */
function ruleOf(
  progress: Progress,
  conditions: readonly Condition[],
  action: RuleAction,
  place: RulePlace,
): readonly FilterRule[] {
  if (progress.limit === 'over' && action.kind === 'drop') return []
  const isFree = progress.limit === null || (progress.limit === 'until' && action.kind === 'accept')
  const limited: readonly Condition[] = isFree ? [{ match: {} }] : [unknownCondition('limit', place)]
  const all = allOf([...progress.lists, limited, conditions]) ?? [unknownCondition('too many alternatives', place)]
  if (all.length === 0) return []
  const { label, at } = place
  return [{ conditions: all, action, ...(label === undefined ? {} : { label }), from: [at] }]
}
