import { describe, expect, it } from 'vitest'
import type { AuditResult, VerdictKind } from '../../audit/result.ts'
import { sample } from '../fixtures/sample.ts'
import { plain } from '../sentences/phrase.ts'
import { headlineOf } from './headline.ts'
import { evidenceTime, overall } from './verdict.ts'

const cell = (from: string, to: string, verdict: VerdictKind): AuditResult['matrix'][number] => ({
  from,
  to,
  verdict,
  findings: [],
  open: [],
  permitted: false,
})
const guide = sample.guides[0]!
const clean: AuditResult = {
  ...sample,
  findings: [],
  open: [],
  matrix: [cell('A', 'B', 'proved'), cell('B', 'A', 'proved')],
  guides: [{ ...guide, judgement: 'conforms', findings: [], claims: [] }],
}

describe('what a run comes to as a whole', () => {
  it('is proved only when every cell and every guide is', () => {
    expect(overall(clean)).toBe('proved')
    expect(overall({ ...clean, matrix: [...clean.matrix, cell('A', 'management', 'undetermined')] })).toBe(
      'undetermined',
    )
    expect(overall({ ...clean, guides: [{ ...guide, judgement: 'cannot-be-determined' }] })).toBe('undetermined')
  })

  it('is never proved when nothing was asked, or no guide was judged', () => {
    expect(overall({ ...clean, matrix: [] })).toBe('undetermined')
    expect(overall({ ...clean, guides: [] })).toBe('undetermined')
    expect(plain(headlineOf({ ...clean, matrix: [] }, 'ja').first)).toContain('判定できるものがありません')
    const parties = [
      { id: 'A', kind: 'tenant' as const, endpoints: 2, addresses: [] },
      { id: 'management', kind: 'management' as const, endpoints: 0, addresses: [] },
    ]
    expect(plain(headlineOf({ ...clean, parties, matrix: [] }, 'en').first)).toContain('only tenant A has endpoints')
  })

  it('is refuted by a cell, a guide, or a finding that is more than a note', () => {
    expect(overall({ ...clean, matrix: [cell('A', 'B', 'refuted')] })).toBe('refuted')
    expect(overall({ ...clean, guides: [{ ...guide, judgement: 'does-not-conform' }] })).toBe('refuted')
    const [note] = sample.findings
    expect(note?.weight).toBe('note')
    expect(overall({ ...clean, findings: [note!] })).toBe('proved')
    expect(overall({ ...clean, findings: [{ ...note!, weight: 'minor' }] })).toBe('refuted')
  })

  it('does not count what goes out into the world against separation, and says so', () => {
    const outward = { ...clean, matrix: [...clean.matrix, cell('A', 'external', 'refuted')] }
    expect(overall(outward)).toBe('proved')
    expect(headlineOf(outward, 'en').rest.map(plain).join(' ')).toContain(
      'To the outside, traffic leaves in 1 direction',
    )
  })

  it('names the pair when one pair is not separated, and counts when there are more', () => {
    const pairs = [cell('A', 'B', 'refuted'), cell('B', 'A', 'refuted')]
    expect(plain(headlineOf({ ...clean, matrix: pairs }, 'en').first)).toBe('Tenant A and tenant B are not separated.')
    const more = [...pairs, cell('A', 'C', 'refuted')]
    const parties = [...sample.parties, { id: 'C', kind: 'tenant' as const, endpoints: 1, addresses: [] }]
    expect(plain(headlineOf({ ...clean, parties, matrix: more }, 'en').first)).toContain('2 pairs of tenants')
  })

  it('takes the latest time of the evidence across zones, and no text that is no time', () => {
    const at = (collectedAt: string | null) => ({ ...sample.evidence.files[0]!, collectedAt })
    const files = [at('2026-11-21T23:00:00Z'), at('2026-11-22T08:30:00+09:00'), at('+1+cmd|calc'), at(null)]
    expect(evidenceTime({ ...sample, evidence: { sha256: '', files } })).toBe('2026-11-22T08:30:00+09:00')
  })
})
