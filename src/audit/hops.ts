import type { Decision } from '../checker/witness.ts'
import type { CloudIndex } from '../proof/index.ts'
import type { PathStep } from '../proof/path.ts'
import type { Cause } from './cause.ts'
import { placeOf } from './places.ts'
import type { Quoter } from './quotes.ts'
import type { Hop, Saying } from './result.ts'
import type { WayStep } from './topology/way.ts'

/** Decisions that make a box of the drawn path; the others only explain one. */
const SHOWN = new Set([
  'vlan-member',
  'vlan-access',
  'bridged',
  'route',
  'route-local',
  'rule-accepts',
  'translated',
  'tunnel',
  'vlan-tag',
  'relays',
])

/** The way as people see it, and for each step of the path which of its hops were decided there. */
export interface Walk {
  readonly hops: readonly Hop[]
  readonly steps: readonly WayStep[]
}

/** The way as people see it: who sends, what lets it pass on each device, where it arrives. */
export function walkOf(index: CloudIndex, path: readonly PathStep[], cause: Cause, quote: Quoter): Walk {
  const first = path[0]
  const last = path.at(-1)
  if (first === undefined || last === undefined) return { hops: [], steps: [] }
  const passed = path.flatMap((step, at) =>
    step.because.filter((d) => SHOWN.has(d.code)).map((d): Stepped => ({ at, hop: hop(index, step, d, cause, quote) })),
  )
  const all = [
    { at: 0, hop: end(index, first, 'emits', carriedBy(first)) },
    ...merged(passed),
    { at: path.length - 1, hop: end(index, last, 'delivered', null) },
  ]
  return {
    hops: all.map((one) => one.hop),
    steps: path.map((step, i) => ({
      step,
      hops: all.flatMap(({ at, hop }, number) => (at === i ? [{ at: number, code: hop.what.code }] : [])),
      forbidden: step.because.find((d) => d === cause.decisive)?.code ?? null,
    })),
  }
}

interface Stepped {
  readonly at: number
  readonly hop: Hop
}

const end = (index: CloudIndex, step: PathStep, code: string, carries: Saying | null): Hop => {
  const { device, name } = placeOf(index, step)
  return { device, what: { code, params: { name } }, carries, decisive: false, quotes: [] }
}

const hop = (index: CloudIndex, step: PathStep, decision: Decision, cause: Cause, quote: Quoter): Hop => ({
  device: placeOf(index, step).device,
  what: { code: decision.code, params: decision.params },
  carries: carriedBy(step),
  decisive: decision === cause.decisive,
  quotes: decision.from.flatMap((s) => quote(s) ?? []),
})

/** The same decision twice on one device (in and out of one port) is one box. */
const merged = (all: readonly Stepped[]): readonly Stepped[] =>
  all.filter(({ hop }, i) => {
    const before = all[i - 1]?.hop
    return (
      before === undefined || before.device !== hop.device || JSON.stringify(before.what) !== JSON.stringify(hop.what)
    )
  })

const carriedBy = ({ vlan, because }: PathStep): Saying | null => {
  const member = because.find((d) => d.params['vlan'] !== undefined && d.params['vlan'] !== 0)
  const tag = vlan ?? member?.params['vlan']
  return tag === undefined ? null : { code: `VLAN ${tag}`, params: {} }
}
