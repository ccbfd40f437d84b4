import { canonical, complement } from '../../../../../base/ranges.ts'
import type { Source } from '../../../../../base/source.ts'
import type { Family, FlowState, Match } from '../../../../../cloud/match.ts'
import type { FilterEnvironment } from '../environment.ts'
import type { Condition } from '../ir.ts'
import { addressesOfType } from '../local-addresses.ts'
import { allOf } from '../match-algebra.ts'
import { marksWith } from '../marks.ts'
import { masked } from '../masked.ts'
import { FLOW_STATES, numberOf } from '../words.ts'
import { member } from './document.ts'
import { fieldOf, type Field, type IntervalField } from './fields.ts'
import { tcpFlagsMatch } from './tcp-flags.ts'
import { intervalsOf, scalar, valuesOf, type Interval, type SetScope } from './values.ts'

/** What the matches of one rule are read with. */
export interface MatchScope extends SetScope {
  readonly environment: FilterEnvironment
  readonly at: Source
}

export type Operator = '==' | '!=' | 'in' | '<' | '>' | '<=' | '>='

/** The conditions under which `left op right` holds; one that was not understood holds or does not. */
export function conditionsOf(left: unknown, op: Operator, right: unknown, scope: MatchScope): readonly Condition[] {
  return understood(left, op, right, scope) ?? [{ match: { unknown: [notUnderstood(left, scope)] } }]
}

export const notUnderstood = (left: unknown, scope: MatchScope): string =>
  scope.environment.unknown('linux-nft-match', { match: nameOf(left) }, scope.at)

/** A short name of a left-hand side for the sentence about it: `ct status`, `meta skuid`. */
export function nameOf(left: unknown): string {
  const text = JSON.stringify(left) ?? ''
  const words = text.match(/[a-z0-9_]{1,30}/gi) ?? []
  return words
    .filter((word) => !['key', 'protocol', 'field', 'name', 'flags', 'result'].includes(word))
    .slice(0, 5)
    .join(' ')
}

function understood(left: unknown, op: Operator, right: unknown, scope: MatchScope): readonly Condition[] | null {
  const concat = member(left, 'concat')
  if (Array.isArray(concat)) return concatenation(concat, op, right, scope)
  const and = member(left, '&')
  if (Array.isArray(and)) return withMask(and, op, right, scope)
  const field = fieldOf(left)
  return field === null ? null : fieldConditions(field, op, right, scope)
}

function fieldConditions(field: Field, op: Operator, right: unknown, scope: MatchScope): readonly Condition[] | null {
  if (field.kind === 'tcp-flags') return only(tcpFlagsMatch(undefined, op, right, scope))
  const values = valuesOf(right, scope)
  if (values === null) return null
  switch (field.kind) {
    case 'interval':
      return only(intervalMatch(field, op, values))
    case 'name':
      return nameConditions(field.key, op, values, scope)
    case 'bridge-name':
      return nameConditions(field.key, op, values, scope)
    case 'state':
      return only(stateMatch(op, values))
    case 'ether-type':
      return etherTypes(op, values, scope)
    case 'address-type':
      return addressTypes(field.key, op, values, scope)
  }
}

const only = (match: Match | null): readonly Condition[] | null => (match === null ? null : [{ match }])

function intervalMatch(field: IntervalField, op: Operator, values: readonly unknown[]): Match | null {
  const set = intervalsOf(values, field.word)
  if (set === null) return null
  const held = heldBy(op, set, field.universe)
  return held === null ? null : field.build(held)
}

/** The values for which the comparison with the set holds. */
function heldBy(op: Operator, set: readonly Interval[], universe: Interval): readonly Interval[] | null {
  if (op === '==' || op === 'in') return canonical(set)
  if (op === '!=') return complement(set, [universe])
  const bound = set[0]
  if (bound === undefined || set.length !== 1 || bound.first !== bound.last) return null
  const bounds: Readonly<Record<'<' | '>' | '<=' | '>=', Interval>> = {
    '<': { first: universe.first, last: bound.first - 1n },
    '<=': { first: universe.first, last: bound.first },
    '>': { first: bound.first + 1n, last: universe.last },
    '>=': { first: bound.first, last: universe.last },
  }
  return canonical([bounds[op]])
}

function nameConditions(
  key: 'iif' | 'oif' | 'portIn' | 'portOut',
  op: Operator,
  values: readonly unknown[],
  scope: MatchScope,
): readonly Condition[] | null {
  if (op !== '==' && op !== '!=' && op !== 'in') return null
  const patterns = values.map((value) =>
    typeof value === 'string' ? value : typeof value === 'number' ? scope.environment.nameOfIndex(value) : undefined,
  )
  const known = patterns.filter((pattern) => pattern !== undefined)
  return known.length === patterns.length ? [{ match: {}, [key]: [{ not: op === '!=', patterns: known }] }] : null
}

function stateMatch(op: Operator, values: readonly unknown[]): Match | null {
  const states = FLOW_STATES.filter((state) => values.includes(state))
  if (states.length !== new Set(values).size) return null
  if (op === '==' || op === 'in') return { states }
  return op === '!=' ? { states: FLOW_STATES.filter((state): state is FlowState => !states.includes(state)) } : null
}

const ETHER_TYPES: ReadonlyMap<string, Family> = new Map<string, Family>([
  ['ip', 'ip4'],
  ['2048', 'ip4'],
  ['0x0800', 'ip4'],
  ['0x800', 'ip4'],
  ['ip6', 'ip6'],
  ['34525', 'ip6'],
  ['0x86dd', 'ip6'],
])

/** Frames of other types are one family in the model: which of them is not known. */
function etherTypes(op: Operator, values: readonly unknown[], scope: MatchScope): readonly Condition[] | null {
  if (op !== '==' && op !== '!=' && op !== 'in') return null
  const named = values.map((value) => ETHER_TYPES.get(String(value)))
  const families = (['ip4', 'ip6'] as const).filter((family) => named.includes(family) !== (op === '!='))
  const hasOthers = named.includes(undefined)
  const certain: readonly Family[] = op === '!=' && !hasOthers ? [...families, 'frame'] : families
  const perhaps: readonly Condition[] = hasOthers
    ? [{ match: { families: ['frame'], unknown: [notUnderstood({ ether: 'type' }, scope)] } }]
    : []
  return certain.length === 0 ? perhaps : [{ match: { families: certain } }, ...perhaps]
}

function addressTypes(
  key: 'src' | 'dst',
  op: Operator,
  values: readonly unknown[],
  scope: MatchScope,
): readonly Condition[] | null {
  const sets = values.map((value) => addressesOfType(String(value), scope.environment))
  const known = sets.filter((set) => set !== null)
  if (known.length !== sets.length || (op !== '==' && op !== '!=' && op !== 'in')) return null
  const all = canonical(known.flat())
  const universe = [{ first: 0n, last: (1n << 128n) + (1n << 32n) - 1n }]
  return [{ match: { families: ['ip4', 'ip6'], [key]: op === '!=' ? complement(all, universe) : all } }]
}

/** `field & mask == value` (also TCP flags). */
function withMask(
  and: readonly unknown[],
  op: Operator,
  right: unknown,
  scope: MatchScope,
): readonly Condition[] | null {
  const field = fieldOf(and[0])
  if (field?.kind === 'tcp-flags') return only(tcpFlagsMatch(and[1], op, right, scope))
  if (field?.kind !== 'interval' || (op !== '==' && op !== '!=')) return null
  const plain = (value: unknown): bigint | null => maskWord(field, value)
  const mask = plain(and[1])
  const values = valuesOf(right, scope)?.map(plain)
  if (mask === null || values === undefined || values.includes(null)) return null
  const [only32] = values
  if (isMark(and[0]) && values.length === 1 && only32 !== null && only32 !== undefined) {
    const set = marksWith(Number(mask), Number(only32), op === '!=', scope.environment.marks)
    return set === null ? null : [{ match: { mark: set } }]
  }
  const zero = field.universe.first
  const pieces = values.flatMap((value) => [masked(field.bits, mask, value ?? 0n)])
  if (pieces.includes(null)) return null
  const set = canonical(pieces.flatMap((p) => p ?? []).map((r) => ({ first: r.first + zero, last: r.last + zero })))
  return [{ match: field.build(op === '==' ? set : complement(set, [field.universe])) }]
}

const isMark = (left: unknown): boolean => member(member(left, 'meta'), 'key') === 'mark'

/** A mask or a masked value: counted from zero, also where the field's numbers start higher. */
const maskWord = (field: IntervalField, value: unknown): bigint | null => {
  if (typeof value === 'string' && numberOf(value) !== null) return BigInt(numberOf(value) ?? 0)
  const read = scalar(value, field.word)
  return read === null ? null : read - (typeof value === 'string' ? field.universe.first : 0n)
}

/** More elements than this are not spelled out. */
const MOST_ELEMENTS = 1024

/** A tuple of fields against a set of tuples: one condition for each tuple. Its negation is not spelled out. */
function concatenation(
  fields: readonly unknown[],
  op: Operator,
  right: unknown,
  scope: MatchScope,
): readonly Condition[] | null {
  const values = valuesOf(right, scope)
  if (values === null || values.length > MOST_ELEMENTS || (op !== '==' && op !== 'in')) return null
  const rows = values.map((value) => tuple(fields, value, scope))
  const known = rows.filter((row) => row !== null)
  return known.length === rows.length ? known.flat() : null
}

function tuple(fields: readonly unknown[], value: unknown, scope: MatchScope): readonly Condition[] | null {
  const parts = member(value, 'concat')
  if (!Array.isArray(parts) || parts.length !== fields.length) return null
  const each = fields.map((left, i) => understood(left, '==', parts[i], scope))
  const known = each.filter((part) => part !== null)
  return known.length === each.length ? allOf(known) : null
}
