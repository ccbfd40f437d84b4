import type { Text } from '../base/text.ts'
import type { Edition, Item, Role } from '../catalogue/schema.ts'
import type { ControlReference } from './records/fields.ts'

/** A control that has to be answered: where it is from, and which roles it speaks to. A generic control speaks to every role held. */
export interface ControlItem {
  readonly edition: string
  readonly item: string
  readonly title: Text
  readonly roles: readonly Role[]
  /** It has guidance of its own for cloud services, or is one of the CLD controls. */
  readonly cloud: boolean
}

const ALL: readonly Role[] = ['provider', 'customer']

/** The controls of an edition in its order. Groups, requirements and retired numbers are none. */
export const controlItems = (edition: Pick<Edition, 'id' | 'items'>): readonly ControlItem[] =>
  edition.items
    .filter(({ kind, retired }) => kind === 'control' && retired !== true)
    .map((item) => ({
      edition: edition.id,
      item: item.id,
      title: item.title,
      roles: rolesOf(item),
      cloud: item.cld || item.guidance !== 'none',
    }))

const rolesOf = ({ roles }: Item): readonly Role[] =>
  roles.customer || roles.provider ? ALL.filter((role) => roles[role]) : ALL

/** One text for a control, for use as a key. */
export const controlKey = ({ edition, item }: ControlReference): string => `${edition} ${item}`
