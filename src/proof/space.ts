import { V4_FIRST, V4_LAST, V6_LAST, type Address, type AddressRange } from '../base/address.ts'
import type { Range } from '../base/ranges.ts'
import type { Cloud } from '../cloud/cloud.ts'
import type { InterfaceId } from '../cloud/ids.ts'
import { ICMP_PROTOCOLS, PORT_PROTOCOLS, type Family, type FlowState } from '../cloud/match.ts'
import { Atoms } from './atoms.ts'
import { ALL, Bdd, NONE, type Set } from './bdd.ts'
import { boundariesOf, type Extra } from './boundaries.ts'

/**
 * The coordinates of a packet, in the order of their bits. `iif`, `oif` and `via` are what the device knows of it (how it came in,
 * how it is to leave, who on the segment is to take it); `origin` is the source that emitted it.
 * `dport` of ICMP is type × 256 + code.
 * The order keeps together what depends on each other: who sent it, where it came in and its source; its way out and its destination.
 */
export const FIELDS = [
  'origin',
  'iif',
  'family',
  'src',
  'vlan',
  'state',
  'mark',
  'protocol',
  'tcpFlags',
  'dport',
  'sport',
  'oif',
  'via',
  'dst',
] as const
export type Field = (typeof FIELDS)[number]

export const FAMILIES: readonly Family[] = ['ip4', 'ip6', 'frame']
export const STATES: readonly FlowState[] = ['new', 'established', 'related', 'invalid', 'untracked']

/** `via`: any receiver on the segment, the bearer of the destination, then one value a gateway address. */
export const VIA_ANY = 0
export const VIA_ONLINK = 1
/** `oif`, `iif`: 0 is no interface; `oif` 1 is “this device itself”. */
export const NO_INTERFACE = 0
export const OIF_LOCAL = 1

/** One value of each field, as ranks. */
export type Point = Readonly<Record<Field, number>>

interface Slice {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** Sets of no more intervals than this are made once. */
const REMEMBERED = 64

const ADDRESSES = ['src', 'dst'] as const
const PORTS = ['sport', 'dport'] as const

const bitsFor = (count: number): number => Math.max(1, Math.ceil(Math.log2(count)))

/** All the packets that one cloud can tell apart, and the encoding of sets of them. */
export class Space {
  readonly bdd: Bdd
  readonly addresses: Atoms<Address>
  readonly ports: Atoms<number>
  readonly protocols: Atoms<number>
  readonly marks: Atoms<number>
  readonly vlans: Atoms<number>
  readonly gateways: readonly Address[]
  readonly interfaces: readonly InterfaceId[]
  readonly interfaceRank: ReadonlyMap<InterfaceId, number>
  readonly origins: number
  /** Every vector that stands for a packet: no unused rank, and fields that do not apply are 0. */
  readonly valid: Set
  private readonly slices: ReadonlyMap<Field, Slice>
  private readonly gatewayRank: ReadonlyMap<Address, number>
  private readonly values = new Map<string, Set>()

  constructor(cloud: Cloud, origins: number, extra: Extra = {}) {
    const cuts = boundariesOf(cloud, extra)
    this.addresses = Atoms.of<bigint>(V4_FIRST, V6_LAST, cuts.addresses)
    this.ports = Atoms.of<number>(0, 65535, cuts.ports)
    this.protocols = Atoms.of<number>(0, 255, cuts.protocols)
    this.marks = Atoms.of<number>(0, 0xffffffff, cuts.marks)
    this.vlans = Atoms.of<number>(0, 4095, cuts.vlans)
    this.gateways = cuts.gateways
    this.gatewayRank = new Map(cuts.gateways.map((address, i) => [address, i + 2]))
    this.interfaces = cloud.interfaces.map((i) => i.id)
    this.interfaceRank = new Map(this.interfaces.map((id, i) => [id, i + 2]))
    this.origins = origins
    this.slices = this.layout()
    this.bdd = new Bdd([...this.slices.values()].reduce((top, s) => Math.max(top, s.to), 0))
    this.valid = this.validity()
  }

  private layout(): Map<Field, Slice> {
    const counts: Record<Field, number> = {
      origin: Math.max(1, this.origins),
      oif: this.interfaces.length + 2,
      iif: this.interfaces.length + 2,
      via: this.gateways.length + 2,
      family: FAMILIES.length,
      vlan: this.vlans.count,
      state: STATES.length,
      mark: this.marks.count,
      protocol: this.protocols.count,
      tcpFlags: 256,
      dport: this.ports.count,
      sport: this.ports.count,
      dst: this.addresses.count,
      src: this.addresses.count,
    }
    const slices = new Map<Field, Slice>()
    let from = 0
    for (const field of FIELDS) {
      const to = from + bitsFor(counts[field])
      slices.set(field, { from, to, count: counts[field] })
      from = to
    }
    return slices
  }

  private slice(field: Field): Slice {
    return this.slices.get(field) as Slice
  }

  /** How many ranks the field has. */
  countOf(field: Field): number {
    return this.slice(field).count
  }

  /** All packets whose field lies in one of the rank intervals (any order, may overlap). */
  ranks(field: Field, intervals: readonly Range[]): Set {
    if (intervals.length === 0) return NONE
    if (intervals.length > REMEMBERED) return this.built(field, intervals)
    const key = intervals.reduce<string>((text, r) => `${text} ${r.first}-${r.last}`, field)
    const known = this.values.get(key)
    if (known !== undefined) return known
    const set = this.built(field, intervals)
    this.values.set(key, set)
    return set
  }

  private built(field: Field, intervals: readonly Range[]): Set {
    const { from, to } = this.slice(field)
    const sorted = intervals.filter((r) => r.first <= r.last).toSorted((a, b) => a.first - b.first)
    return this.build(from, to, 0, 2 ** (to - from), sorted)
  }

  private build(level: number, end: number, base: number, size: number, sorted: readonly Range[]): Set {
    const inside = sorted.filter((r) => r.first < base + size && r.last >= base)
    if (inside.length === 0) return NONE
    if (covers(inside, base, base + size - 1)) return ALL
    const half = size / 2
    return this.bdd.node(
      level,
      this.build(level + 1, end, base, half, inside),
      this.build(level + 1, end, base + half, half, inside),
    )
  }

  /** All packets whose field has this rank. */
  value(field: Field, rank: number): Set {
    return this.ranks(field, [{ first: rank, last: rank }])
  }

  forget(set: Set, field: Field): Set {
    const { from, to } = this.slice(field)
    return this.bdd.forget(set, from, to)
  }

  /** The set with the field set to this rank, whatever it was. */
  assign(set: Set, field: Field, rank: number): Set {
    return this.bdd.and(this.forget(set, field), this.value(field, rank))
  }

  /** The packets of replies: source and destination address and port change places (ports of ICMP stay). */
  reversed(set: Set): Set {
    const icmp = this.bdd.and(set, this.protocolSet(ICMP_PROTOCOLS))
    const others = this.exchanged(this.bdd.without(set, icmp), [ADDRESSES, PORTS])
    return this.bdd.or(others, this.exchanged(icmp, [ADDRESSES]))
  }

  private exchanged(set: Set, pairs: readonly (readonly [Field, Field])[]): Set {
    const to = new Map<number, number>()
    for (const [a, b] of pairs) {
      const first = this.slice(a)
      const second = this.slice(b)
      for (let i = 0; i < first.to - first.from; i++) {
        to.set(first.from + i, second.from + i)
        to.set(second.from + i, first.from + i)
      }
    }
    return this.bdd.rename(set, (level) => to.get(level) ?? level)
  }

  /** The ranks of the field that stand in the set, ascending. */
  ranksIn(set: Set, field: Field): number[] {
    const { bdd } = this
    const { from, to, count } = this.slice(field)
    const found = new globalThis.Set<number>()
    const seen = new globalThis.Set<Set>()
    const within = (at: Set, level: number, base: number): void => {
      if (at === NONE) return
      if (level === to) return void (base < count && found.add(base))
      const here = bdd.levelOf(at) === level
      within(here ? bdd.lowOf(at) : at, level + 1, base * 2)
      within(here ? bdd.highOf(at) : at, level + 1, base * 2 + 1)
    }
    const above = (at: Set): void => {
      if (at === NONE || seen.has(at)) return
      seen.add(at)
      if (bdd.levelOf(at) >= from) return within(at, from, 0)
      above(bdd.lowOf(at))
      above(bdd.highOf(at))
    }
    above(bdd.forget(set, to, bdd.bits))
    return [...found].sort((a, b) => a - b)
  }

  /** The lowest point of the set, field by field in the order of `FIELDS`; null when the set is empty. */
  pick(set: Set): Point | null {
    if (set === NONE) return null
    const point: Partial<Record<Field, number>> = {}
    let at = set
    for (const [field, { from, to }] of this.slices) {
      let rank = 0
      for (let level = from; level < to; level++) {
        const here = this.bdd.levelOf(at) === level
        const bit = here && this.bdd.lowOf(at) === NONE ? 1 : 0
        if (here) at = bit === 1 ? this.bdd.highOf(at) : this.bdd.lowOf(at)
        rank = rank * 2 + bit
      }
      point[field] = rank
    }
    return point as Point
  }

  /** The set that holds just this point. */
  point(point: Point): Set {
    return this.bdd.all(FIELDS.toReversed().map((field) => this.value(field, point[field])))
  }

  addressSet(field: 'src' | 'dst', ranges: readonly AddressRange[]): Set {
    return this.ranks(
      field,
      ranges.map((r) => ({ first: this.addresses.rankOf(r.first), last: this.addresses.rankOf(r.last) })),
    )
  }

  numberSet(field: 'sport' | 'dport' | 'protocol' | 'mark' | 'vlan', ranges: readonly Range[]): Set {
    const atoms = {
      sport: this.ports,
      dport: this.ports,
      protocol: this.protocols,
      mark: this.marks,
      vlan: this.vlans,
    }[field]
    return this.ranks(
      field,
      ranges.map((r) => ({ first: atoms.rankOf(r.first), last: atoms.rankOf(r.last) })),
    )
  }

  protocolSet(numbers: readonly number[]): Set {
    return this.numberSet(
      'protocol',
      numbers.map((n) => ({ first: n, last: n })),
    )
  }

  family(family: Family): Set {
    return this.value('family', FAMILIES.indexOf(family))
  }

  state(state: FlowState): Set {
    return this.value('state', STATES.indexOf(state))
  }

  /** Packets whose `iif` or `oif` is one of these. Interfaces that the cloud does not have count for nothing. */
  interfaceSet(field: 'iif' | 'oif', ids: readonly InterfaceId[]): Set {
    return this.ranks(
      field,
      ids.flatMap((id) => {
        const rank = this.interfaceRank.get(id)
        return rank === undefined ? [] : [{ first: rank, last: rank }]
      }),
    )
  }

  /** VLAN tag rank: 0 is “no tag” (tag 0 is a priority tag and counts as none, IEEE 802.1Q). */
  vlan(tag: number): number {
    return this.vlans.rankOf(tag)
  }

  gateway(address: Address): number {
    return this.gatewayRank.get(address) ?? VIA_ANY
  }

  private validity(): Set {
    const { bdd } = this
    const inRange = bdd.all(FIELDS.map((f) => this.ranks(f, [{ first: 0, last: this.countOf(f) - 1 }])))
    const zero = (fields: readonly Field[]): Set => bdd.all(fields.map((f) => this.value(f, 0)))
    const bothIn = (range: AddressRange): Set =>
      bdd.and(this.addressSet('src', [range]), this.addressSet('dst', [range]))
    const ip4 = bdd.and(this.family('ip4'), bothIn({ first: V4_FIRST, last: V4_LAST }))
    const ip6 = bdd.and(this.family('ip6'), bothIn({ first: V4_LAST + 1n, last: V6_LAST }))
    const withPorts = this.protocolSet(PORT_PROTOCOLS)
    const icmp = bdd.and(this.protocolSet(ICMP_PROTOCOLS), this.value('sport', 0))
    const bare = bdd.and(bdd.not(bdd.or(withPorts, this.protocolSet(ICMP_PROTOCOLS))), zero(['sport', 'dport']))
    const flags = bdd.or(this.protocolSet([6]), this.value('tcpFlags', 0))
    const packets = bdd.all([bdd.any([ip4, ip6]), bdd.any([withPorts, icmp, bare]), flags])
    const frames = bdd.and(this.family('frame'), zero(['protocol', 'tcpFlags', 'dport', 'sport', 'dst', 'src']))
    return bdd.and(inRange, bdd.or(packets, frames))
  }
}

const covers = (sorted: readonly Range[], first: number, last: number): boolean => {
  let reached = first - 1
  for (const r of sorted) {
    if (r.first > reached + 1) return false
    if (r.last > reached) reached = r.last
    if (reached >= last) return true
  }
  return reached >= last
}
