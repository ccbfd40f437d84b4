import type { Cloud } from '../../src/cloud/cloud.ts'
import { indexCloud } from '../../src/checker/cloudIndex.ts'
import type { Options } from '../../src/checker/context.ts'
import { readStep } from '../../src/checker/packetForm.ts'
import type { State } from '../../src/checker/state.ts'
import { successors } from '../../src/checker/successors.ts'
import type { Packet, Place, Step } from '../../src/checker/witness.ts'

/** An ordinary packet: TCP to port 22 from 10.0.0.2 to 10.0.1.2. */
export const packet = (members: Partial<Packet> = {}): Packet => ({
  family: 'ip4',
  src: '10.0.0.2',
  dst: '10.0.1.2',
  protocol: 6,
  sport: 40000,
  dport: 22,
  tcpFlags: 2,
  state: 'new',
  mark: 0,
  ...members,
})

export const step = (place: Place, members: Partial<Omit<Step, 'place'>> = {}): Step => ({
  place,
  packet: packet(),
  vlan: null,
  iif: null,
  via: 'any',
  because: [],
  ...members,
})

export const into = (id: string, members?: Partial<Step>): Step => step({ kind: 'in', interface: id }, members)
export const outOf = (id: string, members?: Partial<Step>): Step => step({ kind: 'out', interface: id }, members)
export const inside = (id: string, port: string, members?: Partial<Step>): Step =>
  step({ kind: 'bridge', bridge: id }, { iif: port, ...members })
export const atRouter = (id: string, iif: string, members?: Partial<Step>): Step =>
  step({ kind: 'router', router: id }, { iif, ...members })

/** The states that follow a step. */
export function following(cloud: Cloud, from: Step, tenants: readonly string[] = [], options: Options = {}) {
  const state = readStep(from)
  if (state === null) throw new Error(`no state: ${JSON.stringify(from)}`)
  return successors(indexCloud(cloud), { tenantDevices: new Set(tenants) }, state, options)
}

/** The same in words: `in b:x 10` is at `in` of b:x with tag 10; a question mark says that it is only possible. */
export const next = (cloud: Cloud, from: Step, tenants: readonly string[] = [], options: Options = {}): string[] =>
  following(cloud, from, tenants, options)
    .map(({ next: state, sure }) => `${words(state)}${sure ? '' : '?'}`)
    .toSorted()

function words({ place, vlan }: State): string {
  const id = 'interface' in place ? place.interface : place.kind === 'bridge' ? place.bridge : place.router
  return `${place.kind} ${id}${vlan === null ? '' : ` ${vlan}`}`
}
