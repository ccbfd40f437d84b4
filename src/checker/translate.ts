import { familyOf } from '../base/address.ts'
import type { Address, AddressRange } from '../base/address.ts'
import { contains } from '../base/ranges.ts'
import type { Range } from '../base/ranges.ts'
import type { Action, Rule } from '../cloud/chain.ts'
import type { Match } from '../cloud/match.ts'
import type { Context } from './context.ts'
import type { Scene } from './match.ts'
import type { Header } from './state.ts'

export type Translation = Extract<Action, { kind: 'dnat' | 'snat' | 'masquerade' }>

/** Every header that the translation may make of this one. Of a pool too large to try all: its ends, and the values asked for. */
export function translations(
  context: Context,
  rule: Rule,
  action: Translation,
  header: Header,
  scene: Scene,
): Header[] {
  const side = action.kind === 'dnat' ? 'dst' : 'src'
  const port = action.kind === 'dnat' ? 'dport' : 'sport'
  const addresses = addressesOf(context, rule.match, action, header, scene)
  const ports = header[port] === null ? [null] : portsOf(context, action.ports, header[port])
  return addresses.flatMap((address) => ports.map((number) => ({ ...header, [side]: address, [port]: number })))
}

function addressesOf(context: Context, match: Match, action: Translation, header: Header, scene: Scene): Address[] {
  const old = action.kind === 'dnat' ? header.dst : header.src
  if (old === null) return []
  const sameFamily = (address: Address) => familyOf(address) === familyOf(old)
  if (action.kind === 'masquerade') return bornBy(context, scene).filter(sameFamily)
  if (action.to === null) return [old]
  if (action.map === 'offset') return offset(action.kind === 'dnat' ? match.dst : match.src, action.to, old)
  return pick(action.to, context.options.addresses, 1n).filter(sameFamily)
}

/** What a rule of which nothing is known may make of the packet's mark and state: first the packet as it is. */
export function markings({ options }: Context, header: Header): Header[] {
  const marks = [...new Set([header.mark, ...options.marks])]
  const states = [...new Set([header.state, 'untracked' as const])]
  return marks.flatMap((mark) => states.map((state) => ({ ...header, mark, state })))
}

/** What such a rule may make of its addresses and ports, where its hook translates: first the packet as it is. */
export function anyTranslation({ options }: Context, header: Header, { hook }: Scene): Header[] {
  if (header.family === 'frame' || hook === null || hook === 'forward' || hook === 'input') return [header]
  const [side, port] = hook === 'postrouting' ? (['src', 'sport'] as const) : (['dst', 'dport'] as const)
  const addresses = options.addresses.filter((address) => familyOf(address) === header.family)
  const key = header.icmp === null ? port : ('icmp' as const)
  const numbers = header[key] === null || (key === 'icmp' && side === 'src') ? [] : options.ports
  return [header[side], ...addresses].flatMap((address) =>
    [header[key], ...numbers].map((number) => ({ ...header, [side]: address, [key]: number })),
  )
}

const bornBy = ({ index }: Context, { oif }: Scene): Address[] =>
  (oif === null ? [] : (index.interfaces.get(oif)?.addresses ?? [])).map(({ address }) => address)

/** The same offset in a range of the same size; nothing where the ranges do not fit each other. */
function offset(bounds: readonly AddressRange[] | undefined, to: readonly AddressRange[], old: Address): Address[] {
  const [source, target] = [bounds?.[0], to[0]]
  if (source === undefined || target === undefined || bounds?.length !== 1 || to.length !== 1) return []
  if (source.last - source.first !== target.last - target.first) return []
  return [target.first + (old - source.first)]
}

const portsOf = ({ options }: Context, ports: readonly Range[] | null, old: number): number[] =>
  ports === null ? [old] : pick(ports, options.ports, 1)

const FEW = 16

function pick<N extends number | bigint>(
  ranges: readonly { readonly first: N; readonly last: N }[],
  asked: readonly N[],
  one: N,
): N[] {
  const ends = ranges.flatMap(({ first, last }) => [first, last])
  const inside = ranges.flatMap(({ first, last }) => (last - first < FEW ? points(first, last, one) : []))
  return [...new Set([...ends, ...inside, ...asked.filter((n) => contains(ranges, n))])]
}

function points<N extends number | bigint>(first: N, last: N, one: N): N[] {
  const all: N[] = []
  for (let n = first; n <= last; n = add(n, one)) all.push(n)
  return all
}

const add = <N extends number | bigint>(a: N, b: N): N =>
  (typeof a === 'bigint' ? a + (b as bigint) : (a as number) + (b as number)) as N
