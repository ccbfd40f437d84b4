import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matches, noScene } from '../../src/checker/match.ts'
import { readPacket } from '../../src/checker/packetForm.ts'
import { NONE } from '../../src/proof/bdd.ts'
import { DEVICE, upperSet } from '../../src/proof/condition.ts'
import { packetOf } from '../../src/proof/packets.ts'
import { FIELDS, Space, STATES, type Field } from '../../src/proof/space.ts'
import { dice } from './dice.ts'
import { chain, cloudOf, face, rule } from './parts.ts'
import { randomMatch } from './randomMatch.ts'

const FACES = ['hv:br', 'hv:br.10', 'hv:br.20', 'hv:p-a1:e0', 'hv:p-b1:e0', 'hv:up'].map((id) => face(id))

describe('conditions', () => {
  it('[V-7] hold as sets for the packets for which they hold one by one', () => {
    const seen = { holds: 0, fails: 0 }
    fc.assert(
      fc.property(fc.noShrink(fc.nat(0x7fffffff)), (seed) => {
        const d = dice(seed)
        const match = randomMatch(d)
        const space = new Space(cloudOf({ chains: [chain('c', [rule('accept', match)])], interfaces: FACES }), 1)
        for (let i = 0; i < 12; i++) {
          const wish = (field: Field) => space.value(field, d.upTo(space.countOf(field) - 1))
          const near = d.odds(2) ? upperSet(space, match, DEVICE) : space.valid
          const some = FIELDS.filter((f) => f !== 'origin').reduce(
            (set, field) => {
              const narrowed = space.bdd.and(set, wish(field))
              return narrowed === NONE || d.odds(3) ? set : narrowed
            },
            near === NONE ? space.valid : space.bdd.and(near, space.valid),
          )
          const point = space.pick(some)
          if (point === null || point.oif === 1) continue
          const header = readPacket(packetOf(space, point))
          if (header === null) throw new Error(`no packet: ${JSON.stringify(packetOf(space, point))}`)
          expect(STATES).toContain(header.state)
          const scene = {
            ...noScene,
            iif: space.interfaces[point.iif - 2] ?? null,
            oif: space.interfaces[point.oif - 2] ?? null,
          }
          const one = matches(match, header, scene) !== false
          expect(space.bdd.and(upperSet(space, match, DEVICE), space.point(point)) !== NONE, `${seed}`).toBe(one)
          seen[one ? 'holds' : 'fails'] += 1
        }
      }),
      { numRuns: 400, endOnFailure: true },
    )
    expect(seen.holds).toBeGreaterThan(300)
    expect(seen.fails).toBeGreaterThan(300)
  })
})
