import { ATTACKS } from '../../fixtures/hostile.ts'
import { applicabilitySchema, soaSchema } from '../../../isms/records/applicability.ts'
import type { StatementParts } from './parts.ts'

const EDITION = 'iso27017-2015'
const RUN = 'run-1'

const answer = (item: string, role: 'provider' | 'customer', more: object = {}) =>
  applicabilitySchema.parse({ control: { edition: EDITION, item }, role, ...more })

/** A statement in which every kind of answer stands: done, begun, planned, not at all, left out, undecided, proved, refuted. */
export const PARTS: StatementParts = {
  organisation: 'example',
  editionName: (id) => (id === EDITION ? 'ISO/IEC 27017:2015' : id),
  lastModified: '2026-11-21T01:00:00.000Z',
  soa: soaSchema.parse({
    version: 3,
    title: '適用宣言書',
    base: { document: '適用宣言書（全社）', version: '12' },
    editions: [EDITION, 'iso27002-2013'],
    made: { by: '事務局', on: '2026-03-20' },
    approval: { by: '情報セキュリティ委員会', on: '2026-04-01' },
    basis: {
      organisation: { ja: '例示組織', en: 'Example' },
      risks: [{ id: 'tenant-reach', title: '他テナントへの到達' }],
      evidence: [
        {
          id: 'evidence-1',
          title: '設定の記録',
          effective: '2026-11-01',
          count: 1,
          files: [{ path: '設定/leaf 1.cfg', sha256: 'a'.repeat(64) }],
        },
      ],
      runs: [{ id: RUN, title: '', endedOn: '2026-11-20', result: 'b'.repeat(64) }],
    },
    entries: [
      answer('CLD.9.5.1', 'provider', {
        applicable: true,
        included: [
          { because: 'risk', reference: 'tenant-reach' },
          { because: 'law', reference: '' },
        ],
        implementation: 'implemented',
        how: 'テナントごとに *網* を分ける。\n\n一行おいて <続き>。',
        owner: '基盤課長',
        evidence: ['evidence-1', 'evidence-gone'],
        verdicts: [
          { run: RUN, guide: 'C.8.3.3/1.1', judgement: 'conforms' },
          { run: 'run-gone', guide: 'C.8.3.3/1.2', judgement: 'does-not-conform' },
        ],
        review: true,
      }),
      answer('CLD.9.5.2', 'provider', {
        applicable: true,
        implementation: 'partial',
        how: '順次。',
        owner: '基盤課長',
      }),
      answer('CLD.12.1.5', 'provider', { applicable: true, implementation: 'planned' }),
      answer('12.4.1', 'provider', { applicable: true, implementation: 'none', how: '未着手。' }),
      answer('CLD.6.3.1', 'provider'),
      answer('14.2.1', 'customer', { applicable: false, excluded: '開発を行わない。', how: '以前の記述。' }),
      answer('15.1.1', 'customer', { applicable: false }),
      applicabilitySchema.parse({
        control: { edition: 'iso27002-2013', item: '9.1.1' },
        role: 'customer',
        applicable: true,
        implementation: 'implemented',
        how: '手順に従う。',
      }),
    ],
  }),
}

/** The same with every text of a person made hostile. */
export const HOSTILE_PARTS: StatementParts = {
  ...PARTS,
  editionName: () => ATTACKS[1] ?? '',
  soa: {
    ...PARTS.soa,
    title: ATTACKS[2] ?? '',
    base: { document: ATTACKS[7] ?? '', version: ATTACKS[8] ?? '' },
    basis: {
      ...PARTS.soa.basis,
      organisation: { ja: '', en: ATTACKS[0] ?? '' },
      risks: [{ id: 'tenant-reach', title: ATTACKS[7] ?? '' }],
      evidence: [
        {
          id: 'evidence-1',
          title: ATTACKS[6] ?? '',
          effective: null,
          count: 1,
          files: [{ path: `../${ATTACKS[0]}\u202e`, sha256: 'x' }],
        },
      ],
    },
    approval: { by: ' 改行\nのある名\u2028', on: '2026-04-01' },
    entries: PARTS.soa.entries.map((entry, i) => ({
      ...entry,
      how: ATTACKS[i] ?? '',
      excluded: ATTACKS[i + 3] ?? '',
      owner: (ATTACKS[i + 5] ?? '').slice(0, 300),
      included: [{ because: 'law', reference: ATTACKS[i + 1] ?? '' }],
    })),
  },
}
