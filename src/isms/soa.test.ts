import { describe, expect, it } from 'vitest'
import { COMPLETE } from '../../test/isms-example.ts'
import { questions } from './rules/soa.ts'
import { soaEntries } from './soa.ts'

describe('what a version of the statement holds', () => {
  it('[T-4] holds every control for every role that it speaks to, answered or not', () => {
    const [first, ...others] = COMPLETE.records.applicability
    const isms = { ...COMPLETE, records: { ...COMPLETE.records, applicability: others } }
    const entries = soaEntries(isms)
    expect(entries).toHaveLength(questions(isms).length)
    expect(entries.length).toBeGreaterThan(3)
    expect(entries.filter(({ applicable }) => applicable === null)).toEqual([
      expect.objectContaining({ control: first?.control, role: first?.role, how: '', verdicts: [] }),
    ])
  })
})
