import { describe, expect, it } from 'vitest'
import { COMPLETE, having, record } from '../../../test/isms-example.ts'
import { NO_RECORDS } from '../isms.ts'
import type { Isms } from '../isms.ts'
import { OPEN_CODES } from '../open.ts'
import type { OpenCode } from '../open.ts'
import type { Applicability } from '../records/applicability.ts'
import type { Risk } from '../records/risk.ts'
import type { Scope } from '../records/scope.ts'
import { STATIONS_OF, STATION_NAMES, openAt, openPoints } from './rules.ts'

const scope = (change: Partial<Scope>): Isms => having('scope', (all) => all.map((one) => ({ ...one, ...change })))
const risk = (change: Partial<Risk>): Isms => having('risk', ([first, ...rest]) => [{ ...first!, ...change }, ...rest])
const treatment = (change: Partial<Risk['treatment']>): Isms =>
  risk({ treatment: { ...COMPLETE.records.risk[0]!.treatment, ...change } })
const answer = (change: Partial<Applicability>): Isms =>
  having('applicability', (all) => all.map((one) => (one.control.item === '13.1.3' ? { ...one, ...change } : one)))
const withEntry = (change: Partial<Applicability>): Isms =>
  having('soa', (all) =>
    all.map((one) => ({ ...one, entries: one.entries.map((entry, i) => (i === 0 ? { ...entry, ...change } : entry)) })),
  )
const none = { items: [], none: '' }
const [firstService] = COMPLETE.records.scope[0]!.services

/** For every code, a change to an ISMS in which nothing is open that opens exactly it. */
const CASES: Record<OpenCode, () => Isms> = {
  'scope-missing': () => having('scope', () => []),
  'scope-without-service': () => scope({ services: [] }),
  'scope-service-without-role': () =>
    scope({ services: [...COMPLETE.records.scope[0]!.services.slice(0, 1), { service: 'base', roles: [] }] }),
  'scope-service-unknown': () =>
    scope({ services: [...COMPLETE.records.scope[0]!.services, { service: 'gone', roles: ['customer'] }] }),
  'scope-upstream-missing': () => scope({ services: [firstService!] }),
  'scope-upstream-role': () => scope({ services: [firstService!, { service: 'base', roles: ['provider'] }] }),
  'service-upstream-unknown': () =>
    having('service', (all) => all.map((one) => (one.id === 'store' ? { ...one, upstream: ['gone'] } : one))),
  'base-scope-missing': () =>
    having('profile', (all) => all.map((one) => ({ ...one, baseIsms: { ...one.baseIsms, scope: '' } }))),
  'scope-inside-base-missing': () => scope({ insideBase: '' }),
  'scope-boundaries-missing': () => scope({ boundaries: '' }),
  'scope-sites-missing': () => scope({ sites: none }),
  'scope-exclusions-missing': () => scope({ exclusions: none }),
  'scope-interfaces-missing': () => scope({ interfaces: none }),
  'scope-outsourced-missing': () => scope({ outsourced: none }),
  'scope-exclusion-unreasoned': () => scope({ exclusions: { items: [{ what: 'x', reason: '' }], none: '' } }),
  'scope-not-approved': () => scope({ approval: null }),
  'scope-statement-missing': () => scope({ statement: { ja: '', en: '' } }),
  'scope-statement-without-name': () => scope({ statement: { ja: '保管の提供', en: '' } }),
  'risk-property-missing': () => risk({ loses: [] }),
  'criteria-missing': () => having('criteria', () => []),
  'criteria-not-approved': () => having('criteria', (all) => all.map((one) => ({ ...one, approval: null }))),
  'risk-owner-missing': () => risk({ owner: '' }),
  'risk-criteria-missing': () => risk({ criteria: null }),
  'risk-criteria-unapproved': () =>
    having('criteria', ([first]) => [
      { ...first!, approval: null },
      { ...first!, id: 'criteria-2', version: 2 },
    ]),
  'risk-rating-missing': () => risk({ rating: null }),
  'risk-rating-outside': () => risk({ rating: { likelihood: 6, consequence: 1 } }),
  'risk-asset-missing': () => risk({ assets: [] }),
  'risk-asset-unknown': () => risk({ assets: ['gone'] }),
  'risk-threat-missing': () => risk({ threats: [] }),
  'service-asset-missing': () =>
    having('asset', (all) => all.map((one) => ({ ...one, class: 'derivedData' as const }))),
  'risk-untreated': () => treatment({ options: [] }),
  'risk-residual-missing': () => treatment({ residual: null }),
  'risk-not-accepted': () => treatment({ acceptance: null }),
  'risk-accepted-by-another': () => treatment({ acceptance: { by: '別の者', on: '2026-05-01', level: 4 } }),
  'risk-accepted-at-another-level': () => treatment({ residual: { likelihood: 2, consequence: 4 } }),
  'risk-controls-missing': () => treatment({ controls: [] }),
  'risk-control-unknown': () => treatment({ controls: ['gone'] }),
  'control-overlooked': () => having('applicability', (all) => all.filter(({ control }) => control.item !== '9.1.1')),
  'applicability-missing': () =>
    having('applicability', (all) => all.filter(({ control }) => control.item !== '13.1.3')),
  'applicability-undecided': () => answer({ applicable: null }),
  'applicability-unreasoned': () => answer({ included: [] }),
  'exclusion-unreasoned': () => answer({ applicable: false, excluded: '' }),
  'exclusion-of-necessary': () => answer({ applicable: false, excluded: '該当しない。' }),
  'implementation-missing': () => answer({ implementation: null }),
  'implementation-undescribed': () => answer({ how: '' }),
  'applicability-owner-missing': () => answer({ owner: '' }),
  'applicability-evidence-missing': () => answer({ evidence: [] }),
  'applicability-evidence-unknown': () => answer({ evidence: ['gone'] }),
  'applicability-refuted': () =>
    answer({ verdicts: [{ run: 'run-1', guide: 'C.8.3.3/1.1', judgement: 'does-not-conform' }] }),
  'applicability-to-review': () => answer({ review: true }),
  'soa-missing': () => having('soa', () => []),
  'soa-base-missing': () => having('soa', (all) => all.map((one) => ({ ...one, base: { document: '', version: '' } }))),
  'soa-undecided': () => withEntry({ applicable: null }),
  'soa-refuted': () =>
    withEntry({
      applicable: true,
      implementation: 'implemented',
      verdicts: [{ run: 'run-1', guide: 'C.8.3.3/1.1', judgement: 'does-not-conform' }],
    }),
  'soa-to-review': () => withEntry({ review: true }),
  'soa-not-approved': () => having('soa', (all) => all.map((one) => ({ ...one, approval: null }))),
  'soa-outdated': () => answer({ how: '別の方法。' }),
  'responsibility-missing': () => having('responsibility', (all) => all.slice(1)),
  'responsibility-text-missing': () =>
    having('responsibility', (all) => all.map((one) => ({ ...one, customer: { ja: '', en: 'x' } }))),
  'information-missing': () => having('information', (all) => all.slice(1)),
  'information-untranslated': () =>
    having('information', (all) => all.map((one) => ({ ...one, text: { ja: 'x', en: '' } }))),
  'evidence-undated': () => having('evidence', (all) => all.map((one) => ({ ...one, effective: null }))),
  'evidence-stale': () => ({ ...COMPLETE, today: '2027-11-02' }),
  'evidence-stale-soon': () => ({ ...COMPLETE, today: '2027-11-01' }),
  'treatment-overdue': () => treatment({ done: null }),
  'treatment-due-soon': () => treatment({ done: null, due: '2026-12-21' }),
  'base-certificate-expired': () =>
    having('profile', (all) => all.map((one) => ({ ...one, baseIsms: { ...one.baseIsms, expires: '2026-11-20' } }))),
  'base-certificate-expires-soon': () =>
    having('profile', (all) => all.map((one) => ({ ...one, baseIsms: { ...one.baseIsms, expires: '2026-11-21' } }))),
  'comment-open': () =>
    having('comment', () => [
      record('comment', 'comment-1', {
        about: { kind: 'risk', id: 'store-integrity' },
        text: '根拠を示してください。',
        author: { account: 'a', name: '外部監査人' },
        at: '2026-11-20T00:00:00Z',
      }),
    ]),
}

describe('what is still open', () => {
  it('[S-1] [S-3] [K-1] [K-3] [T-2] [T-3] [T-4] [T-5] [M-2] [M-4] is nothing when everything was done', () =>
    expect(openPoints(COMPLETE)).toEqual([]))

  for (const [code, rule] of Object.entries(OPEN_CODES))
    it(`[${rule}] says “${code}” where that is missing`, () => {
      const made = CASES[code as OpenCode]
      expect(openPoints(made()).map((point) => point.code)).toContain(code)
    })

  it('begins with the scope for an organisation that has only just begun', () => {
    const codes = openPoints({ ...COMPLETE, records: NO_RECORDS }).map(({ code }) => code)
    expect(codes).toEqual(['scope-missing', 'base-scope-missing', 'criteria-missing', 'soa-missing'])
  })
})

describe('the rules', () => {
  it('speak of records of a kind only at the stations that are named for it', () => {
    const wrong = Object.values(CASES).flatMap((made) =>
      STATION_NAMES.flatMap((station) =>
        openAt(station, made()).filter(({ at }) => !STATIONS_OF[at.kind].includes(station)),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('[S-2] ask for the customer role of what a service is built on, and not of what a customer uses', () => {
    const isCustomer = scope({ services: [{ service: 'store', roles: ['customer'] }] })
    expect(openAt('scope', isCustomer).map(({ code }) => code)).not.toContain('scope-upstream-missing')
  })

  it('[S-1] look at the newest version of the scope only', () => {
    const older = having('scope', (all) => [...all, record('scope', 'scope-0', { version: 1 })])
    const newer = having('scope', (all) => [...all, record('scope', 'scope-2', { version: 2 })])
    expect(openAt('scope', older)).toEqual([])
    expect(openAt('scope', newer).map(({ code }) => code)).toContain('scope-without-service')
  })

  it('[K-1] accept a reason in the place of a risk', () => {
    const exempt = record('riskExemption', 'x', {
      service: 'store',
      role: 'provider',
      property: 'confidentiality',
      reason: '公開情報だけを扱う。',
    })
    expect(
      openAt(
        'risk',
        having('riskExemption', () => [exempt], risk({ loses: [] })),
      ),
    ).toEqual([])
  })

  it('[K-2] judge a risk by the version of the criteria that it was assessed with', () => {
    const strict = { ...COMPLETE.records.criteria[0]!, id: 'criteria-2', version: 2, acceptable: 0 }
    const open = openAt(
      'treatment',
      having('criteria', (all) => [...all, strict], treatment({ options: [] })),
    )
    expect(open.map(({ params }) => params)).toEqual([{ title: 'store confidentiality', level: 12 }])
  })

  it('[T-1] let a risk that is only avoided go without acceptance', () =>
    expect(openAt('treatment', treatment({ options: ['avoid'], acceptance: null, residual: null }))).toEqual([]))

  it('[T-1] need the acceptance of a risk that is retained, even below the line', () => {
    const retained = risk({
      rating: { likelihood: 1, consequence: 1 },
      treatment: { ...COMPLETE.records.risk[0]!.treatment, options: ['retain'], residual: null, acceptance: null },
    })
    expect(openAt('treatment', retained).map(({ code }) => code)).toEqual(['risk-not-accepted'])
  })

  it('[T-3] do not count an undecided answer as considered', () => {
    const undecided = having('applicability', (all) =>
      all.map((one) => (one.control.item === '9.1.1' ? { ...one, applicable: null } : one)),
    )
    expect(openAt('gap', undecided).map(({ params }) => params)).toEqual([
      { edition: 'iso27002-2013', item: '9.1.1', role: 'provider' },
      { edition: 'iso27002-2013', item: '9.1.1', role: 'customer' },
    ])
  })

  it('[T-4] hold a refutation against what is called implemented, not against what is planned, partial or left out', () => {
    const verdicts = [{ run: 'run-1', guide: 'C.8.3.3/1.1', judgement: 'does-not-conform' }] as const
    const refuted = (change: Partial<Applicability>): readonly string[] =>
      [
        ...openPoints(withEntry({ verdicts: [...verdicts], ...change })),
        ...openPoints(answer({ verdicts: [...verdicts], ...change })),
      ]
        .map(({ code }) => code)
        .filter((code) => code.endsWith('-refuted'))
    expect(refuted({ applicable: true, implementation: 'implemented' })).toEqual([
      'soa-refuted',
      'applicability-refuted',
    ])
    for (const implementation of ['planned', 'partial'] as const)
      expect(refuted({ applicable: true, implementation })).toEqual([])
    expect(refuted({ applicable: false, implementation: 'implemented' })).toEqual([])
  })

  it('[T-4] find a statement current whatever the order in which a database gives back its members', () => {
    const turned = having('soa', (all) =>
      all.map((one) => ({
        ...one,
        entries: one.entries.map((entry) => Object.fromEntries(Object.entries(entry).toReversed()) as typeof entry),
      })),
    )
    expect(openAt('soa', turned)).toEqual([])
  })
})
