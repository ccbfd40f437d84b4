import type { Decision } from '../checker/witness.ts'
import type { CloudIndex } from '../proof/index.ts'
import type { PathStep } from '../proof/path.ts'
import type { Cause } from './cause.ts'
import { placeOf } from './places.ts'
import type { Quoter } from './quotes.ts'
import type { Hop, Saying } from './result.ts'

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

/** The way as people see it: who sends, what lets it pass on each device, where it arrives. */
export function hopsOf(index: CloudIndex, path: readonly PathStep[], cause: Cause, quote: Quoter): Hop[] {
  const first = path[0]
  const last = path.at(-1)
  if (first === undefined || last === undefined) return []
  const passed = path.flatMap((step) =>
    step.because.filter((d) => SHOWN.has(d.code)).map((d) => hop(index, step, d, cause, quote)),
  )
  return [
    {
      device: placeOf(index, first).device,
      what: { code: 'emits', params: { name: placeOf(index, first).name } },
      carries: carriedBy(first),
      decisive: false,
      quotes: [],
    },
    ...merged(passed),
    {
      device: placeOf(index, last).device,
      what: { code: 'delivered', params: { name: placeOf(index, last).name } },
      carries: null,
      decisive: false,
      quotes: [],
    },
  ]
}

const hop = (index: CloudIndex, step: PathStep, decision: Decision, cause: Cause, quote: Quoter): Hop => ({
  device: placeOf(index, step).device,
  what: { code: decision.code, params: decision.params },
  carries: carriedBy(step),
  decisive: decision === cause.decisive,
  quotes: decision.from.flatMap((s) => quote(s) ?? []),
})

/** The same decision twice on one device (in and out of one port) is one box. */
const merged = (hops: readonly Hop[]): Hop[] =>
  hops.filter((h, i) => {
    const before = hops[i - 1]
    return before === undefined || before.device !== h.device || JSON.stringify(before.what) !== JSON.stringify(h.what)
  })

const carriedBy = ({ vlan, because }: PathStep): Saying | null => {
  const member = because.find((d) => d.params['vlan'] !== undefined && d.params['vlan'] !== 0)
  const tag = vlan ?? member?.params['vlan']
  return tag === undefined ? null : { code: `VLAN ${tag}`, params: {} }
}
