import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runChain } from '../checker/chains.ts'
import { indexCloud as indexForChecker } from '../checker/cloudIndex.ts'
import { makeContext } from '../checker/context.ts'
import { noScene } from '../checker/match.ts'
import { only } from '../checker/outcomes.ts'
import type { Header } from '../checker/state.ts'
import { headerKey } from '../checker/state.ts'
import { readPacket } from '../checker/packetForm.ts'
import type { Cloud } from '../cloud/cloud.ts'
import type { Action, Rule } from '../cloud/chain.ts'
import { chain, cloudOf, face, prefix, rule } from '../../test/oracle/parts.ts'
import { dice } from '../../test/oracle/dice.ts'
import { randomChains } from '../../test/oracle/randomChains.ts'
import { Chains } from './chains.ts'
import { indexCloud } from './index.ts'
import { NONE, type Set } from './bdd.ts'
import { packetOf } from './packets.ts'
import { Space } from './space.ts'

const ports = (n: number) => [{ first: n, last: n }]
const to22: Rule['match'] = { protocol: ports(6), dport: ports(22) }

function passing(
  rules: readonly Rule[],
  others: Cloud['chains'] = [],
  reading: 'may' | 'must' = 'must',
  end: 'accept' | 'drop' = 'drop',
) {
  const cloud = cloudOf({
    chains: [chain('c', rules, end), ...others],
    interfaces: [face('h:x', { addresses: ['10.0.0.1/24'] })],
  })
  const space = new Space(cloud, 1)
  const chains = new Chains(indexCloud(cloud), space, reading)
  const start = space.bdd.all([space.valid, space.state('new'), space.value('mark', 0)])
  return { space, start, passed: (set: Set = start) => chains.pass('c', set, 'prerouting') }
}

describe('chains of rules, as sets', () => {
  it('[V-7] take the first rule that decides, and meet the end at the bottom', () => {
    const { space, passed } = passing([rule('accept', to22)])
    const accepted = passed()
    expect(space.ranksIn(accepted, 'protocol').map((r) => space.protocols.interval(r).first)).toEqual([6])
    expect(space.ranksIn(accepted, 'dport').map((r) => space.ports.interval(r))).toEqual([{ first: 22, last: 22 }])
    expect(passing([rule('drop', to22), rule('accept')]).passed()).not.toBe(NONE)
    expect(passing([rule('drop'), rule('accept')]).passed()).toBe(NONE)
  })

  it('[V-7] come back from a jump, do not come back from a goto, and leave by return', () => {
    const inner = chain('d', [rule('return', to22), rule('drop')])
    const by = (kind: 'jump' | 'goto') => passing([rule({ kind, chain: 'd' }), rule('accept')], [inner])
    const jumped = by('jump')
    expect(jumped.space.ranksIn(jumped.passed(), 'dport').length).toBe(1)
    expect(by('goto').passed()).toBe(NONE)
    const { passed, start } = passing([rule('return'), rule('drop')], [], 'must', 'accept')
    expect(passed()).toBe(start)
  })

  it('[V-7] let a rule in doubt match or not, whichever delivers more (may) or less (must)', () => {
    const doubtful = { ...to22, unknown: ['u'] }
    expect(passing([rule('accept', doubtful)], [], 'may').passed()).not.toBe(NONE)
    expect(passing([rule('accept', doubtful)], [], 'must').passed()).toBe(NONE)
    const both = passing([rule('accept', doubtful), rule('accept')], [], 'must')
    expect(both.passed()).toBe(both.start)
    const dropped = passing([rule('drop', doubtful), rule('accept')], [], 'must')
    expect(dropped.space.bdd.and(dropped.passed(), dropped.space.numberSet('dport', ports(22)))).not.toBe(
      dropped.passed(),
    )
  })

  it('[V-7] let what a rule in doubt may drop, mark or translate go on as it was, in the may reading', () => {
    const doubtful = { unknown: ['u'] }
    const dropped = passing([rule('drop', doubtful)], [], 'may', 'accept')
    expect(dropped.passed()).toBe(dropped.start)
    const marked = passing([rule({ kind: 'mark', value: 7 }, doubtful)], [], 'may', 'accept')
    expect(marked.space.ranksIn(marked.passed(), 'mark')).toEqual([0, marked.space.marks.rankOf(7)])
    const nat: Action = { kind: 'dnat', to: [prefix('10.9.9.9')], ports: null }
    const translated = passing([rule(nat, doubtful)], [], 'may', 'accept')
    expect(translated.space.ranksIn(translated.passed(), 'dst')).toHaveLength(translated.space.addresses.count)
  })

  it('[V-7] let all through a chain that is not in evidence in the may reading, and nothing in the must reading', () => {
    for (const kind of ['jump', 'goto'] as const) {
      const may = passing([rule({ kind, chain: 'gone' }), rule('drop')], [], 'may')
      expect(may.passed()).toBe(may.start)
      expect(passing([rule({ kind, chain: 'gone' }), rule('accept')], [], 'must', 'accept').passed()).toBe(NONE)
    }
    const cloud = cloudOf({ chains: [] })
    const space = new Space(cloud, 1)
    const by = (reading: 'may' | 'must') =>
      new Chains(indexCloud(cloud), space, reading).pass('gone', space.valid, 'input')
    expect([by('may'), by('must')]).toEqual([space.valid, NONE])
  })

  it('[V-7] hold a packet that a rule in doubt accepts to what follows: accepted and changed is not the same both ways', () => {
    const nat: Action = { kind: 'dnat', to: [prefix('10.9.9.9')], ports: null }
    const { space, passed } = passing([rule('accept', { unknown: ['u'] }), rule(nat)])
    const found = space.bdd.without(passed(), space.family('frame'))
    expect(space.ranksIn(found, 'dst')).toEqual([space.addresses.rankOf(prefix('10.9.9.9').first)])
    expect(space.bdd.and(found, space.family('ip6'))).toBe(NONE)
  })

  it('[V-7] let a rule that was not understood mark, hand on and translate in the may reading', () => {
    const { space, passed } = passing([rule('unknown'), rule({ kind: 'mark', value: 7 })], [], 'may')
    const found = passed()
    expect(space.ranksIn(found, 'mark').length).toBeGreaterThan(1)
    expect(space.ranksIn(found, 'dst').length).toBe(space.addresses.count)
    expect(passing([rule('unknown')], [], 'must', 'accept').passed()).toBe(NONE)
  })

  it('[V-7] keep the offset of a map of equal ranges', () => {
    const map: Action = { kind: 'dnat', to: [prefix('10.1.0.0/30')], ports: null, map: 'offset' }
    const { space, start, passed } = passing([rule(map, { dst: [prefix('10.0.0.0/30')] })])
    const third = space.bdd.and(start, space.addressSet('dst', [prefix('10.0.0.2')]))
    expect(space.ranksIn(passed(third), 'dst')).toEqual([space.addresses.rankOf(prefix('10.1.0.2').first)])
  })

  it('[V-7] do to one packet what the checker says, on random chains', () => {
    let looked = 0
    fc.assert(
      fc.property(fc.noShrink(fc.nat(0x7fffffff)), (seed) => {
        const cloud = cloudOf({ chains: randomChains(dice(seed)) })
        const space = new Space(cloud, 1)
        for (const reading of ['may', 'must'] as const)
          for (const header of packetsOf(space, seed)) {
            const chains = new Chains(indexCloud(cloud), space, reading)
            const sets = chains.pass('c0', header.set, 'prerouting')
            expect(sets !== NONE, `${seed} ${reading}`).toBe(passes(cloud, header.header, reading))
            looked += 1
          }
      }),
      { numRuns: 60, endOnFailure: true },
    )
    expect(looked).toBeGreaterThan(500)
  })
})

/** Some packets of a space, as a set of one and as a header. */
function packetsOf(space: Space, seed: number): { set: Set; header: Header }[] {
  const d = dice(seed + 1)
  const all = space.bdd.all([
    space.valid,
    space.value('iif', 0),
    space.value('oif', 0),
    space.value('vlan', 0),
    space.state('new'),
    space.value('mark', 0),
  ])
  return Array.from({ length: 8 }, () => {
    const family = space.family(d.pick(['ip4', 'ip6', 'frame'] as const))
    const dst = space.value('dst', d.upTo(space.addresses.count - 1))
    const some = [space.bdd.all([all, family, dst]), space.bdd.and(all, family)].find((set) => set !== NONE) ?? all
    const point = space.pick(some)
    const header = point === null ? null : readPacket(packetOf(space, point))
    return point === null || header === null ? [] : [{ set: space.point(point), header }]
  }).flat()
}

function passes(cloud: Cloud, header: Header, reading: 'may' | 'must'): boolean {
  const context = makeContext(indexForChecker(cloud), { tenantDevices: new Set() })
  const found = runChain(context, 'c0', header, { ...noScene, hook: 'prerouting' }, (passed) =>
    only(headerKey(passed), true),
  )
  return [...found.values()].some(({ sure }) => sure || reading === 'may')
}
