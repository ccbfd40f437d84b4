import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkWitness } from '../../src/checker/checkWitness.ts'
import { deliveriesFrom, effort } from './brute.ts'
import { cloudOfSeed, seed } from './smallCloud.ts'

describe('the brute-force oracle', () => {
  it('[V-13] finds sure deliveries whose way the checker accepts, and only possible ones whose way it refuses', () => {
    const counts = { sure: 0, possible: 0, none: 0 }
    fc.assert(
      fc.property(
        seed().filter((each) => effort(cloudOfSeed(each).cloud) < 300),
        (each) => {
          const { cloud, tenantOf } = cloudOfSeed(each)
          const owners = { tenantDevices: new Set(tenantOf.keys()) }
          for (const from of cloud.endpoints) {
            const found = deliveriesFrom(cloud, owners, from.id)
            for (const to of cloud.endpoints) {
              if (to.device === from.device) continue
              const delivery = found.get(to.id)
              counts[delivery === undefined ? 'none' : delivery.sure ? 'sure' : 'possible'] += 1
              if (delivery === undefined || delivery.witness === null) continue
              const check = checkWitness(cloud, owners, delivery.witness)
              expect(check.accepted, JSON.stringify(check)).toBe(delivery.sure)
            }
          }
        },
      ),
      { numRuns: 24, endOnFailure: true },
    )
    expect(counts.sure).toBeGreaterThan(20)
    expect(counts.possible).toBeGreaterThan(5)
    expect(counts.none).toBeGreaterThan(20)
  }, 300_000)
})
