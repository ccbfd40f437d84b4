import { describe, expect, it } from 'vitest'
import { hostile } from '../fixtures/hostile.ts'
import { sample } from '../fixtures/sample.ts'
import { dangling } from './references.ts'
import { oscalReport } from './report.ts'

const report = oscalReport(sample)
const nothingOpen = { ...sample, findings: [], open: [], guides: [], permissions: [], unread: [] }

/** The document with one reference put wrong: the first member of that name, wherever it stands. */
function planted(member: string, value: string): unknown {
  const done = { yet: false }
  return JSON.parse(report, (key, held: unknown) => {
    if (key !== member || done.yet) return held
    done.yet = true
    return value
  })
}

describe('OSCAL assessment results', () => {
  it('hold no dangling reference and no UUID twice', () => {
    expect(dangling(JSON.parse(report))).toEqual([])
    expect(dangling(JSON.parse(oscalReport(nothingOpen)))).toEqual([])
    expect(dangling(JSON.parse(oscalReport({ ...sample, findings: [], open: [] })))).toEqual([])
  })

  it.each([
    'observation-uuid',
    'risk-uuid',
    'subject-uuid',
    'actor-uuid',
    'component-uuid',
    'target-id',
    'objective-id',
  ])('a dangling %s would be found', (member) => {
    const wrong = member.endsWith('-id') ? 'nowhere' : '00000000-0000-4000-8000-000000000000'
    expect(dangling(planted(member, wrong)).map((d) => d.reference)).toContain(wrong)
  })

  it('a dangling link into the back matter would be found', () => {
    const broken: unknown = JSON.parse(
      report.replaceAll(/"href": "#[0-9a-f-]+"/g, '"href": "#00000000-0000-4000-8000-000000000000"'),
    )
    expect(dangling(broken).length).toBeGreaterThan(3)
  })

  it('a UUID that two things bear would be found', () => {
    const uuid = /"uuid": "([0-9a-f-]+)"/.exec(report)?.[1] ?? ''
    expect(dangling({ a: { uuid }, b: { uuid } })).toEqual([{ pointer: '/a/uuid', kind: 'duplicate', reference: uuid }])
  })

  it('a control that the given catalog does not have would be found', () => {
    expect(dangling(JSON.parse(report), [{ catalog: { controls: [{ id: 'other' }] } }]).map((d) => d.kind)).toContain(
      'control',
    )
  })

  it('[V-10] are the same bytes for the same result, with the time of the evidence and not of a clock', () => {
    expect(oscalReport(sample)).toBe(report)
    expect(report).toContain('"last-modified": "2026-11-21T23:41:00.000Z"')
    expect(oscalReport(sample, { at: '2026-12-01T09:00:00+09:00' })).toContain(
      '"last-modified": "2026-12-01T00:00:00.000Z"',
    )
  })

  it('say so when no time is recorded', () => {
    const files = sample.evidence.files.map((f) => ({ ...f, collectedAt: null }))
    const text = oscalReport({ ...sample, evidence: { ...sample.evidence, files } })
    expect(text).toMatch(/"time-recorded",\s+"ns": "urn:akashi:oscal:1",\s+"value": "no"/)
  })

  it('never call a guide satisfied that could not be determined', () => {
    const { 'assessment-results': document } = JSON.parse(report) as {
      'assessment-results': { results: [{ findings: { target: { status: { state: string; reason: string } } }[] }] }
    }
    const states = document.results[0].findings.map((f) => `${f.target.status.state}/${f.target.status.reason}`)
    expect(states).toEqual(['not-satisfied/fail', 'not-satisfied/other', 'not-satisfied/fail'])
  })

  it('hold hostile names as text', () => {
    const text = oscalReport(hostile)
    expect(dangling(JSON.parse(text)).filter((d) => d.kind !== 'duplicate')).toEqual([])
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    const markup = [...text.matchAll(/"(?:title|description|prose|statement)": "(.*)"/g)].map((m) => m[1] ?? '')
    expect(markup.length).toBeGreaterThan(50)
    expect(markup.filter((each) => /(?<!\\)<(script|img)/.test(each))).toEqual([])
  })
})
