import { describe, expect, it } from 'vitest'
import type { Cloud } from '../cloud/cloud.ts'
import {
  bridge,
  cloudOf,
  device,
  endpoint,
  face,
  link,
  local,
  maybe,
  port,
  router,
  via,
  yes,
} from '../../test/oracle/parts.ts'
import { atRouter, inside, into, next, outOf, packet, step } from '../../test/oracle/stepping.ts'
import { checkWitness } from './checkWitness.ts'
import { indexCloud } from './cloudIndex.ts'
import { makeContext } from './context.ts'
import { readStep } from './packetForm.ts'
import { hasArrived } from './parties.ts'
import type { Step, Witness } from './witness.ts'

/** Two tenants and the world on one bridge of a host that also answers itself. */
const cloud = (up = yes): Cloud =>
  cloudOf({
    devices: [
      device('a', 'host'),
      device('b', 'host'),
      device('w', 'external'),
      device('h', 'host'),
      device('u', 'unseen'),
    ],
    interfaces: [
      face('a:x'),
      face('b:x', { addresses: ['10.0.1.2/24'] }),
      face('b:y'),
      face('w:x'),
      face('u:x'),
      face('u:y'),
      face('h:1'),
      face('h:2', { up }),
      face('h:br', { router: 'h:r', addresses: ['10.0.1.1/24'] }),
    ],
    links: [link('a:x', 'h:1'), link('b:x', 'h:2')],
    bridges: [bridge('h:bridge', [port('h:1'), port('h:2'), port('h:br', { self: true })])],
    routers: [router('h:r', [local('10.0.1.1'), via('10.0.1.0/24', 'h:br')])],
    endpoints: [endpoint('a:x'), endpoint('b:x', ['10.0.1.2']), endpoint('w:x'), endpoint('h:br', ['10.0.1.1'])],
  })

const owners = { tenantDevices: new Set(['a', 'b']) }
const way: readonly Step[] = [outOf('a:x'), into('h:1'), inside('h:bridge', 'h:1'), outOf('h:2'), into('b:x')]
const witness = (steps: readonly Step[], to = 'e:b:x'): Witness => ({ version: 1, from: 'e:a:x', to, steps })
const code = (steps: readonly Step[], model = cloud(), to?: string) => {
  const check = checkWitness(model, owners, witness(steps, to))
  return check.accepted ? 'accepted' : `${check.reason.code} at ${check.step}`
}

describe('a witness', () => {
  it('[V-13] is accepted when every step follows and the last one delivers', () => {
    expect(code(way)).toBe('accepted')
  })

  it('[V-13] is refused when any one step is left out or changed', () => {
    for (let i = 0; i < way.length; i += 1) expect(code(way.toSpliced(i, 1)), `without step ${i}`).not.toBe('accepted')
    for (const [i, each] of way.entries()) {
      expect(code(way.with(i, { ...each, vlan: 7 })), `tag at ${i}`).not.toBe('accepted')
      expect(code(way.with(i, { ...each, packet: packet({ dport: 23 }) })), `port at ${i}`).not.toBe('accepted')
      expect(code(way.with(i, { ...each, iif: 'h:9' })), `iif at ${i}`).not.toBe('accepted')
      expect(code(way.with(i, { ...each, via: 'onlink' })), `via at ${i}`).not.toBe('accepted')
    }
  })

  it('[V-13] is refused where the evidence leaves a step only possible', () => {
    expect(code(way, cloud(maybe))).toBe('only-possible at 3')
  })

  it('[V-13] says why it is refused', () => {
    expect(code([])).toBe('no-steps at 0')
    expect(code(way, cloud(), 'e:nobody')).toBe('no-such-endpoint at 0')
    expect(code(way.slice(1))).toBe('not-emitted at 0')
    expect(code(way.slice(0, 4))).toBe('not-delivered at 3')
    expect(code(way.with(0, { ...outOf('a:x'), packet: packet({ src: '10.0.0' }) }))).toBe('malformed-step at 0')
    expect(code(Array<Step>(5000).fill(outOf('a:x')))).toBe('too-long at 4096')
  })

  it('[N-64] starts with a fresh packet at the wire of its party', () => {
    const first = (members: Partial<Step>) => code(way.with(0, outOf('a:x', members)))
    expect(first({ packet: packet({ state: 'established' }) })).toBe('not-emitted at 0')
    expect(first({ packet: packet({ mark: 1 }) })).toBe('not-emitted at 0')
    expect(code([outOf('b:x')])).toBe('not-emitted at 0')
    const host = { version: 1, from: 'e:h:br', to: 'e:b:x' } as const
    const own = { via: 'onlink' } as const
    const steps = [
      step({ kind: 'own', router: 'h:r' }),
      outOf('h:br', own),
      inside('h:bridge', 'h:br', own),
      outOf('h:2', own),
      into('b:x', own),
    ]
    expect(checkWitness(cloud(), owners, { ...host, steps })).toEqual({ accepted: true })
  })

  it('[N-65] is delivered to a host past the input entries of its stack', () => {
    const to = packet({ dst: '10.0.1.1' })
    const steps = [outOf('a:x'), into('h:1'), inside('h:bridge', 'h:1'), into('h:br'), atRouter('h:r', 'h:br')]
    const last = step({ kind: 'local', router: 'h:r' }, { iif: 'h:br' })
    const whole = [...steps, last].map((each) => ({ ...each, packet: to }))
    expect(code(whole, cloud(), 'e:h:br')).toBe('accepted')
    expect(code(whole.slice(0, -1), cloud(), 'e:h:br')).toBe('not-delivered at 4')
  })

  it('[N-61] arrives when it was sent to whoever listens or to an address that the machine bears', () => {
    const arrives = (members: Partial<Step>, addressesComplete = true) => {
      const to = endpoint('b:x', ['10.0.1.2'], { addressesComplete })
      const model = { ...cloud(), endpoints: [to] }
      const state = readStep(into('b:x', members))
      return state !== null && hasArrived(makeContext(indexCloud(model), owners), to, state)
    }
    expect(arrives({ via: 'any' })).toBe(true)
    expect(arrives({ via: 'onlink' })).toBe(true)
    expect(arrives({ via: { gateway: '10.0.1.2' } })).toBe(true)
    expect(arrives({ via: { gateway: '10.0.1.9' } })).toBe(false)
    expect(arrives({ via: { gateway: '10.0.1.9' } }, false)).toBe('unknown')
    expect(arrives({ via: 'onlink', packet: packet({ dst: '10.0.1.9' }) })).toBe(false)
  })

  it('[N-60] ends at a tenant machine, unless that may relay', () => {
    expect(next(cloud(), into('b:x'), ['b'])).toEqual([])
    expect(next(cloud(), into('b:x'), ['b'], { relay: true, vlans: [null, 9] })).toEqual(['out b:y', 'out b:y 9'])
  })

  it('[N-62] ends in the world outside, and [N-63] may go anywhere through what nobody saw', () => {
    expect(next(cloud(), into('w:x'))).toEqual([])
    expect(next(cloud(), into('u:x'))).toEqual(['out u:x?', 'out u:y?'])
  })
})
