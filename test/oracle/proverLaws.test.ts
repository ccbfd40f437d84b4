import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cloud } from '../../src/cloud/cloud.ts'
import { NONE } from '../../src/proof/bdd.ts'
import { Prover } from '../../src/proof/prover.ts'
import { dice } from './dice.ts'
import { FORGETS } from './forget.ts'
import { rule } from './parts.ts'
import { randomMatch } from './randomMatch.ts'
import { renamed } from './rename.ts'
import { cloudOfSeed, seed, type OwnedCloud } from './smallCloud.ts'

/** How many clouds each law tries; continuous integration sets more. */
const CLOUDS = Number(process.env['AKASHI_CLOUDS'] ?? 15)
const options = { numRuns: CLOUDS, endOnFailure: true }

/** `from → to` of different machines: what is delivered in each reading. */
function answers({ cloud, tenantOf }: OwnedCloud): { must: Set<string>; may: Set<string> } {
  const tenants = new Set(tenantOf.keys())
  const hosts = new Set(cloud.devices.filter((d) => d.kind === 'host' && !tenants.has(d.id)).map((d) => d.id))
  const prover = new Prover(cloud, { tenants, hosts })
  const delivered = (reading: 'must' | 'may') =>
    new Set(
      cloud.endpoints.flatMap((from) =>
        cloud.endpoints
          .filter((to) => to.device !== from.device)
          .filter((to) => prover.deliveredSet(prover.spreadOf(from.id, reading), to.id) !== NONE)
          .map((to) => `${from.id} → ${to.id}`),
      ),
    )
  return { must: delivered('must'), may: delivered('may') }
}

const sorted = (set: ReadonlySet<string>): string[] => [...set].toSorted()
const beyond = (some: ReadonlySet<string>, all: ReadonlySet<string>): string[] => [...some].filter((x) => !all.has(x))

/** The cloud with everything in it in another order that means the same: rules stay, since their order counts. */
function shuffled(cloud: Cloud, number: number): Cloud {
  const d = dice(number)
  const shuffle = <T>(all: readonly T[]): T[] =>
    all
      .map((value) => ({ value, at: d.upTo(1 << 20) }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ value }) => value)
  return {
    ...cloud,
    devices: shuffle(cloud.devices),
    interfaces: shuffle(cloud.interfaces),
    links: shuffle(cloud.links).map((l) => ({ ...l, ends: shuffle(l.ends) })),
    bridges: shuffle(cloud.bridges).map((b) => ({ ...b, ports: shuffle(b.ports) })),
    routers: shuffle(cloud.routers).map((r) => ({
      ...r,
      tables: shuffle(r.tables).map((t) => ({ ...t, routes: shuffle(t.routes) })),
    })),
    chains: shuffle(cloud.chains),
    endpoints: shuffle(cloud.endpoints),
  }
}

describe('laws of the prover', () => {
  it('[V-10] does not look at names', () => {
    fc.assert(
      fc.property(seed(), (number) => {
        const owned = cloudOfSeed(number)
        const rename = (id: string): string => `__proto__${id.length}${[...id].toReversed().join('')}`
        const cloud = renamed(owned.cloud, rename)
        const tenantOf = new Map([...owned.tenantOf].map(([id, party]) => [rename(id), party]))
        const [before, after] = [answers(owned), answers({ cloud, tenantOf })]
        const translated = (pairs: Set<string>) =>
          new Set([...pairs].map((p) => p.split(' → ').map(rename).join(' → ')))
        expect(sorted(after.must)).toEqual(sorted(translated(before.must)))
        expect(sorted(after.may)).toEqual(sorted(translated(before.may)))
      }),
      options,
    )
  }, 3_600_000)

  it('[V-10] does not look at the order of devices, interfaces, ports, routes and chains', () => {
    fc.assert(
      fc.property(seed(), seed(), (first, second) => {
        const owned = cloudOfSeed(first)
        const [before, after] = [answers(owned), answers({ ...owned, cloud: shuffled(owned.cloud, second) })]
        expect(sorted(after.must)).toEqual(sorted(before.must))
        expect(sorted(after.may)).toEqual(sorted(before.may))
      }),
      options,
    )
  }, 3_600_000)

  it('[V-10] answers the same when a rule is split in two by family', () => {
    fc.assert(
      fc.property(seed(), (number) => {
        const owned = cloudOfSeed(number)
        const chains = owned.cloud.chains.map((each) => ({
          ...each,
          rules: each.rules.flatMap((r) =>
            r.match.protocol !== undefined || r.match.families !== undefined || (r.match.unknown ?? []).length > 0
              ? [r]
              : [
                  { ...r, match: { ...r.match, families: ['ip4' as const] } },
                  { ...r, match: { ...r.match, families: ['ip6' as const, 'frame' as const] } },
                ],
          ),
        }))
        const [before, after] = [answers(owned), answers({ ...owned, cloud: { ...owned.cloud, chains } })]
        expect(sorted(after.must)).toEqual(sorted(before.must))
        expect(sorted(after.may)).toEqual(sorted(before.may))
      }),
      options,
    )
  }, 3_600_000)

  it('[V-7] opens no path by a rule that denies', () => {
    fc.assert(
      fc.property(seed(), seed(), (first, second) => {
        const [owned, d] = [cloudOfSeed(first), dice(second)]
        const chains = owned.cloud.chains.map((each) => ({
          ...each,
          rules: each.rules.toSpliced(d.upTo(each.rules.length), 0, rule('drop', randomMatch(d))),
        }))
        const [before, after] = [answers(owned), answers({ ...owned, cloud: { ...owned.cloud, chains } })]
        expect(beyond(after.may, before.may)).toEqual([])
        expect(beyond(after.must, before.must)).toEqual([])
      }),
      options,
    )
  }, 3_600_000)

  it('[V-7] proves nothing and refutes nothing by knowing less', () => {
    fc.assert(
      fc.property(seed(), seed(), fc.constantFrom(...Object.keys(FORGETS)), (first, second, name) => {
        const [owned, d] = [cloudOfSeed(first), dice(second)]
        const forget = FORGETS[name] ?? ((cloud: Cloud) => cloud)
        const [before, after] = [answers(owned), answers({ ...owned, cloud: forget(owned.cloud, d) })]
        expect(beyond(before.may, after.may), `${name}: proved`).toEqual([])
        expect(beyond(after.must, before.must), `${name}: refuted`).toEqual([])
      }),
      { ...options, numRuns: 3 * CLOUDS },
    )
  }, 3_600_000)
})
