import { beforeAll, describe, expect, it } from 'vitest'
import { auditOf, filesOf } from '../../../test/audit/lab.ts'
import { COMPLETE, having, record } from '../../../test/isms-example.ts'
import type { AuditResult, GuideResult } from '../../audit/result.ts'
import type { Isms } from '../../isms/isms.ts'
import type { Applicability } from '../../isms/records/applicability.ts'
import { appliedVerdicts, contradictions, runsOf, summaryOf, withoutRuns } from './verdicts.ts'

type Judgement = GuideResult['judgement']
const CONTROL = { edition: 'iso27017-2015', item: '13.1.3' }
const SHARED = { edition: 'iso27017-2015', item: 'CLD.6.3.1' }
const RUN = { id: 'new', engagement: 'e', evidence: ['evidence-2'] }

let real: AuditResult
beforeAll(() => {
  const result = auditOf(filesOf('linux-plain-brnf1'))
  if (result === null) throw new Error('the example cannot be read')
  real = result
})

/** The result of a real audit, but for what it comes to. */
const resultOf = (judgements: Readonly<Record<string, Judgement>>, controls = [CONTROL], roles: string[] = []) => ({
  ...real,
  engagement: { ...real.engagement, roles },
  procedure: { ...real.procedure, controls },
  guides: Object.entries(judgements).map(([guide, judgement]): GuideResult => ({
    guide,
    judgement,
    claims: [],
    findings: [],
    open: [],
  })),
})

/** An ISMS with audits of two environments, in which the answer for the control is as given. */
const ismsWith = (change: Partial<Applicability>): Isms =>
  having(
    'auditRun',
    () =>
      [
        ['old', 'e'],
        ['new', 'e'],
        ['elsewhere', 'f'],
      ].map(([id = '', engagement = '']) =>
        record('auditRun', id, { title: id, engagement, evidence: ['evidence-1'] }),
      ),
    having('applicability', (all) =>
      all.map((one) => (one.control.item === CONTROL.item ? { ...one, ...change } : one)),
    ),
  )

const verdict = (run: string, guide: string, judgement: Judgement) => ({ run, guide, judgement })
const applied = (change: Partial<Applicability>, judgements: Readonly<Record<string, Judgement>>): Applicability => {
  const [one] = appliedVerdicts(ismsWith(change), new Map(), RUN, resultOf(judgements))
  if (one === undefined) throw new Error('the run speaks of no control')
  return one.body
}

describe('[T-4] a run that is applied', () => {
  it('begins an answer as what was shown, and nothing is called implemented that was not proved', () => {
    const begun = (judgements: Readonly<Record<string, Judgement>>) =>
      applied({ implementation: null, verdicts: [] }, judgements).implementation
    expect(begun({ a: 'conforms', b: 'conforms' })).toBe('implemented')
    expect(begun({ a: 'conforms', b: 'does-not-conform' })).toBe('partial')
    expect(begun({ a: 'conforms', b: 'cannot-be-determined' })).toBeNull()
    expect(begun({})).toBeNull()
  })

  it('does not write over what a person said of the implementation', () => {
    for (const implementation of ['planned', 'partial', 'implemented'] as const)
      for (const judgement of ['conforms', 'does-not-conform', 'cannot-be-determined'] as const)
        expect(applied({ implementation }, { a: judgement }).implementation).toBe(implementation)
  })

  it.each<[string, Partial<Applicability>, Judgement, boolean]>([
    ['that agrees with what is said', { implementation: 'implemented' }, 'conforms', false],
    ['that says the same as before', { verdicts: [verdict('old', 'a', 'conforms')] }, 'conforms', false],
    ['that begins an answer', { implementation: null }, 'conforms', true],
    ['that contradicts what is said', { implementation: 'implemented' }, 'does-not-conform', true],
    ['that refutes what is only planned', { implementation: 'planned' }, 'does-not-conform', false],
    ['that says otherwise than before', { verdicts: [verdict('old', 'a', 'does-not-conform')] }, 'conforms', true],
    ['that can no longer tell', { verdicts: [verdict('old', 'a', 'conforms')] }, 'cannot-be-determined', true],
    [
      'that says otherwise than another environment',
      { verdicts: [verdict('elsewhere', 'a', 'cannot-be-determined')] },
      'conforms',
      false,
    ],
    ['for an answer that is to be looked at anyway', { review: true }, 'conforms', true],
  ])('is looked at where a person has to: one %s', (_, change, judgement, review) =>
    expect(applied(change, { a: judgement }).review).toBe(review),
  )

  it('takes the place of what its own engagement came to on the same guide, and of nothing else', () => {
    const verdicts = [
      verdict('old', 'a', 'conforms'),
      verdict('old', 'b', 'conforms'),
      verdict('elsewhere', 'a', 'does-not-conform'),
    ]
    expect(applied({ verdicts }, { a: 'cannot-be-determined' }).verdicts).toEqual([
      verdict('old', 'b', 'conforms'),
      verdict('elsewhere', 'a', 'does-not-conform'),
      verdict('new', 'a', 'cannot-be-determined'),
    ])
  })

  it('adds its evidence to that which was there, once', () => {
    expect(applied({ evidence: ['evidence-1'] }, { a: 'conforms' }).evidence).toEqual(['evidence-1', 'evidence-2'])
    expect(applied({ evidence: ['evidence-2'] }, { a: 'conforms' }).evidence).toEqual(['evidence-2'])
  })

  it('speaks of the controls of its procedure only, in the roles held that the engagement names', () => {
    const ids = (controls: { edition: string; item: string }[], roles: string[]) =>
      appliedVerdicts(COMPLETE, new Map(), RUN, resultOf({ a: 'conforms' }, controls, roles)).map(({ id }) => id)
    expect(ids([CONTROL], [])).toEqual(['iso27017-2015_13.1.3_provider'])
    expect(ids([SHARED], [])).toEqual(['iso27017-2015_CLD.6.3.1_provider', 'iso27017-2015_CLD.6.3.1_customer'])
    expect(ids([SHARED], ['customer'])).toEqual(['iso27017-2015_CLD.6.3.1_customer'])
    expect(ids([CONTROL], ['customer'])).toEqual([])
    expect(ids([{ edition: 'iso27017-2015', item: '99' }], [])).toEqual([])
  })

  it('names the version that it was made on, and none where there was no answer', () => {
    const id = 'iso27017-2015_13.1.3_provider'
    const of = (isms: Isms, versions: ReadonlyMap<string, number>) =>
      appliedVerdicts(isms, versions, RUN, resultOf({ a: 'conforms' })).map(({ version, body }) => [
        version,
        body.owner,
      ])
    expect(of(COMPLETE, new Map([[id, 7]]))).toEqual([[7, '基盤課長']])
    expect(
      of(
        having('applicability', () => []),
        new Map(),
      ),
    ).toEqual([[null, '']])
  })
})

describe('[T-4] a later run', () => {
  const answer = (...verdicts: ReturnType<typeof verdict>[]): Applicability => {
    const [first] = COMPLETE.records.applicability
    if (first === undefined) throw new Error('the example has no answer')
    return { ...first, verdicts, review: false }
  }
  const runs = new Set(['old', 'new'])

  it('raises the answer again where it disagrees with its engagement, and leaves it where it agrees or says nothing of it', () => {
    const before = answer(verdict('old', 'a', 'conforms'), verdict('elsewhere', 'b', 'conforms'))
    expect(contradictions(before, 'new', runs, resultOf({ a: 'does-not-conform' }))).toMatchObject({
      review: true,
      verdicts: [verdict('elsewhere', 'b', 'conforms'), verdict('new', 'a', 'does-not-conform')],
    })
    expect(contradictions(before, 'new', runs, resultOf({ a: 'cannot-be-determined' }))?.review).toBe(true)
    expect(contradictions(before, 'new', runs, resultOf({ a: 'conforms' }))).toBeNull()
    expect(contradictions(before, 'new', runs, resultOf({ b: 'does-not-conform' }))).toBeNull()
    expect(contradictions(answer(), 'new', runs, resultOf({ a: 'does-not-conform' }))).toBeNull()
  })

  it('that is withdrawn leaves what others came to, and the answer to be looked at', () => {
    const before = answer(verdict('old', 'a', 'conforms'), verdict('elsewhere', 'b', 'conforms'))
    expect(withoutRuns(before, runs)).toMatchObject({ verdicts: [verdict('elsewhere', 'b', 'conforms')], review: true })
    expect(withoutRuns(before, new Set(['other']))).toBeNull()
  })

  it('belongs to its engagement', () => {
    const all = [
      { id: 'old', engagement: 'e' },
      { id: 'elsewhere', engagement: 'f' },
      { id: 'new', engagement: 'e' },
    ]
    expect([...runsOf(all, 'e')]).toEqual(['old', 'new'])
  })
})

it('counts a result by verdict, with the folded cells as proved and without notes', () => {
  const { proved, refuted, undetermined, findings, open } = summaryOf(real)
  expect(proved + refuted + undetermined).toBe(real.matrix.length + real.matrixFolded)
  expect(refuted).toBe(real.matrix.filter((cell) => cell.verdict === 'refuted').length)
  expect(refuted).toBeGreaterThan(0)
  expect(summaryOf({ ...real, matrixFolded: 5 }).proved).toBe(proved - real.matrixFolded + 5)
  const [first] = real.findings
  const noted = {
    ...real,
    findings: real.findings.map((one) => (one === first ? { ...one, weight: 'note' as const } : one)),
  }
  expect([findings - summaryOf(noted).findings, open]).toEqual([first?.weight === 'note' ? 0 : 1, real.open.length])
})
