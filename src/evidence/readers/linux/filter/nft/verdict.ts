import type { Condition, RuleAction } from '../ir.ts'
import { isJson, member, textMember } from './document.ts'
import { conditionsOf, type MatchScope } from './match.ts'
import { valuesOf } from './values.ts'

type Plain = Extract<RuleAction, { kind: 'accept' | 'drop' | 'return' | 'continue' }>

const PLAIN: ReadonlyMap<string, Plain> = new Map<string, Plain>([
  ['accept', { kind: 'accept' }],
  ['drop', { kind: 'drop' }],
  ['reject', { kind: 'drop' }],
  ['return', { kind: 'return' }],
  ['continue', { kind: 'continue' }],
])

/** The action of a verdict statement, or null when the statement is none. */
export function verdictOf(statement: unknown, _scope: MatchScope): RuleAction | null {
  if (!isJson(statement)) return null
  const [kind, body] = Object.entries(statement)[0] ?? ['', undefined]
  const plain = PLAIN.get(kind)
  if (plain !== undefined) return plain
  const target = textMember(body, 'target')
  return (kind === 'jump' || kind === 'goto') && target !== undefined ? { kind, target } : null
}

export interface Outcome {
  readonly conditions: readonly Condition[]
  readonly action: RuleAction
}

/** A verdict map: one outcome for each of its elements; what is in none goes on. */
export function verdictMap(body: unknown, scope: MatchScope): readonly Outcome[] {
  const key = member(body, 'key')
  const elements = valuesOf(member(body, 'data'), scope)
  if (elements === null) return [unknownOutcome(scope)]
  return elements.map((element) => {
    if (!Array.isArray(element)) return unknownOutcome(scope)
    const action = verdictOf(element[1], scope)
    return action === null ? unknownOutcome(scope) : { conditions: conditionsOf(key, '==', element[0], scope), action }
  })
}

const unknownOutcome = (scope: MatchScope): Outcome => ({
  conditions: [{ match: {} }],
  action: {
    kind: 'unknown',
    unknown: scope.environment.unknown('linux-nft-statement', { statement: 'vmap' }, scope.at),
  },
})
