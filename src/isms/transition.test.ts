import { describe, expect, it } from 'vitest'
import { COMPLETE, having, record } from '../../test/isms-example.ts'
import type { Mapping } from '../catalogue/schema.ts'
import { applicabilitySchema } from './records/applicability.ts'
import { carriedOver, transition } from './transition.ts'

const pair = (from: string, to: string | null, relation: Mapping['pairs'][number]['relation']) => ({
  from,
  to,
  relation,
  confidence: 'ours' as const,
})
const mapping: Mapping = {
  format: 'akashi-mapping/1',
  id: 'm',
  from: 'iso27017-2015',
  to: 'iso27017-2026',
  source: { ja: '例', en: 'example' },
  pairs: [pair('13.1.3', '8.22', 'equal'), pair('CLD.6.3.1', '5.23', 'intersects'), pair('CLD.6.3.1', '5.2', 'subset')],
}

describe('the transition to another edition', () => {
  it('[T-4] carries every answer of every role along the mapping', () => {
    const seen = transition(COMPLETE, mapping).map(({ role, carried }) => [
      role,
      carried.map(({ from, to, review }) => [from, to, review]),
    ])
    expect(seen).toEqual([
      [
        'provider',
        [
          ['CLD.6.3.1', '5.2', true],
          ['13.1.3', '8.22', false],
          ['CLD.6.3.1', '5.23', true],
        ].toSorted((a, b) => (a[1]! < b[1]! ? -1 : 1)),
      ],
      [
        'customer',
        [
          ['CLD.6.3.1', '5.2', true],
          ['CLD.6.3.1', '5.23', true],
        ],
      ],
    ])
  })

  it('[T-4] loses none: an answer without a target is listed', () => {
    const [provider] = transition(COMPLETE, { ...mapping, pairs: [pair('13.1.3', null, 'none')] })
    expect(provider?.withoutTarget.map(({ item }) => item).toSorted()).toEqual(['13.1.3', 'CLD.6.3.1'])
  })

  it('[T-4] makes answers on the new edition that keep what was said, and overwrites none that is there', () => {
    const there = record('applicability', 'iso27017-2026_8.22_provider', {
      control: { edition: 'iso27017-2026', item: '8.22' },
      role: 'provider',
    })
    const made = carriedOver(
      having('applicability', (all) => [...all, there]),
      mapping,
    )
    expect(made.map(({ id, review }) => [id, review] as const).toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual([
      ['iso27017-2026_5.23_customer', true],
      ['iso27017-2026_5.23_provider', true],
      ['iso27017-2026_5.2_customer', true],
      ['iso27017-2026_5.2_provider', true],
    ])
    for (const { id: _, ...body } of made)
      expect(applicabilitySchema.parse(body)).toMatchObject({ how: 'テナントごとに網を分ける。', verdicts: [] })
  })
})
