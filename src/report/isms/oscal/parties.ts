import { propValue } from '../../../base/oscal/prop-value.ts'
import { uuidOf } from '../../../base/oscal/names.ts'
import { oneLine } from '../../safe.ts'
import { some } from '../../oscal/words.ts'
import type { StatementParts } from './parts.ts'

const APPROVER = 'approver'
/** Who answers for a control. */
const CONTROL_OWNER = 'control-owner'

/** The party of a name or position; the same name is the same party. */
const partyId = ({ organisation }: StatementParts, name: string): string =>
  uuidOf('statement', organisation, 'party', name)

const ownersOf = ({ soa }: StatementParts): readonly string[] => [
  ...new Set(soa.entries.map(({ owner }) => owner).filter((owner) => owner !== '')),
]

/** The roles, the parties that hold them (positions count as persons), and who approved. */
export function parties(parts: StatementParts): Record<string, unknown> {
  const { soa } = parts
  const owners = ownersOf(parts)
  const approver = soa.approval?.by
  const persons = [...new Set([...owners, ...(approver === undefined ? [] : [approver])])]
  const organisation = soa.basis.organisation.en || soa.basis.organisation.ja
  const roles = [
    ...(approver === undefined ? [] : [{ id: APPROVER, title: 'Approves the statement' }]),
    ...(owners.length === 0 ? [] : [{ id: CONTROL_OWNER, title: 'Answers for the control' }]),
  ]
  const listed = [
    ...(organisation === '' ? [] : [{ type: 'organization', name: organisation }]),
    ...persons.map((name) => ({ type: 'person', name })),
  ]
  return {
    ...some('roles', roles),
    ...some(
      'parties',
      listed.map(({ type, name }) => ({
        uuid: type === 'person' ? partyId(parts, name) : uuidOf('statement', parts.organisation, 'organisation'),
        type,
        name: propValue(oneLine(name)),
      })),
    ),
    ...some(
      'responsible-parties',
      approver === undefined ? [] : [{ 'role-id': APPROVER, 'party-uuids': [partyId(parts, approver)] }],
    ),
  }
}

/** Who answers for a control, as a responsible role; nothing where nobody is named. */
export const ownerRole = (parts: StatementParts, owner: string): object =>
  some('responsible-roles', owner === '' ? [] : [{ 'role-id': CONTROL_OWNER, 'party-uuids': [partyId(parts, owner)] }])
