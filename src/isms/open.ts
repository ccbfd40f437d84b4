import type { Kind } from './records/kinds.ts'

/** Every code of “what is still open”, with the rule that asks for it. `report` has the words, ja and en. */
export const OPEN_CODES = {
  'scope-missing': 'S-1',
  'scope-without-service': 'S-1',
  'scope-service-without-role': 'S-1',
  'scope-service-unknown': 'S-1',
  'scope-upstream-missing': 'S-2',
  'scope-upstream-role': 'S-2',
  'service-upstream-unknown': 'S-2',
  'base-scope-missing': 'S-3',
  'scope-inside-base-missing': 'S-3',
  'scope-boundaries-missing': 'S-3',
  'scope-sites-missing': 'S-3',
  'scope-exclusions-missing': 'S-3',
  'scope-interfaces-missing': 'S-3',
  'scope-outsourced-missing': 'S-3',
  'scope-exclusion-unreasoned': 'S-3',
  'scope-not-approved': 'S-4',
  'scope-statement-missing': 'S-4',
  'scope-statement-without-name': 'S-4',
  'risk-property-missing': 'K-1',
  'criteria-missing': 'K-2',
  'criteria-not-approved': 'K-2',
  'risk-owner-missing': 'K-2',
  'risk-criteria-missing': 'K-2',
  'risk-criteria-unapproved': 'K-2',
  'risk-rating-missing': 'K-2',
  'risk-rating-outside': 'K-2',
  'risk-asset-missing': 'K-3',
  'risk-asset-unknown': 'K-3',
  'risk-threat-missing': 'K-3',
  'service-asset-missing': 'K-3',
  'risk-untreated': 'T-1',
  'risk-residual-missing': 'T-1',
  'risk-not-accepted': 'T-1',
  'risk-accepted-by-another': 'T-1',
  'risk-accepted-at-another-level': 'T-1',
  'risk-controls-missing': 'T-2',
  'risk-control-unknown': 'T-2',
  'control-overlooked': 'T-3',
  'applicability-missing': 'T-4',
  'applicability-undecided': 'T-4',
  'applicability-unreasoned': 'T-4',
  'exclusion-unreasoned': 'T-4',
  'exclusion-of-necessary': 'T-4',
  'implementation-missing': 'T-4',
  'implementation-undescribed': 'T-4',
  'applicability-owner-missing': 'T-4',
  'applicability-evidence-missing': 'T-4',
  'applicability-evidence-unknown': 'T-4',
  'applicability-refuted': 'T-4',
  'applicability-to-review': 'T-4',
  'soa-missing': 'T-4',
  'soa-base-missing': 'T-4',
  'soa-undecided': 'T-4',
  'soa-refuted': 'T-4',
  'soa-to-review': 'T-4',
  'soa-not-approved': 'T-4',
  'soa-outdated': 'T-4',
  'responsibility-missing': 'T-5',
  'responsibility-text-missing': 'T-5',
  'information-missing': 'T-5',
  'information-untranslated': 'T-5',
  'evidence-undated': 'M-2',
  'evidence-stale': 'M-4',
  'evidence-stale-soon': 'M-4',
  'treatment-overdue': 'M-4',
  'treatment-due-soon': 'M-4',
  'base-certificate-expired': 'M-4',
  'base-certificate-expires-soon': 'M-4',
  'comment-open': 'M-3',
} as const

export type OpenCode = keyof typeof OPEN_CODES
export type RuleId = (typeof OPEN_CODES)[OpenCode]

/** One thing that a rule still asks for. `at` is the record that it speaks of; its id is null where the record does not exist yet. */
export interface OpenPoint {
  readonly rule: RuleId
  readonly code: OpenCode
  readonly at: { readonly kind: Kind; readonly id: string | null; readonly field?: string }
  readonly params: Readonly<Record<string, string | number>>
}

/** An open point with its rule filled in from the table. */
export const open = (code: OpenCode, at: OpenPoint['at'], params: OpenPoint['params'] = {}): OpenPoint => ({
  rule: OPEN_CODES[code],
  code,
  at,
  params,
})

/** `[point]` when the condition holds, else nothing: rules are lists of these. */
export const openWhen = (condition: boolean, ...point: Parameters<typeof open>): readonly OpenPoint[] =>
  condition ? [open(...point)] : []
