import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import ajvFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { danglingReferences } from '../../base/oscal/references.ts'
import { shippedCatalogue } from '../shipped.ts'
import { writeMapping } from './mapping.ts'
import { writePlan } from './plan.ts'
import { writeProfile } from './profile.ts'
import { readCatalog } from './read-catalog.ts'
import { writeCatalog } from './write-catalog.ts'

const SHARED = new URL('../../../../shared/schemas/', import.meta.url)
const here = existsSync(SHARED)
const catalogue = shippedCatalogue()
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, SHARED), 'utf8'))

/** What the official schema says is wrong with the document. */
function faults(schema: string, document: unknown): readonly string[] {
  const ajv = new Ajv({ strict: false, allErrors: true })
  ajvFormats.default(ajv)
  const raw = readFileSync(new URL(`oscal-1.2.1/oscal_${schema}_schema.json`, SHARED), 'utf8')
  const validate = ajv.compile(JSON.parse(raw))
  validate(JSON.parse(JSON.stringify(document)))
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

describe.skipIf(!here)('what we write validates against the official schemas of OSCAL 1.2.1', () => {
  it('every edition as a catalog', { timeout: 60_000 }, () => {
    for (const edition of catalogue.editions.values())
      expect(faults('catalog', writeCatalog(edition, catalogue.questions.get(edition.id)))).toEqual([])
  })

  it('role profiles', { timeout: 60_000 }, () => {
    for (const edition of ['iso27017-2015', 'iso27001-2022', 'cism'])
      expect(faults('profile', writeProfile(catalogue, { edition, roles: ['provider'] }))).toEqual([])
  })

  it('every mapping as a mapping-collection', { timeout: 60_000 }, () => {
    for (const mapping of catalogue.mappings) expect(faults('mapping', writeMapping(mapping))).toEqual([])
  })

  it('the audit guide as an assessment-plan', { timeout: 60_000 }, () =>
    expect(faults('assessment-plan', writePlan(catalogue.chapters))).toEqual([]),
  )

  it('the schemas do find faults', () => {
    const edition = catalogue.editions.get('iso27017-2015')
    if (edition === undefined) throw new Error('not shipped')
    const { catalog } = writeCatalog(edition, undefined)
    expect(faults('catalog', { catalog: { ...catalog, uuid: 'x' } }).length).toBeGreaterThan(0)
  })
})

describe.skipIf(!here)('documents that we did not write', () => {
  it('a catalog of NIST is read, and what is not read is named', () => {
    const text = readFileSync(new URL('oscal-examples/basic-catalog.json', SHARED), 'utf8')
    const { value, problems } = readCatalog(text, {
      file: 'basic-catalog.json',
      id: 'basic',
      source: 'NIST',
      known: catalogue,
    })
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(value?.edition.items.map(({ id }) => id).slice(0, 3)).toEqual(['s1', 's1.1', 's1.1.1'])
    expect(value?.texts.texts.find(({ item, part }) => item === 's1.1.1' && part === 'statement')?.en).toContain(
      'All information security',
    )
    expect(problems.map(({ params }) => params?.['feature'])).toContain('params')
  })

  it('our reference checker finds the one activity that an example of NIST refers to and nobody defines, and nothing else', () => {
    const names = [
      'ifa_ssp-example',
      'ifa_assessment-plan-example',
      'ifa_assessment-results-example',
      'ifa_plan-of-action-and-milestones',
    ]
    const documents = names.map((name) => json(`oscal-examples/${name}.json`))
    const found = documents.flatMap((document) => danglingReferences(document, documents))
    expect(found).toEqual([
      {
        pointer: '/assessment-plan/tasks/0/associated-activities/0/activity-uuid',
        kind: 'uuid',
        reference: '0d243b23-a889-478f-9716-6d4870e56209',
      },
    ])
    expect(danglingReferences(json('oscal-examples/basic-catalog.json'))).toEqual([])
  })
})
