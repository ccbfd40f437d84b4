import { describe, expect, it } from 'vitest'
import { guidesOf } from '../../src/audit/guides.ts'
import type { Party } from '../../src/audit/ownership.ts'
import type { AuditResult } from '../../src/audit/result.ts'
import { auditOf, filesOf, withTexts } from './lab.ts'

const LAB = filesOf('linux-plain-repaired')
const textOf = (path: string): string => Buffer.from(LAB.find((f) => f.path === path)?.bytes ?? []).toString('utf8')
const ENGAGEMENT = textOf('akashi.yaml')

/** What shows the inside of a machine completely, as one that filters nothing. */
const inside = (machine: string): Record<string, string> => ({
  [`${machine}/nft.json`]: '{"nftables":[{"metainfo":{"version":"1.0.6","json_schema_version":1}}]}',
  [`${machine}/sysctl.txt`]: textOf('hv/sysctl.txt'),
  [`${machine}/ip-6-rule.json`]: textOf('hv/ip-rule.json'),
})

function audited(engagement: string, more: Readonly<Record<string, string>> = {}): AuditResult {
  const result = auditOf(withTexts(LAB, { ...more, 'akashi.yaml': engagement }))
  if (result === null) throw new Error('nothing of the lab was read')
  return result
}

const judgements = ({ guides }: AuditResult): Record<string, string> =>
  Object.fromEntries(guides.map(({ guide, judgement }) => [guide.split('/')[1], judgement]))

/** The engagement without one machine: nobody's. */
const without = (machine: string): string => {
  const text = ENGAGEMENT.replace(new RegExp(`, \\{ device: ${machine} \\}|\\{ device: ${machine} \\}(, )?`), '')
  expect(text).not.toBe(ENGAGEMENT)
  return text
}

describe('machines that the engagement gives to nobody', () => {
  it('the lab itself conforms to every guide', () => {
    expect(judgements(audited(ENGAGEMENT))).toEqual({ '1.1': 'conforms', '1.2': 'conforms', '1.3': 'conforms' })
  })

  it('[V-8] nothing is proved of who reaches a tenant while such a machine may', () => {
    const { guides, open } = audited(without('a2'))
    for (const { guide, judgement, open: asked } of guides.slice(0, 2)) {
      expect([guide, judgement]).toEqual([guide, 'cannot-be-determined'])
      expect(asked.length).toBeGreaterThan(0)
      expect(open.map(({ unknown }) => unknown)).toEqual(expect.arrayContaining([...asked]))
    }
  })

  it('[V-8] one that surely gets into a network of a tenant refutes that only permitted parties do', () => {
    const result = audited(without('a2'), inside('a2'))
    expect(judgements(result)).toMatchObject({ '1.1': 'does-not-conform', '1.2': 'does-not-conform' })
    const [finding] = result.findings.filter(({ from, to }) => from === '' && to === 'A')
    expect(finding?.guides).toEqual(['C.8.3.3/1.1', 'C.8.3.3/1.2'])
  })

  it('no guide conforms to which a delivery was found, whichever machine nobody owns', () => {
    for (const machine of ['a1', 'a2', 'b1', 'b2']) {
      const { guides, findings } = audited(without(machine), inside(machine))
      const found = findings.filter(({ weight }) => weight !== 'note').flatMap((finding) => finding.guides)
      expect(found.length).toBeGreaterThan(0)
      for (const { guide, judgement } of guides)
        if (found.includes(guide)) expect([machine, guide, judgement]).toEqual([machine, guide, 'does-not-conform'])
    }
  })
})

describe('parties that the evidence does not show', () => {
  it('[V-8] of a tenant that is nowhere in evidence nothing is proved, nor that it does not reach others', () => {
    const absent = ENGAGEMENT.replace('management:', '  - id: C\n    endpoints: [{ device: c1 }]\nmanagement:')
    expect(judgements(audited(absent))).toEqual({
      '1.1': 'cannot-be-determined',
      '1.2': 'cannot-be-determined',
      '1.3': 'cannot-be-determined',
    })
  })

  it('[V-8] of one tenant alone it is not proved that it is separated from others', () => {
    const alone = ENGAGEMENT.replace(/ {2}- id: B\n.*\n/, '')
    expect(judgements(audited(alone))['1.1']).toBe('cannot-be-determined')
  })
})

describe('more parties than the matrix shows', () => {
  const party = (id: string, kind: Party['kind']): Party => ({ id, kind, named: true, endpoints: [`${id}:eth0`] })
  const parties = [...Array.from({ length: 50 }, (_, i) => party(`t${i}`, 'tenant')), party('management', 'management')]
  const judged = (strangers: 'proved' | 'undetermined', strangerAt: string): readonly string[] =>
    guidesOf({
      parties,
      cells: [],
      findings: [],
      permissions: [],
      strangers: (id) => ({ verdict: id === strangerAt ? strangers : 'proved', open: [] }),
    }).map(({ judgement }) => judgement)

  it('cells that have nothing to say are proved, unless a machine of nobody may get there', () => {
    expect(judged('proved', '')).toEqual(['conforms', 'conforms', 'conforms'])
    expect(judged('undetermined', 't7')).toEqual(['cannot-be-determined', 'cannot-be-determined', 'conforms'])
    expect(judged('undetermined', 'management')).toEqual(['conforms', 'conforms', 'cannot-be-determined'])
  })
})
