import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { open } from '../open.ts'
import { eachOf } from './each.ts'

interface Thing {
  readonly id: string
  readonly isOpen: boolean
}

const thing = (n: number): Thing => ({ id: `t${n}`, isOpen: n % 3 !== 0 })
const judge = ({ id, isOpen }: Thing) =>
  isOpen ? [open('risk-owner-missing', { kind: 'risk', id }, { title: id })] : []
const LIST = Array.from({ length: 1500 }, (_, n) => thing(n))

describe('a rule over a long list', () => {
  it('says what judging all says, whatever was put in, taken out or replaced since', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.nat({ max: 1600 }), fc.nat({ max: 3 }), fc.array(fc.nat({ max: 9999 }), { maxLength: 3 })),
          {
            maxLength: 6,
          },
        ),
        (changes) => {
          const rule = eachOf<Thing, object>(judge)
          const by = {}
          let list: readonly Thing[] = LIST
          rule(list, by)
          for (const [at, count, put] of changes) {
            list = list.toSpliced(at, count, ...put.map(thing))
            expect(rule(list, by)).toEqual(list.flatMap(judge))
          }
        },
      ),
      { numRuns: 30 },
    ))

  it('judges only what changed, and everything when what it is told beside changed', () => {
    let judged = 0
    const rule = eachOf<Thing, object>((record) => {
      judged += 1
      return judge(record)
    })
    const by = {}
    rule(LIST, by)
    judged = 0
    rule(LIST.toSpliced(700, 1, thing(7001)), by)
    expect(judged).toBe(1)
    rule(LIST, {})
    expect(judged).toBe(1 + LIST.length)
  })
})
