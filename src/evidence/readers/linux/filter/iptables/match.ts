import { complement } from '../../../../../base/ranges.ts'
import type { FlowState, Match } from '../../../../../cloud/match.ts'
import { FLOW_STATES } from '../words.ts'
import type { Condition } from '../ir.ts'
import { addressesOfType } from '../local-addresses.ts'
import { differs, equals, flagBits } from '../nft/tcp-flags.ts'
import type { FilterEnvironment } from '../environment.ts'
import { addressRange, addressSet, universe } from './addresses.ts'
import { icmpSet, markSet, portSet, protocolSet } from './numbers.ts'
import type { Option } from './tokens.ts'

/** What a match option is read with: the family of the table and the module (`-m`) that it belongs to. */
export interface OptionScope {
  readonly family: 'ip' | 'ip6'
  readonly module: string
  readonly environment: FilterEnvironment
}

/** Conditions of which one holds; null when the option was not understood. */
type Reader = (option: Option, scope: OptionScope) => readonly Condition[] | null

const only = (match: Match | null): readonly Condition[] | null => (match === null ? null : [{ match }])
const first = ({ values }: Option): string => values[0] ?? ''

const address =
  (key: 'src' | 'dst'): Reader =>
  (option, { family }) => {
    const set = addressSet(first(option), family, option.not)
    return only(set === null ? null : { [key]: set })
  }

const range =
  (key: 'src' | 'dst'): Reader =>
  (option, { family }) => {
    const found = addressRange(first(option))
    return only(found === null ? null : { [key]: option.not ? complement([found], [universe(family)]) : [found] })
  }

const name =
  (key: 'iif' | 'oif'): Reader =>
  (option) => [{ match: {}, [key]: [test(option)] }]

const physical =
  (key: 'portIn' | 'portOut'): Reader =>
  (option) => [{ match: {}, [key]: [test(option)] }]

/** `eth+` is a beginning; a plus alone is every interface. */
const test = (option: Option) => ({ not: option.not, patterns: [first(option).replace(/\+$/, '*')] })

const port =
  (...keys: readonly ('sport' | 'dport')[]): Reader =>
  (option) => {
    const set = portSet(first(option), option.not)
    if (set === null) return null
    const each = keys.map((key): Match => ({ [key]: set }))
    // "Neither of the two ports" is one condition on both.
    return option.not && each.length > 1
      ? [{ match: Object.assign({}, ...each) as Match }]
      : each.map((match) => ({ match }))
  }

function tcpFlags(option: Option): Match | null {
  const [maskText, valueText] = option.name === '--syn' ? ['FIN,SYN,RST,ACK', 'SYN'] : option.values
  const mask = flagBits((maskText ?? '').split(','))
  const value = flagBits((valueText ?? '').split(','))
  if (mask === null || value === null || maskText === undefined || valueText === undefined) return null
  const six = [{ first: 6, last: 6 }]
  return { protocol: six, tcpFlags: option.not ? differs(mask, [value]) : equals(mask, [value]) }
}

function states(option: Option): Match | null {
  const named = first(option).toLowerCase().split(',')
  const known = FLOW_STATES.filter((state) => named.includes(state))
  if (known.length !== new Set(named).size) return null
  return { states: option.not ? FLOW_STATES.filter((state): state is FlowState => !known.includes(state)) : known }
}

const addressType =
  (key: 'src' | 'dst'): Reader =>
  (option, { family, environment }) => {
    const sets = first(option)
      .toLowerCase()
      .split(',')
      .map((type) => addressesOfType(type, environment))
    const known = sets.filter((set) => set !== null).flat()
    if (sets.includes(null)) return null
    const whole = universe(family)
    const own = known.filter((r) => r.first >= whole.first && r.last <= whole.last)
    return only({ [key]: option.not ? complement(own, [whole]) : own })
  }

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['-s', address('src')],
  ['-d', address('dst')],
  ['--src-range', range('src')],
  ['--dst-range', range('dst')],
  ['-i', name('iif')],
  ['-o', name('oif')],
  [
    '-p',
    (option) => {
      const set = protocolSet(first(option), option.not)
      return only(set === null ? null : { protocol: set })
    },
  ],
  ['--sport', port('sport')],
  ['--dport', port('dport')],
  ['--sports', port('sport')],
  ['--dports', port('dport')],
  ['--ports', port('sport', 'dport')],
  ['--tcp-flags', (option) => only(tcpFlags(option))],
  ['--syn', (option) => only(tcpFlags(option))],
  ['--icmp-type', (option, { family }) => icmp(option, family)],
  ['--icmpv6-type', (option, { family }) => icmp(option, family)],
  ['--ctstate', (option) => only(states(option))],
  ['--state', (option) => only(states(option))],
  [
    '--mark',
    (option, { module, environment }) => {
      const set = module === 'mark' ? markSet(first(option), option.not, environment.marks) : null
      return only(set === null ? null : { mark: set })
    },
  ],
  ['--physdev-in', physical('portIn')],
  ['--physdev-out', physical('portOut')],
  [
    '--physdev-is-bridged',
    (option) => (option.not ? null : [{ match: {}, portIn: [{ not: false, patterns: ['*'] }] }]),
  ],
  ['--src-type', addressType('src')],
  ['--dst-type', addressType('dst')],
  ['--comment', () => [{ match: {} }]],
  ['--limit-burst', () => [{ match: {} }]],
])

const icmp = (option: Option, family: 'ip' | 'ip6'): readonly Condition[] | null => {
  const set = icmpSet(first(option), family, option.not)
  const number = family === 'ip' ? 1 : 58
  return only(set === null ? null : { protocol: [{ first: number, last: number }], icmp: set })
}

/** Modules whose options are read above (or that add nothing without options). */
export const MODULES: ReadonlySet<string> = new Set([
  'tcp',
  'udp',
  'udplite',
  'sctp',
  'dccp',
  'icmp',
  'icmp6',
  'icmpv6',
  'conntrack',
  'state',
  'multiport',
  'comment',
  'mark',
  'physdev',
  'addrtype',
  'iprange',
  'limit',
  'set',
  'mac',
])

/** What an option means, or null where it was not understood (or is of a module that is not). */
export const readOption = (option: Option, scope: OptionScope): readonly Condition[] | null =>
  READERS.get(option.name)?.(option, scope) ?? null
