import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AuditResult } from '../../src/audit/result.ts'
import { auditOf, filesOf, overclaims } from './lab.ts'

const LABS = ['linux-vlan-vrf', 'linux-plain-brnf0', 'linux-plain-brnf1'] as const
/** More runs with AKASHI_RUNS, as the continuous build does. */
const RUNS = Number(process.env['AKASHI_RUNS'] ?? 12)

describe.each(LABS)('less evidence of %s', (lab) => {
  const files = filesOf(lab)
  const evidence = files.filter((f) => f.path !== 'akashi.yaml' && f.path !== 'truth.json')
  const whole = auditOf(files) as AuditResult

  it('[V-7] [V-9] leaving files out never proves or refutes what the whole evidence did not', () => {
    const left = fc.subarray(evidence, { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(left, (gone) => {
        expect(overclaims(whole, auditOf(files.filter((f) => !gone.includes(f))))).toEqual([])
      }),
      { numRuns: RUNS },
    )
  })

  it('[V-9] cutting a file short never proves or refutes what the whole evidence did not', () => {
    const cut = fc.tuple(fc.constantFrom(...evidence), fc.double({ min: 0, max: 0.999, noNaN: true }))
    fc.assert(
      fc.property(cut, ([file, share]) => {
        const short = { path: file.path, bytes: file.bytes.slice(0, Math.floor(file.bytes.length * share)) }
        expect(overclaims(whole, auditOf(files.map((f) => (f === file ? short : f))))).toEqual([])
      }),
      { numRuns: RUNS },
    )
  })
})
