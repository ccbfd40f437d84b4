import { describe, expect, it } from 'vitest'
import { COMPLETE, having, record } from '../../test/isms-example.ts'
import type { BodyOf, Kind } from '../isms/records/kinds.ts'
import { guarded } from './guarded.ts'

/** The body of the first record of the kind in an ISMS in which everything is approved, accepted and judged. */
function bodyOf<K extends Kind>(kind: K): BodyOf<K> {
  const [first] = COMPLETE.records[kind]
  if (first === undefined) throw new Error(`the example has no ${kind}`)
  const { id: _, ...body } = first
  return body as BodyOf<K>
}
const approval = { by: '偽の責任者', on: '2026-01-01' }
const verdicts = [{ run: 'r', guide: 'g', judgement: 'conforms' as const }]
const files = [{ path: 'a', sha256: '0'.repeat(64), bytes: 1 }]
const write = <K extends Kind>(kind: K, body: BodyOf<K>, current: BodyOf<K> | null = null): BodyOf<K> =>
  guarded(kind, body, current, COMPLETE, '書いた人')

describe('what an ordinary write may not set', () => {
  it.each(['scope', 'criteria'] as const)('[S-4] [K-2] an approval, or the number of a version: %s', (kind) => {
    const body = { ...bodyOf(kind), approval, version: 99 }
    const made = write<'scope' | 'criteria'>(kind, body)
    expect([made.approval, made.version]).toEqual([null, 2])
    const draft = { ...bodyOf(kind), approval: null, version: 7 }
    const changed = write<'scope' | 'criteria'>(kind, body, draft)
    expect([changed.approval, changed.version]).toEqual([null, 7])
  })

  it('[T-4] what a statement holds: it is made from the answers, by who makes it, and keeps that', () => {
    const body = {
      ...bodyOf('soa'),
      approval,
      version: 99,
      entries: [],
      title: '題',
      made: { by: '他人', on: '2020-01-01' },
    }
    const made = write('soa', body)
    expect(made).toMatchObject({
      approval: null,
      version: 2,
      title: '題',
      made: { by: '書いた人', on: COMPLETE.today },
    })
    expect(made.entries.length).toBe(bodyOf('soa').entries.length)
    const current = bodyOf('soa')
    const changed = write('soa', body, current)
    expect(changed).toEqual({ ...current, title: '題', base: body.base })
  })

  it('[T-1] the acceptance of a risk', () => {
    const body = bodyOf('risk')
    expect(body.treatment.acceptance).not.toBeNull()
    expect(write('risk', body).treatment.acceptance).toBeNull()
    const current = { ...body, treatment: { ...body.treatment, acceptance: { by: 'x', on: '2026-02-02', level: 1 } } }
    expect(write('risk', body, current).treatment.acceptance).toEqual(current.treatment.acceptance)
    expect(
      write('risk', body, { ...body, treatment: { ...body.treatment, acceptance: null } }).treatment.acceptance,
    ).toBeNull()
  })

  it('[T-4] verdicts on an answer', () => {
    const body = { ...bodyOf('applicability'), verdicts }
    expect(write('applicability', body).verdicts).toEqual([])
    const current = { ...body, verdicts: [{ ...verdicts[0]!, judgement: 'does-not-conform' as const }] }
    expect(write('applicability', body, current).verdicts).toEqual(current.verdicts)
    expect(write('applicability', { ...body, verdicts: [] }, current).verdicts).toEqual(current.verdicts)
  })

  it('the files of evidence', () => {
    const body = { ...bodyOf('evidence'), files }
    expect(write('evidence', body).files).toEqual([])
    const current = { ...body, files: [{ ...files[0]!, path: 'b' }] }
    expect(write('evidence', body, current).files).toEqual(current.files)
    expect(write('evidence', { ...body, files: [] }, current).files).toEqual(current.files)
  })

  it('and nothing else: the rest is as it was written', () => {
    for (const kind of ['profile', 'service', 'asset', 'necessaryControl', 'responsibility', 'information'] as const) {
      const body = bodyOf(kind)
      expect(write<typeof kind>(kind, body)).toEqual(body)
    }
    const { verdicts: _, ...answer } = write('applicability', { ...bodyOf('applicability'), owner: '別の人' })
    expect(answer).toMatchObject({ owner: '別の人', applicable: true })
  })

  it('is numbered after the newest version that there is', () => {
    const isms = having('scope', (all) => [
      ...all,
      record('scope', 'scope-9', { ...bodyOf('scope'), version: 9, approval: null }),
    ])
    expect(guarded('scope', bodyOf('scope'), null, isms, 'x').version).toBe(10)
    expect(
      guarded(
        'scope',
        bodyOf('scope'),
        null,
        having('scope', () => []),
        'x',
      ).version,
    ).toBe(1)
  })
})
