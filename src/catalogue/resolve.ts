import type { Text } from '../base/text.ts'
import { baseChain, type Catalogue, findItem } from './catalogue.ts'
import { compareItemIds } from './numbering.ts'
import type { Edition, Item, ItemKind, Obligation, Role } from './schema.ts'

/** Which edition, seen in which roles. The editions that it goes on from come with it (C-8: base + cloud + role). */
export interface Profile {
  readonly edition: string
  readonly roles: readonly Role[]
}

/** One line of a resolved profile. `from` says where each part came from: the base that states the control, the cloud edition that extends it. */
export interface ResolvedItem {
  readonly id: string
  readonly kind: ItemKind
  readonly parent: string | null
  readonly title: Text
  readonly objective: string | null
  readonly obligation: Obligation
  readonly supplement: boolean
  readonly cld: boolean
  readonly from: readonly Origin[]
  /** The roles, of those asked for, for which the cloud edition has guidance on it. */
  readonly guidanceFor: readonly Role[]
}

export interface Origin {
  readonly edition: string
  readonly item: string
  /** `states`: it is an item of that edition. `extends`: that edition adds guidance. `same`: that edition includes it by reference. */
  readonly as: 'states' | 'extends' | 'same'
}

const ROLE_ORDER: readonly Role[] = ['customer', 'provider']

/**
 * C-8: the flat list in standard order. Base items always stay; an item of a cloud edition that speaks only to other roles is left out.
 * Retired items and errata are not part of a profile. Null where the edition is unknown.
 */
export function resolveProfile(
  catalogue: Pick<Catalogue, 'editions'>,
  profile: Profile,
): readonly ResolvedItem[] | null {
  const chain = baseChain(catalogue, profile.edition)
  if (chain.length === 0) return null
  const roles = ROLE_ORDER.filter((role) => profile.roles.includes(role))
  const lines = new Map<string, ResolvedItem>()
  for (const edition of chain.toReversed()) for (const item of edition.items) place(lines, edition, item, roles)
  const own = [...lines.values()].toSorted((a, b) => compareItemIds(a.id, b.id))
  return [...own, ...chain.flatMap((edition) => included(catalogue, edition, roles))]
}

function place(lines: Map<string, ResolvedItem>, edition: Edition, item: Item, roles: readonly Role[]): void {
  if (item.retired === true || item.kind === 'erratum') return
  const guidanceFor = item.guidance === 'none' ? [] : roles.filter((role) => item.roles[role])
  const target = item.base?.item ?? item.id
  const before = lines.get(target)
  if (before === undefined || item.base === undefined) {
    if (speaksTo(item, roles)) lines.set(item.id, lineOf(edition, item, guidanceFor))
    return
  }
  if (item.base.relation === 'extends' && !speaksTo(item, roles)) return
  const as = item.base.relation === 'same' ? 'same' : 'extends'
  lines.set(target, {
    ...before,
    from: [...before.from, { edition: edition.id, item: item.id, as }],
    guidanceFor: ROLE_ORDER.filter((role) => before.guidanceFor.includes(role) || guidanceFor.includes(role)),
  })
}

/** An item without roles speaks to everybody. */
const speaksTo = ({ roles }: Item, asked: readonly Role[]): boolean =>
  (!roles.customer && !roles.provider) || asked.some((role) => roles[role])

const lineOf = (edition: Edition, item: Item, guidanceFor: readonly Role[]): ResolvedItem => ({
  id: item.id,
  kind: item.kind,
  parent: item.parent,
  title: item.title,
  objective: item.objective,
  obligation: item.obligation,
  supplement: item.supplement,
  cld: item.cld,
  from: [{ edition: edition.id, item: item.id, as: 'states' }],
  guidanceFor,
})

function included(
  catalogue: Pick<Catalogue, 'editions'>,
  edition: Edition,
  roles: readonly Role[],
): readonly ResolvedItem[] {
  return edition.includes.flatMap(({ edition: id, prefix }) =>
    (catalogue.editions.get(id)?.items ?? [])
      .filter((item) => item.retired !== true && speaksTo(item, roles))
      .toSorted((a, b) => compareItemIds(a.id, b.id))
      .map((item) =>
        underPrefix(lineOf(findItem(catalogue, id, item.id)?.edition ?? edition, item, []), edition, prefix),
      ),
  )
}

const underPrefix = (line: ResolvedItem, edition: Edition, prefix: string): ResolvedItem => ({
  ...line,
  id: prefix + line.id,
  parent: line.parent === null ? null : prefix + line.parent,
  objective: line.objective === null ? null : prefix + line.objective,
  from: [...line.from, { edition: edition.id, item: prefix + line.id, as: 'same' }],
})
