import { toProps } from '../../../base/oscal/flat.ts'
import { markup } from '../../../base/oscal/prop-value.ts'
import { type Prop, uuidOf } from '../../../base/oscal/names.ts'
import { controlId } from '../../../catalogue/oscal/control-id.ts'
import type { Applicability } from '../../../isms/records/applicability.ts'
import { some } from '../../oscal/words.ts'
import { ownerRole } from './parties.ts'
import type { StatementParts } from './parts.ts'
import { evidenceId, runId } from './resources.ts'

/** Stands where OSCAL wants a description and nobody has written one. */
const NOT_WRITTEN = 'Not yet written.'

/** What OSCAL calls our degrees of implementation. It has no word for “not at all”: then only our own prop says it. */
const STATUS: Readonly<Record<string, string>> = { implemented: 'implemented', partial: 'partial', planned: 'planned' }

/** One answer: the control, how it is done or why it is left out, and the evidence and verdicts that it rests on. */
export function requirement(parts: StatementParts, entry: Applicability): Record<string, unknown> {
  const { control, role, applicable, how, excluded, owner } = entry
  const text = applicable === false ? excluded : how
  return {
    uuid: uuidOf('statement', parts.organisation, 'requirement', role, control.edition, control.item),
    'control-id': controlId(control.edition, control.item),
    description: text === '' ? NOT_WRITTEN : markup(text),
    props: [...standardStatus(entry), ...ownProps(parts, entry)],
    ...some('links', linksOf(parts, entry)),
    ...ownerRole(parts, owner),
  }
}

/** The prop that other people's tools know. */
function standardStatus({ applicable, implementation }: Applicability): readonly Prop[] {
  const value = applicable === false ? 'not-applicable' : applicable === true ? STATUS[implementation ?? ''] : undefined
  return value === undefined ? [] : [{ name: 'implementation-status', value }]
}

/** All that OSCAL has no place for, so that the answer can be read back without loss. What a reason refers to is named beside its id. */
function ownProps({ soa }: StatementParts, entry: Applicability): readonly Prop[] {
  const { applicable, included, implementation, how, excluded, owner, evidence, verdicts, review } = entry
  const named = included.map(({ because, reference }) => {
    const risk = soa.basis.risks.find(({ id }) => id === reference)
    return { because, reference, ...(risk === undefined ? {} : { title: risk.title }) }
  })
  // The text that is not the description; and the description itself where it is not written.
  const other =
    applicable === false
      ? { how, ...(excluded === '' ? { excluded } : {}) }
      : { excluded, ...(how === '' ? { how } : {}) }
  return toProps({ applicable, included: named, implementation, ...other, owner, evidence, verdicts, review })
}

const linksOf = (parts: StatementParts, { evidence, verdicts }: Applicability): readonly object[] => [
  ...evidence.map((id) => ({ href: `#${evidenceId(parts, id)}`, rel: 'evidence' })),
  ...verdicts.map(({ run, guide, judgement }) => ({
    href: `#${runId(parts, run)}`,
    rel: 'verdict',
    text: markup(`${guide}: ${judgement}`),
  })),
]
