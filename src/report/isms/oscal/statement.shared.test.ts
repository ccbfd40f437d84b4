import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { HOSTILE_PARTS, PARTS } from './fixture.ts'
import { oscalStatement } from './statement.ts'

const SCHEMA = new URL('../../../../../shared/schemas/oscal-1.2.1/oscal_component_schema.json', import.meta.url)

function errorsOf(text: string): unknown {
  const ajv = new Ajv({ strict: false, allErrors: false })
  addFormats.default(ajv)
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')))
  validate(JSON.parse(text))
  return validate.errors
}

describe.skipIf(!existsSync(SCHEMA))('the statement as OSCAL under the official schema', () => {
  it('is accepted, approved or not', () => {
    expect(errorsOf(oscalStatement(PARTS))).toBeNull()
    expect(errorsOf(oscalStatement({ ...PARTS, soa: { ...PARTS.soa, approval: null } }))).toBeNull()
  })

  it('is accepted when there is nothing to say, and whatever people wrote', () => {
    expect(
      errorsOf(oscalStatement({ ...PARTS, soa: { ...PARTS.soa, entries: [], editions: [], title: '' } })),
    ).toBeNull()
    expect(errorsOf(oscalStatement(HOSTILE_PARTS))).toBeNull()
  })

  it('would be rejected if something were wrong', () => {
    expect(errorsOf(oscalStatement(PARTS).replace('"control-id"', '"control"'))).not.toBeNull()
  })
})
