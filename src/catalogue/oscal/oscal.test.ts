import { describe, expect, it } from 'vitest'
import { danglingReferences } from '../../base/oscal/references.ts'
import { shippedCatalogue } from '../shipped.ts'
import { controlId, itemOfControlId } from './control-id.ts'
import { readMapping, writeMapping } from './mapping.ts'
import { readPlan, writePlan } from './plan.ts'
import { readProfile, writeProfile } from './profile.ts'
import { readCatalog } from './read-catalog.ts'
import { writeCatalog } from './write-catalog.ts'

const catalogue = shippedCatalogue()
const json = (value: unknown): string => JSON.stringify(value)
const without = (id: string) => ({ editions: new Map([...catalogue.editions].filter(([each]) => each !== id)) })

describe('OSCAL round trips', () => {
  it.each([...catalogue.editions.keys()])('the catalog of %s comes back without loss, with our questions', (id) => {
    const edition = catalogue.editions.get(id)
    const questions = catalogue.questions.get(id)
    if (edition === undefined) throw new Error(id)
    const written = writeCatalog(edition, questions)
    const { value, problems } = readCatalog(json(written), { file: 'x.json', id, source: 'x', known: without(id) })
    expect(problems).toEqual([])
    expect(value?.edition).toEqual(edition)
    expect(value?.questions).toEqual(questions === undefined ? null : { ...questions, entries: expect.any(Array) })
    const sorted = (entries: readonly { item: string; role: string }[] = []) =>
      entries.toSorted((a, b) => (`${a.item}${a.role}` < `${b.item}${b.role}` ? -1 : 1))
    expect(sorted(value?.questions?.entries)).toEqual(sorted(questions?.entries))
    expect(json(writeCatalog(edition, questions))).toBe(json(written))
  })

  it.each(catalogue.mappings.map((mapping) => mapping.id))('the mapping %s comes back without loss', (id) => {
    const mapping = catalogue.mappings.find((each) => each.id === id)
    if (mapping === undefined) throw new Error(id)
    expect(readMapping(json(writeMapping(mapping)), 'x.json')).toEqual({ value: mapping, problems: [] })
  })

  it('the audit guide comes back without loss from an assessment plan', () => {
    expect(catalogue.chapters.length).toBeGreaterThan(0)
    const { value, problems } = readPlan(json(writePlan(catalogue.chapters)), 'x.json')
    expect(problems).toEqual([])
    expect(value).toEqual(catalogue.chapters)
  })

  it('[C-8] a role profile says of which edition and roles it is, and imports what the resolved list draws on', () => {
    const profile = { edition: 'iso27017-2015', roles: ['provider' as const] }
    const { value, problems } = readProfile(json(writeProfile(catalogue, profile)), 'x.json')
    expect(problems).toEqual([])
    expect(value?.profile).toEqual(profile)
    const ids = value?.imports.flatMap(({ include }) => include) ?? []
    expect(ids).toContain('iso27002-2013.9.1.2')
    expect(ids).toContain('iso27017-2015.CLD.9.5.1')
    expect(ids).not.toContain('iso27017-2015.9.1.2')
  })
})

describe('references', () => {
  const catalogs = [...catalogue.editions.values()].map((edition) => writeCatalog(edition, undefined))
  const documents = [
    ...catalogue.mappings.map(writeMapping),
    writePlan(catalogue.chapters),
    ...[...catalogue.editions.keys()].map((edition) =>
      writeProfile(catalogue, { edition, roles: ['customer', 'provider'] }),
    ),
  ]

  it('none dangles in what we write', () => {
    expect(documents.length).toBeGreaterThan(10)
    for (const document of documents) expect(danglingReferences(document, catalogs)).toEqual([])
  })

  it('a control that no catalog has is found, though the schema lets it through', () => {
    const text = json(documents[0]).replace('iso27001-2013.4.1"', 'iso27001-2013.4.99"')
    expect(danglingReferences(JSON.parse(text), catalogs).map(({ kind, reference }) => [kind, reference])).toEqual([
      ['control', 'iso27001-2013.4.99'],
    ])
  })
})

describe('control ids', () => {
  it('begin with the edition, since an OSCAL id cannot begin with a digit', () => {
    expect(controlId('iso27017-2015', '13.1.3')).toBe('iso27017-2015.13.1.3')
    expect(itemOfControlId('iso27017-2015', 'iso27017-2015.13.1.3')).toBe('13.1.3')
    expect(itemOfControlId('sp800', 'ac-2.1')).toBe('ac.2.1')
    expect(itemOfControlId('x', 'a b')).toBeNull()
  })
})

describe('what another sends', () => {
  const read = (catalog: unknown) =>
    readCatalog(json({ catalog }), { file: 'x.json', id: 'theirs', source: 'their copy', known: catalogue })
  const metadata = { title: 'Theirs', version: '1', 'oscal-version': '1.1.2', 'last-modified': '2026-01-01T00:00:00Z' }

  it('is read as an edition with its texts, and what is not read is named and counted', () => {
    const { value, problems } = read({
      uuid: 'x',
      metadata,
      groups: [
        {
          id: 'ac',
          title: 'Access control',
          controls: [
            {
              id: 'ac-2',
              title: 'Accounts',
              params: [{ id: 'p' }],
              parts: [
                { name: 'statement', prose: 'An example\\*:', parts: [{ name: 'item', prose: 'a. one' }] },
                { name: 'assessment', prose: 'x' },
              ],
              controls: [{ id: 'ac-2.1', title: 'Enhancement', props: [{ name: 'status', value: 'withdrawn' }] }],
            },
          ],
        },
      ],
    })
    expect(value?.edition.items.map(({ id, kind, parent, retired }) => [id, kind, parent, retired])).toEqual([
      ['ac', 'clause', null, undefined],
      ['ac.2', 'control', 'ac', undefined],
      ['ac.2.1', 'detailedControl', 'ac.2', true],
    ])
    expect(value?.texts.texts).toEqual([{ item: 'ac.2', part: 'statement', role: 'all', en: 'An example*:\na. one' }])
    expect(problems.map(({ code, params }) => [code, params?.['feature'], params?.['count']])).toEqual([
      ['oscal-not-read', 'params', 1],
      ['oscal-not-read', 'parts', 1],
    ])
  })

  it('is refused where it is no catalog, has an id twice, or is nested without end', () => {
    expect(
      read({
        uuid: 'x',
        metadata,
        controls: [
          { id: 'a', title: 'A' },
          { id: 'a', title: 'B' },
        ],
      }).value,
    ).toBeNull()
    expect(readCatalog('{"catalog":', { file: 'x', id: 'x', source: 'x', known: catalogue }).problems[0]?.code).toBe(
      'not-json',
    )
    const deep = `${'{"id":"a","title":"A","controls":['.repeat(50_000)}${']}'.repeat(50_000)}`
    const endless = readCatalog(`{"catalog":{"uuid":"x","metadata":${json(metadata)},"controls":[${deep}]}}`, {
      file: 'x',
      id: 'x',
      source: 'x',
      known: catalogue,
    })
    expect(endless.value).toBeNull()
    expect(endless.problems.length).toBeGreaterThan(0)
  })
})
