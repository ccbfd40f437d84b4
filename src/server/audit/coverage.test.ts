import { describe, expect, it } from 'vitest'
import { auditOf, filesOf } from '../../../test/audit/lab.ts'
import { coverageOver } from './coverage.ts'

describe('coverage over several audits', () => {
  it('has the nine cells and service management, and sums what was read of each', () => {
    const result = auditOf(filesOf('linux-vlan-vrf'))
    if (result === null) throw new Error('the example cannot be read')
    const [once, twice] = [coverageOver([result]), coverageOver([result, result])]
    expect(once).toHaveLength(10)
    expect(once.some(({ read }) => read > 10)).toBe(true)
    expect(twice.map(({ read }) => read)).toEqual(once.map(({ read }) => 2 * read))
    expect(coverageOver([]).every(({ read, partial, lacking }) => read + partial + lacking === 0)).toBe(true)
  })
})
