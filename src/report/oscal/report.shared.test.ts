import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { hostile } from '../fixtures/hostile.ts'
import { sample } from '../fixtures/sample.ts'
import { oscalReport } from './report.ts'

const SCHEMA = new URL('../../../../shared/schemas/oscal-1.2.1/oscal_assessment-results_schema.json', import.meta.url)

/** The official schema writes `\p{L}`, which only means letters under the `u` flag: ajv sets that by default. */
function errorsOf(text: string): unknown {
  const ajv = new Ajv({ strict: false, allErrors: false })
  addFormats.default(ajv)
  const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as Record<string, unknown>
  const validate = ajv.compile(schema)
  validate(JSON.parse(text))
  return validate.errors
}

describe.skipIf(!existsSync(SCHEMA))('OSCAL assessment results under the official schema', () => {
  it('are accepted', () => {
    expect(errorsOf(oscalReport(sample))).toBeNull()
    expect(errorsOf(oscalReport(sample, { lang: 'ja' }))).toBeNull()
  })

  it('are accepted when there is nothing to say', () => {
    const empty = {
      ...sample,
      findings: [],
      open: [],
      guides: [],
      permissions: [],
      unread: [],
      matrix: [],
      parties: [],
    }
    expect(errorsOf(oscalReport({ ...empty, evidence: { sha256: 'x', files: [] } }))).toBeNull()
  })

  it('are accepted whatever the evidence says', () => {
    expect(errorsOf(oscalReport(hostile))).toBeNull()
  })

  it('would be rejected if something were wrong', () => {
    expect(errorsOf(oscalReport(sample).replace('"results"', '"result"'))).not.toBeNull()
  })
})
