import { canonicalJson } from '../../base/canonical.ts'
import type { Role } from '../../catalogue/schema.ts'
import { controlKey } from '../control-items.ts'
import type { ControlItem } from '../control-items.ts'
import { byId, newest, rolesHeld } from '../isms.ts'
import type { Isms } from '../isms.ts'
import { open, openWhen } from '../open.ts'
import type { OpenPoint } from '../open.ts'
import { applicabilityId } from '../records/applicability.ts'
import type { Applicability } from '../records/applicability.ts'
import type { Identified } from '../records/kinds.ts'
import { soaEntries } from '../soa.ts'
import { verdictOf } from '../verdict.ts'

type Answer = Identified<'applicability'>

/** A control in one role that has to be answered. */
export interface Question {
  readonly control: ControlItem
  readonly role: Role
}

/** Every control of the chosen editions, for every role held that it speaks to. */
export function questions(isms: Isms): readonly Question[] {
  const held = rolesHeld(isms)
  return isms.controls.flatMap((control) =>
    held.filter((role) => control.roles.includes(role)).map((role) => ({ control, role })),
  )
}

const answersById = ({ records }: Isms): ReadonlyMap<string, Answer> =>
  new Map(records.applicability.map((answer) => [applicabilityId(answer), answer]))

const necessaryKeys = ({ records }: Isms): ReadonlySet<string> =>
  new Set(records.necessaryControl.flatMap(({ controls }) => controls.map(controlKey)))

/** T-3: every control of the standards is among the necessary ones, or is included or left out for a reason. None is overlooked. */
export function noControlIsOverlooked(isms: Isms): readonly OpenPoint[] {
  const [answers, necessary] = [answersById(isms), necessaryKeys(isms)]
  return questions(isms).flatMap(({ control, role }) => {
    const id = applicabilityId({ control, role })
    const isSeen = necessary.has(controlKey(control)) || isReasoned(answers.get(id))
    return openWhen(!isSeen, 'control-overlooked', { kind: 'applicability', id }, paramsOf(control, role))
  })
}

const isReasoned = (answer: Applicability | undefined): boolean =>
  answer?.applicable === true ? answer.included.length > 0 : answer?.applicable === false && answer.excluded !== ''

const paramsOf = ({ edition, item }: Applicability['control'], role: Role) => ({ edition, item, role })

/** T-4: every question has an answer that says all that the Statement of Applicability must say. */
export function answersAreComplete(isms: Isms): readonly OpenPoint[] {
  const [answers, necessary, evidence] = [answersById(isms), necessaryKeys(isms), byId(isms.records.evidence)]
  return questions(isms).flatMap(({ control, role }) => {
    const id = applicabilityId({ control, role })
    const answer = answers.get(id)
    const isNecessary = necessary.has(controlKey(control))
    // A question that nobody has looked at is T-3's.
    if (answer === undefined)
      return openWhen(isNecessary, 'applicability-missing', { kind: 'applicability', id }, paramsOf(control, role))
    return complete(answer, isNecessary, evidence)
  })
}

function complete(answer: Answer, isNecessary: boolean, evidence: ReadonlyMap<string, unknown>): readonly OpenPoint[] {
  const params = paramsOf(answer.control, answer.role)
  const at = (field: string) => ({ kind: 'applicability', id: answer.id, field }) as const
  const review = openWhen(answer.review, 'applicability-to-review', at('review'), params)
  if (answer.applicable === null) return [...review, open('applicability-undecided', at('applicable'), params)]
  if (answer.applicable) return [...review, ...included(answer, evidence)]
  return [
    ...review,
    ...openWhen(answer.excluded === '', 'exclusion-unreasoned', at('excluded'), params),
    ...openWhen(isNecessary, 'exclusion-of-necessary', at('applicable'), params),
  ]
}

function included(answer: Answer, evidence: ReadonlyMap<string, unknown>): readonly OpenPoint[] {
  const params = paramsOf(answer.control, answer.role)
  const at = (field: string) => ({ kind: 'applicability', id: answer.id, field }) as const
  const isDone = answer.implementation === 'implemented'
  return [
    ...openWhen(answer.included.length === 0, 'applicability-unreasoned', at('included'), params),
    ...openWhen(answer.implementation === null, 'implementation-missing', at('implementation'), params),
    ...openWhen(isDone && answer.how === '', 'implementation-undescribed', at('how'), params),
    ...openWhen(answer.owner === '', 'applicability-owner-missing', at('owner'), params),
    ...openWhen(
      isDone && answer.evidence.length + answer.verdicts.length === 0,
      'applicability-evidence-missing',
      at('evidence'),
      params,
    ),
    ...openWhen(
      answer.evidence.some((id) => !evidence.has(id)),
      'applicability-evidence-unknown',
      at('evidence'),
      params,
    ),
    ...openWhen(isContradicted(answer), 'applicability-refuted', at('implementation'), params),
  ]
}

/** Called implemented although an audit refutes it. */
const isContradicted = (answer: Applicability): boolean =>
  answer.applicable === true && answer.implementation === 'implemented' && verdictOf(answer) === 'refuted'

/** What no answer of a version may be when it is approved. */
const UNFIT = {
  'soa-undecided': ({ applicable }: Applicability) => applicable === null,
  'soa-refuted': isContradicted,
  'soa-to-review': ({ review }: Applicability) => review,
} as const

/** T-4: the statement exists as a version that holds the answers of today, names the one that it extends, and is approved. */
export function statementIsPublished(isms: Isms): readonly OpenPoint[] {
  const soa = newest(isms.records.soa)
  if (soa === undefined) return [open('soa-missing', { kind: 'soa', id: null })]
  const at = (field: string) => ({ kind: 'soa', id: soa.id, field }) as const
  const isOutdated = canonicalJson(soaEntries(isms)) !== canonicalJson(soa.entries)
  return [
    ...openWhen(soa.base.document === '', 'soa-base-missing', at('base')),
    ...(['soa-undecided', 'soa-refuted', 'soa-to-review'] as const).flatMap((code) => {
      const count = soa.entries.filter(UNFIT[code]).length
      return openWhen(count > 0, code, at('entries'), { version: soa.version, count })
    }),
    ...openWhen(soa.approval === null, 'soa-not-approved', at('approval'), { version: soa.version }),
    ...openWhen(isOutdated, 'soa-outdated', at('entries'), { version: soa.version }),
  ]
}
