import { toProps } from '../../../base/oscal/flat.ts'
import { uuidOf } from '../../../base/oscal/names.ts'
import type { Role } from '../../../catalogue/schema.ts'
import { metadata } from '../../../catalogue/oscal/document.ts'
import { inert } from '../../json/inert.ts'
import { some } from '../../oscal/words.ts'
import { parties } from './parties.ts'
import type { StatementParts } from './parts.ts'
import { requirement } from './requirement.ts'
import { editionId, resources } from './resources.ts'

const ROLES: readonly Role[] = ['provider', 'customer']

/**
 * The Statement of Applicability as an OSCAL 1.2 component definition (T-4): a component for each role held, in it a control implementation for each
 * edition, in it every answer. Ids come from names and content (UUID version 5) and no clock is read: the same parts give the same bytes.
 */
export function oscalStatement(parts: StatementParts): string {
  const { soa, lastModified } = parts
  const title = soa.title === '' ? 'Statement of Applicability' : soa.title
  const components = ROLES.flatMap((role) => componentOf(parts, role))
  const backMatter = some('resources', resources(parts))
  const { version, base, editions, made, approval } = soa
  const props = toProps({ statement: { version, title: soa.title, base, editions, made, approval } })
  const document = {
    uuid: uuidOf('component-definition', parts.organisation, JSON.stringify([soa, components, backMatter])),
    metadata: {
      ...metadata({ ja: title, en: title }, String(version), props, lastModified),
      ...(approval === null ? {} : { published: `${approval.on}T00:00:00Z` }),
      ...parties(parts),
    },
    ...some('components', components),
    ...('resources' in backMatter ? { 'back-matter': backMatter } : {}),
  }
  return `${inert(JSON.stringify({ 'component-definition': document }, null, 2))}\n`
}

const ABOUT: Readonly<Record<Role, { readonly title: string; readonly description: string }>> = {
  provider: {
    title: 'Cloud services that the organisation provides',
    description: 'The controls of the organisation in the role of cloud service provider.',
  },
  customer: {
    title: 'Cloud services that the organisation uses',
    description: 'The controls of the organisation in the role of cloud service customer.',
  },
}

function componentOf(parts: StatementParts, role: Role): readonly object[] {
  const { soa, organisation, editionName } = parts
  const answers = soa.entries.filter((entry) => entry.role === role)
  const editions = [...new Set(answers.map(({ control }) => control.edition))]
  if (answers.length === 0) return []
  return [
    {
      uuid: uuidOf('statement', organisation, 'component', role),
      type: 'service',
      ...ABOUT[role],
      props: toProps({ role }),
      'control-implementations': editions.map((edition) => ({
        uuid: uuidOf('statement', organisation, 'implementation', role, edition),
        source: `#${editionId(edition)}`,
        description: `Answers for the controls of ${editionName(edition)}.`,
        'implemented-requirements': answers
          .filter(({ control }) => control.edition === edition)
          .map((entry) => requirement(parts, entry)),
      })),
    },
  ]
}
