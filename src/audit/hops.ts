import type { Decision } from '../checker/witness.ts'
import type { Cloud } from '../cloud/cloud.ts'
import type { PathStep } from '../proof/path.ts'
import type { Cause } from './cause.ts'
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
export function hopsOf(cloud: Cloud, path: readonly PathStep[], cause: Cause, quote: Quoter): Hop[] {
  const first = path[0]
  const last = path.at(-1)
  if (first === undefined || last === undefined) return []
  const passed = path.flatMap((step) =>
    step.because.filter((d) => SHOWN.has(d.code)).map((d) => hop(cloud, step, d, cause, quote)),
  )
  return [
    {
      device: deviceOf(cloud, first),
      what: { code: 'emits', params: { name: placeName(cloud, first) } },
      carries: carriedBy(first),
      decisive: false,
      quotes: [],
    },
    ...merged(passed),
    {
      device: deviceOf(cloud, last),
      what: { code: 'delivered', params: { name: placeName(cloud, last) } },
      carries: null,
      decisive: false,
      quotes: [],
    },
  ]
}

const hop = (cloud: Cloud, step: PathStep, decision: Decision, cause: Cause, quote: Quoter): Hop => ({
  device: deviceOf(cloud, step),
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

/** The device that a step is on. */
export function deviceOf(cloud: Cloud, { place }: PathStep): string {
  if ('interface' in place) return cloud.interfaces.find((i) => i.id === place.interface)?.device ?? ''
  if ('bridge' in place) return cloud.bridges.find((b) => b.id === place.bridge)?.device ?? ''
  return cloud.routers.find((r) => r.id === place.router)?.device ?? ''
}

const placeName = (cloud: Cloud, { place }: PathStep): string => {
  if ('interface' in place) return cloud.interfaces.find((i) => i.id === place.interface)?.name ?? ''
  return 'router' in place ? (cloud.routers.find((r) => r.id === place.router)?.name ?? '') : ''
}
