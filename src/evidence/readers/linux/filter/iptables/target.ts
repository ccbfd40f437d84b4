import { parseAddress, parsePrefix, type AddressRange } from '../../../../../base/address.ts'
import type { Range } from '../../../../../base/ranges.ts'
import type { Match } from '../../../../../cloud/match.ts'
import type { RuleAction } from '../ir.ts'
import { numberOf } from '../words.ts'
import { addressRange } from './addresses.ts'
import type { Option } from './tokens.ts'

/** What a target is read with. */
export interface TargetScope {
  /** The built-in chain that the rule stands in, if any: NETMAP means one or the other direction. */
  readonly chain: string
  readonly chains: ReadonlySet<string>
  readonly conditions: readonly Match[]
  readonly marksMatter: boolean
  readonly unknown: (what: string) => RuleAction
}

const CONTINUE: RuleAction = { kind: 'continue' }
const PLAIN: ReadonlyMap<string, RuleAction> = new Map<string, RuleAction>([
  ['ACCEPT', { kind: 'accept' }],
  ['DROP', { kind: 'drop' }],
  ['REJECT', { kind: 'drop' }],
  ['RETURN', { kind: 'return' }],
  ['NOTRACK', { kind: 'notrack' }],
  // These do nothing that the model sees: they log, count, classify or change fields that no rule here reads.
  ...[
    'LOG',
    'NFLOG',
    'ULOG',
    'TRACE',
    'AUDIT',
    'CHECKSUM',
    'TCPMSS',
    'TCPOPTSTRIP',
    'TOS',
    'DSCP',
    'TTL',
    'HL',
    'ECN',
    'CLASSIFY',
    'RATEEST',
    'IDLETIMER',
    'LED',
    'SET',
    'SECMARK',
    'CONNSECMARK',
    'ACCOUNT',
  ].map((target): [string, RuleAction] => [target, CONTINUE]),
])

/** The action of `-j TARGET` with its options. A name that is a chain of the table is a jump. */
export function targetOf(name: string, options: readonly Option[], scope: TargetScope): RuleAction {
  if (scope.chains.has(name)) return { kind: 'jump', target: name }
  const value = (...names: readonly string[]): string | undefined =>
    options.find((o) => names.includes(o.name))?.values[0]
  const has = (option: string): boolean => options.some((o) => o.name === option)
  const plain = PLAIN.get(name)
  if (plain !== undefined) return plain
  switch (name) {
    case 'MARK':
      return markAction(value('--set-xmark', '--set-mark'), scope)
    case 'CONNMARK':
      return has('--restore-mark') && scope.marksMatter ? scope.unknown('CONNMARK') : CONTINUE
    case 'CT':
      return has('--notrack')
        ? { kind: 'notrack' }
        : has('--zone') || has('--zone-orig')
          ? scope.unknown('CT zone')
          : CONTINUE
    case 'DNAT':
    case 'SNAT':
      return translation(name === 'DNAT' ? 'dnat' : 'snat', options, scope)
    case 'MASQUERADE':
    case 'REDIRECT': {
      const ports = portsOf(value('--to-ports'))
      return ports === undefined
        ? scope.unknown(name)
        : { kind: name === 'REDIRECT' ? 'redirect' : 'masquerade', ports }
    }
    case 'NETMAP':
      return netmap(value('--to'), scope)
    default:
      return scope.unknown(name)
  }
}

/** A mark that is set as a whole. Where some bits are kept, the result is known only if nobody asks for it. */
function markAction(text: string | undefined, scope: TargetScope): RuleAction {
  const [valueText, maskText] = (text ?? '').split('/')
  const value = numberOf(valueText ?? '')
  const mask = maskText === undefined ? 0xffffffff : numberOf(maskText)
  if (value !== null && mask === 0xffffffff) return { kind: 'mark', value }
  return scope.marksMatter ? scope.unknown('MARK') : CONTINUE
}

/** Null when no ports are given, `undefined` when they were not understood. */
function portsOf(text: string | undefined): readonly Range[] | null | undefined {
  if (text === undefined || text === '') return null
  const found = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/\d{1,5})?$/.exec(text)
  if (found === null) return undefined
  const first = Number(found[1])
  return [{ first, last: found[2] === undefined ? first : Number(found[2]) }]
}

function translation(kind: 'dnat' | 'snat', options: readonly Option[], scope: TargetScope): RuleAction {
  const targets = options
    .filter((o) => o.name === '--to-destination' || o.name === '--to-source')
    .map((o) => place(o.values[0] ?? ''))
  const known = targets.filter((t) => t !== null)
  const [one] = known
  if (one === undefined || known.length !== targets.length) return scope.unknown(kind)
  const to = known.flatMap((t) => t.to ?? [])
  return { kind, to: to.length === 0 ? null : to, ports: one.ports }
}

/** `a`, `a-b`, `a:p`, `a-b:p-q`, `:p`, `[v6]:p`. */
function place(
  text: string,
): { readonly to: readonly AddressRange[] | null; readonly ports: readonly Range[] | null } | null {
  const bracketed = /^\[([^\]]{1,100})\](?:-\[([^\]]{1,100})\])?(?::(.{1,20}))?$/.exec(text)
  const plain = /^([\d.]{0,16}(?:-[\d.]{7,16})?)(?::([\d/-]{1,20}))?$/.exec(text)
  const whole = parseAddress(text)
  if (whole !== null) return { to: [{ first: whole, last: whole }], ports: null }
  const addresses =
    bracketed === null ? plain?.[1] : `${bracketed[1] ?? ''}${bracketed[2] === undefined ? '' : `-${bracketed[2]}`}`
  const sixRange = bracketed === null && plain === null ? addressRange(text) : null
  if (sixRange !== null) return { to: [sixRange], ports: null }
  const ports = portsOf(bracketed === null ? plain?.[2] : bracketed[3])
  if (addresses === undefined || ports === undefined) return null
  if (addresses === '') return { to: null, ports }
  const to = addressRange(addresses)
  return to === null ? null : { to: [to], ports }
}

const OUTWARD = new Set(['POSTROUTING', 'INPUT'])
const INWARD = new Set(['PREROUTING', 'OUTPUT'])

/** One-to-one: only where the rule's match is one range of the same size and the chain tells the direction. */
function netmap(text: string | undefined, scope: TargetScope): RuleAction {
  const to = parsePrefix(text ?? '')
  const kind = INWARD.has(scope.chain) ? 'dnat' : OUTWARD.has(scope.chain) ? 'snat' : null
  const [match] = scope.conditions
  const bound = kind === 'dnat' ? match?.dst : match?.src
  const [range] = bound ?? []
  const isBound =
    scope.conditions.length === 1 &&
    bound?.length === 1 &&
    range !== undefined &&
    to !== null &&
    range.last - range.first === to.last - to.first
  return kind === null || to === null || !isBound
    ? scope.unknown('NETMAP')
    : { kind, to: [to], ports: null, map: 'offset' }
}
