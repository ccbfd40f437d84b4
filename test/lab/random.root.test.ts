import { describe, expect, it } from 'vitest'
import { examine } from '../../src/audit/examine.ts'
import { Reach } from '../../src/audit/reach.ts'
import { intakeEntries } from '../../src/evidence/intake.ts'
import { Namespaces, labsWork } from './namespaces.ts'
import { buildLab, collect, probe } from './randomLab.ts'

/** AKASHI_LABS=n tries n seeds, AKASHI_SEED=s begins at s. */
const LABS = Number(process.env['AKASHI_LABS'] ?? 4)
const FIRST = Number(process.env['AKASHI_SEED'] ?? 1)
const SEEDS = Array.from({ length: LABS }, (_, i) => FIRST + i)

describe.skipIf(!labsWork())('random labs on this kernel', () => {
  it.each(SEEDS)(
    '[V-2] lab %i: every connection that packets make is foretold, and none that they do not',
    { timeout: 120_000 },
    async (seed) => {
      const spaces = new Namespaces(`akashi${process.pid}`)
      try {
        const lab = buildLab(spaces, seed)
        await new Promise((resolve) => setTimeout(resolve, 1200))
        const tried = probe(spaces, lab)
        const intake = intakeEntries(collect(spaces, lab))
        const { examination } = examine(intake.artifacts, intake.sha256, intake.problems)
        if (examination === null) throw new Error('nothing usable was collected')
        const reach = new Reach(
          examination,
          tried.map((t) => t.query),
        )
        const wrong = tried.flatMap(({ query, answered }) => {
          const answer = reach.answer(query)
          const said = 'error' in answer ? answer.error.code : answer.connected
          return said === (answered ? 'yes' : 'no')
            ? []
            : [`${query.from} → ${query.to} ${query.proto}/${query.port ?? ''}: ${said}, packets ${answered}`]
        })
        expect(tried.length).toBeGreaterThan(80)
        expect(wrong).toEqual([])
      } finally {
        spaces.end()
      }
    },
  )
})
