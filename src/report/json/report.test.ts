import { readFileSync } from 'node:fs'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { z } from 'zod'
import type { AuditResult } from '../../audit/result.ts'
import { hostile } from '../fixtures/hostile.ts'
import { sample } from '../fixtures/sample.ts'
import { jsonReport } from './report.ts'
import { auditSchema } from './schema.ts'

const docs = readFileSync(new URL('../../../docs/spec/audit-json.md', import.meta.url), 'utf8')

describe('the JSON report', () => {
  it('is the whole result, and reads back as it was', () => {
    expect(JSON.parse(jsonReport(sample))).toEqual(JSON.parse(JSON.stringify(sample)))
    expect(JSON.parse(jsonReport(hostile))).toEqual(JSON.parse(JSON.stringify(hostile)))
  })

  it('has exactly the documented form', () => {
    expect(auditSchema.safeParse(JSON.parse(jsonReport(sample))).error).toBeUndefined()
    expect(auditSchema.safeParse(JSON.parse(jsonReport(hostile))).error).toBeUndefined()
  })

  it('rejects what is not documented, and another version', () => {
    expect(auditSchema.safeParse({ ...sample, more: 1 }).success).toBe(false)
    expect(auditSchema.safeParse({ ...sample, version: 2 }).success).toBe(false)
  })

  it('has a schema that follows the type', () => {
    expectTypeOf<AuditResult>().toExtend<z.input<typeof auditSchema>>()
  })

  it('documents every member of the result and of a finding', () => {
    const members = [
      ...Object.keys(auditSchema.shape),
      ...Object.keys(auditSchema.shape.findings.unwrap().element.shape),
    ]
    expect(members.length).toBeGreaterThan(25)
    expect(members.filter((name) => !docs.includes(`\`${name}\``))).toEqual([])
  })

  it('holds no character that a terminal would obey', () => {
    expect(jsonReport(hostile)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  })
})
