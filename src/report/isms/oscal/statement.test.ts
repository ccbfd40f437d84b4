import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fromProps } from '../../../base/oscal/flat.ts'
import { unmarkup } from '../../../base/oscal/prop-value.ts'
import { uncheckedReferences } from '../../../base/oscal/references.ts'
import { shippedCatalogue } from '../../../catalogue/shipped.ts'
import { writeCatalog } from '../../../catalogue/oscal/write-catalog.ts'
import { applicabilitySchema } from '../../../isms/records/applicability.ts'
import type { Applicability } from '../../../isms/records/applicability.ts'
import { dangling } from '../../oscal/references.ts'
import { HOSTILE_PARTS, PARTS } from './fixture.ts'
import type { StatementParts } from './parts.ts'
import { oscalStatement } from './statement.ts'

const prop = z.object({ name: z.string(), value: z.string(), ns: z.string().optional(), class: z.string().optional() })
const requirementShape = z.object({
  'control-id': z.string(),
  description: z.string().min(1),
  props: z.array(prop),
  links: z.array(z.object({ href: z.string(), rel: z.string() })).optional(),
})
const shape = z.object({
  'component-definition': z.object({
    uuid: z.uuid(),
    metadata: z
      .object({ title: z.string(), version: z.string(), published: z.string().optional(), props: z.array(prop) })
      .loose(),
    components: z.array(
      z.object({
        props: z.array(prop),
        'control-implementations': z.array(z.object({ 'implemented-requirements': z.array(requirementShape) })),
      }),
    ),
  }),
})
const read = (parts: StatementParts) => shape.parse(JSON.parse(oscalStatement(parts)))['component-definition']

/** The answers as they stand in the document, read back from it alone. */
const answersIn = (parts: StatementParts): Applicability[] =>
  read(parts).components.flatMap(({ props, 'control-implementations': all }) =>
    all.flatMap((one) =>
      one['implemented-requirements'].map(({ 'control-id': id, description, props: own }) => {
        const { role } = z.object({ role: z.string() }).parse(fromProps(props))
        const about = z.object({ applicable: z.boolean().nullable() }).loose().parse(fromProps(own))
        const edition = parts.soa.editions.find((each) => id.startsWith(`${each}.`)) ?? ''
        const text = { [about.applicable === false ? 'excluded' : 'how']: unmarkup(description) }
        return applicabilitySchema.strip().parse({
          ...text,
          ...about,
          included: z
            .array(
              z
                .object({ because: z.string(), reference: z.string() })
                .transform(({ because, reference }) => ({ because, reference })),
            )
            .parse(about['included']),
          control: { edition, item: id.slice(edition.length + 1) },
          role,
        })
      }),
    ),
  )

const sorted = (entries: readonly Applicability[]): readonly Applicability[] =>
  entries.toSorted((a, b) => (`${a.role} ${a.control.item}` < `${b.role} ${b.control.item}` ? -1 : 1))

describe('the statement as OSCAL', () => {
  it('[T-4] holds every answer of every role, and gives each back without loss', () => {
    expect(answersIn(PARTS)).toHaveLength(8)
    expect(sorted(answersIn(PARTS))).toEqual(sorted(PARTS.soa.entries))
  })

  it('[T-4] says in the words of OSCAL what is implemented, and nothing where OSCAL has no word', () => {
    const status = read(PARTS).components.flatMap(({ 'control-implementations': all }) =>
      all.flatMap((one) =>
        one['implemented-requirements'].map(({ 'control-id': id, props }) => [
          id.split('.').slice(1).join('.'),
          props.find(({ name }) => name === 'implementation-status')?.value,
        ]),
      ),
    )
    expect(Object.fromEntries(status)).toEqual({
      'CLD.9.5.1': 'implemented',
      'CLD.9.5.2': 'partial',
      'CLD.12.1.5': 'planned',
      '12.4.1': undefined,
      'CLD.6.3.1': undefined,
      '14.2.1': 'not-applicable',
      '15.1.1': 'not-applicable',
      '9.1.1': 'implemented',
    })
  })

  it('[T-4] carries version and approval, and a draft carries none', () => {
    const { metadata } = read(PARTS)
    expect(metadata).toMatchObject({ version: '3', published: '2026-04-01T00:00:00Z', title: '適用宣言書' })
    expect(fromProps(metadata.props)).toMatchObject({
      statement: {
        version: 3,
        base: { document: '適用宣言書（全社）', version: '12' },
        approval: { on: '2026-04-01' },
      },
    })
    const draft = read({ ...PARTS, soa: { ...PARTS.soa, approval: null } })
    expect(draft.metadata.published).toBeUndefined()
    expect(JSON.stringify(draft)).not.toContain('情報セキュリティ委員会')
  })

  it('[T-4] links each answer with its evidence and verdicts, also with what is no longer kept', () => {
    const links = read(PARTS).components.flatMap(({ 'control-implementations': all }) =>
      all.flatMap((one) => one['implemented-requirements'].flatMap(({ links: own }) => own ?? [])),
    )
    expect(links.map(({ rel }) => rel)).toEqual(['evidence', 'evidence', 'verdict', 'verdict'])
    expect(oscalStatement(PARTS)).toContain('"href": "./%E8%A8%AD%E5%AE%9A/leaf%201.cfg"')
  })

  it('leads nowhere into the void: every reference is defined in it or in the catalogs, and no UUID stands twice', () => {
    const catalogs = [...shippedCatalogue().editions.values()].map((edition) => writeCatalog(edition, undefined))
    for (const parts of [PARTS, HOSTILE_PARTS]) {
      const document: unknown = JSON.parse(oscalStatement(parts))
      expect(dangling(document, catalogs)).toEqual([])
      expect(uncheckedReferences(document)).toBe(8)
    }
  })

  it('is the same bytes each time, and another document when an answer is another', () => {
    expect(oscalStatement(PARTS)).toBe(oscalStatement(PARTS))
    const [first, ...rest] = PARTS.soa.entries
    if (first === undefined) throw new Error('the fixture has no answer')
    const other = { ...PARTS, soa: { ...PARTS.soa, entries: [{ ...first, how: '別の方法。' }, ...rest] } }
    expect(read(other).uuid).not.toBe(read(PARTS).uuid)
  })

  it('obeys nothing that a person wrote: no control character stands in it', () => {
    expect(oscalStatement(HOSTILE_PARTS)).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e]/,
    )
    expect(sorted(answersIn(HOSTILE_PARTS)).map(({ how }) => how)).toEqual(
      sorted(HOSTILE_PARTS.soa.entries).map(({ how }) => how),
    )
  })

  it('of nothing at all is still a document', () => {
    const empty = JSON.parse(oscalStatement({ ...PARTS, soa: { ...PARTS.soa, entries: [], editions: [] } }))
    expect(Object.keys(empty['component-definition'])).toEqual(['uuid', 'metadata'])
  })
})
