import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cloud } from '../../src/cloud/cloud.ts'
import { deliveriesFrom, effort } from './brute.ts'
import { dice } from './dice.ts'
import { FORGETS } from './forget.ts'
import { rule } from './parts.ts'
import { randomMatch } from './randomMatch.ts'
import { renamed } from './rename.ts'
import { cloudOfSeed, seed } from './smallCloud.ts'
import type { OwnedCloud } from './smallCloud.ts'

/** `from → to` pairs of different machines to which something is delivered. */
function deliveries({ cloud, tenantOf }: OwnedCloud): { sure: Set<string>; possible: Set<string> } {
  const owners = { tenantDevices: new Set(tenantOf.keys()) }
  const [sure, possible] = [new Set<string>(), new Set<string>()]
  for (const from of cloud.endpoints) {
    for (const [to, delivery] of deliveriesFrom(cloud, owners, from.id)) {
      possible.add(`${from.id} → ${to}`)
      if (delivery.sure) sure.add(`${from.id} → ${to}`)
    }
  }
  return { sure, possible }
}

/** Shrinking would repeat the whole search hundreds of times; the seed that is printed is enough to look at. */
const options = (numRuns: number) => ({ numRuns, endOnFailure: true })
const small = seed().filter((each) => effort(cloudOfSeed(each).cloud) < 300)

describe('laws of the simulator', () => {
  it('[V-10] gives the same answer twice', () => {
    fc.assert(
      fc.property(small, (seed) => {
        const owned = cloudOfSeed(seed)
        expect(deliveries(owned)).toEqual(deliveries(owned))
      }),
      options(6),
    )
  }, 120_000)

  it('[V-7] opens no path by a rule that denies', () => {
    fc.assert(
      fc.property(small, seed(), (first, second) => {
        const [owned, d] = [cloudOfSeed(first), dice(second)]
        const chains = owned.cloud.chains.map((each) => {
          const at = d.upTo(each.rules.length)
          return { ...each, rules: each.rules.toSpliced(at, 0, rule('drop', randomMatch(d))) }
        })
        const [before, after] = [deliveries(owned), deliveries({ ...owned, cloud: { ...owned.cloud, chains } })]
        expect([...after.possible].filter((pair) => !before.possible.has(pair))).toEqual([])
        expect([...after.sure].filter((pair) => !before.sure.has(pair))).toEqual([])
      }),
      options(12),
    )
  }, 300_000)

  it('[V-7] makes nothing impossible and nothing surer by knowing less', () => {
    fc.assert(
      fc.property(small, seed(), fc.constantFrom(...Object.keys(FORGETS)), (first, second, name) => {
        const [owned, d] = [cloudOfSeed(first), dice(second)]
        const forget = FORGETS[name] ?? ((cloud: Cloud) => cloud)
        const [before, after] = [deliveries(owned), deliveries({ ...owned, cloud: forget(owned.cloud, d) })]
        expect([...before.possible].filter((pair) => !after.possible.has(pair))).toEqual([])
        expect([...after.sure].filter((pair) => !before.sure.has(pair))).toEqual([])
      }),
      options(20),
    )
  }, 300_000)

  it('[V-10] does not look at names', () => {
    fc.assert(
      fc.property(small, (seed) => {
        const owned = cloudOfSeed(seed)
        const rename = (id: string) => `__proto__${id.length}${[...id].toReversed().join('')}`
        const cloud = renamed(owned.cloud, rename)
        const tenantOf = new Map([...owned.tenantOf].map(([id, party]) => [rename(id), party]))
        const translated = (pairs: Set<string>) =>
          [...pairs].map((pair) => pair.split(' → ').map(rename).join(' → ')).toSorted()
        const [before, after] = [deliveries(owned), deliveries({ cloud, tenantOf })]
        expect([...after.sure].toSorted()).toEqual(translated(before.sure))
        expect([...after.possible].toSorted()).toEqual(translated(before.possible))
      }),
      options(12),
    )
  }, 300_000)
})
