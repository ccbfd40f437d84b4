import type { AddressRange } from '../../src/base/address.ts'
import type { Range } from '../../src/base/ranges.ts'
import { canonical } from '../../src/base/ranges.ts'
import type { FlowState, Match } from '../../src/cloud/match.ts'
import type { Dice } from './dice.ts'
import { prefix } from './parts.ts'

export const HOSTS = ['10.0.0.2', '10.0.1.2', '10.0.1.3', 'fd00::2'] as const
export const GATEWAYS = ['10.0.0.1', '10.0.1.1', 'fd00::1'] as const
export const NETS = ['10.0.0.0/30', '10.0.1.0/30', 'fd00::/126', '0.0.0.0/0', '::/0'] as const

const ADDRESSES: readonly AddressRange[] = [...HOSTS, ...NETS].map(prefix)
const PROTOCOLS: readonly Range[] = [6, 17, 1].map((n) => ({ first: n, last: n }))
const PORTS: readonly Range[] = [
  { first: 22, last: 22 },
  { first: 0, last: 1023 },
]
const ICMPS: readonly Range[] = [{ first: 0x0800, last: 0x08ff }]
const MARKS: readonly Range[] = [
  { first: 1, last: 1 },
  { first: 0, last: 0 },
]
const STATES: readonly (readonly FlowState[])[] = [['new'], ['established', 'related'], ['untracked', 'new'], []]
const FLAGS = [{ mask: 0x12, value: 0x02 }] as const

/** Interfaces of the host that conditions may name; which of them exist is left to chance. */
const FACES = ['hv:br', 'hv:br.10', 'hv:br.20', 'hv:p-a1:e0', 'hv:p-b1:e0', 'hv:up'] as const

/** A condition with few members, each true often enough to matter. `sizes` are how seldom each stands. */
export function randomMatch(d: Dice): Match {
  const some = <T>(n: number, all: readonly T[]): T[] | null => (d.odds(n) ? [d.pick(all)] : null)
  const faces = () => some(10, FACES)
  return compact({
    families: d.odds(12) ? [d.pick(['ip4', 'ip6', 'frame'] as const)] : null,
    src: ranges(some(7, ADDRESSES)),
    dst: ranges(some(4, ADDRESSES)),
    protocol: some(6, PROTOCOLS),
    sport: some(20, PORTS),
    dport: some(10, PORTS),
    icmp: some(20, ICMPS),
    tcpFlags: some(20, FLAGS),
    states: d.odds(8) ? d.pick(STATES) : null,
    iif: faces(),
    oif: faces(),
    portIn: faces(),
    portOut: faces(),
    mark: some(10, MARKS),
    unknown: d.odds(10) ? ['u'] : null,
  })
}

const ranges = (all: AddressRange[] | null): AddressRange[] | null => (all === null ? null : canonical(all))

type Loose = { readonly [K in keyof Match]: Match[K] | null }

/** Without the members that do not stand. */
const compact = (loose: Loose): Match => Object.fromEntries(Object.entries(loose).filter(([, value]) => value !== null))
