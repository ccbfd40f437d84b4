import { z } from 'zod'
import { fromProps, toProps } from '../../base/oscal/flat.ts'
import { OSCAL_NS, uuidOf } from '../../base/oscal/names.ts'
import type { Catalogue } from '../catalogue.ts'
import { enterJson } from '../door.ts'
import { type CatalogueProblem, problemOf } from '../messages.ts'
import { type Profile, resolveProfile } from '../resolve.ts'
import { roleSchema } from '../schema.ts'
import { propShape } from './catalog-shape.ts'
import { controlId } from './control-id.ts'
import { catalogHref, metadata, resource } from './document.ts'

const GROUPING: ReadonlySet<string> = new Set(['clause', 'theme', 'objective'])

/** A role profile: one import for each edition that the resolved list draws on. Null where the edition is unknown. */
export function writeProfile(catalogue: Pick<Catalogue, 'editions'>, profile: Profile) {
  const lines = resolveProfile(catalogue, profile)
  const edition = catalogue.editions.get(profile.edition)
  if (lines === null || edition === undefined) return null
  const origins = lines
    .filter(({ kind }) => !GROUPING.has(kind))
    .flatMap(({ from }) =>
      from.filter(
        ({ as, item }) => as !== 'same' || catalogue.editions.get(profile.edition)?.items.some(({ id }) => id === item),
      ),
    )
  const editions = [...new Set(origins.map((origin) => origin.edition))]
  const resourceOf = (id: string): string => uuidOf('resource', 'catalog', id)
  return {
    profile: {
      uuid: uuidOf('profile', profile.edition, ...profile.roles, JSON.stringify(lines)),
      metadata: metadata(
        { ja: edition.title.ja, en: `${edition.name.en}: ${profile.roles.join(' and ') || 'no role'}` },
        edition.id,
        toProps({ profile: { edition: profile.edition, roles: profile.roles }, name: { ja: edition.name.ja } }),
      ),
      imports: editions.map((id) => ({
        href: `#${resourceOf(id)}`,
        'include-controls': [
          { 'with-ids': origins.filter((origin) => origin.edition === id).map(({ item }) => controlId(id, item)) },
        ],
      })),
      merge: { 'as-is': true },
      'back-matter': {
        resources: editions.map((id) =>
          resource(resourceOf(id), catalogue.editions.get(id)?.name.en ?? id, catalogHref(id)),
        ),
      },
    },
  }
}

const selection = z.object({
  'with-ids': z.array(z.string().max(300)).optional(),
  'with-child-controls': z.string().optional(),
  matching: z.array(z.unknown()).optional(),
})
const profileShape = z.object({
  profile: z.object({
    metadata: z.object({ title: z.string().max(2000), props: z.array(propShape).optional() }),
    imports: z
      .array(
        z.object({
          href: z.string().max(2000),
          'include-all': z.unknown().optional(),
          'include-controls': z.array(selection).max(10_000).optional(),
          'exclude-controls': z.array(selection).max(10_000).optional(),
        }),
      )
      .max(1000),
    modify: z.unknown().optional(),
    merge: z.unknown().optional(),
  }),
})

export interface ReadImport {
  readonly href: string
  readonly all: boolean
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

export interface ReadProfile {
  readonly title: string
  /** Our own profiles say what they are of. */
  readonly profile: Profile | null
  readonly imports: readonly ReadImport[]
}

/** A profile by what it selects, ids as they stand. Patterns, child controls, `modify` and a custom `merge` are not read: each is a warning. */
export function readProfile(
  text: string,
  file: string,
): { readonly value: ReadProfile | null; readonly problems: readonly CatalogueProblem[] } {
  const { value, problems } = enterJson(profileShape, text, file)
  if (value === null) return { value, problems }
  const { metadata: about, imports, modify } = value.profile
  const ids = (selections: readonly z.infer<typeof selection>[] = []): readonly string[] =>
    selections.flatMap((each) => each['with-ids'] ?? [])
  const selections = imports.flatMap((each) => [
    ...(each['include-controls'] ?? []),
    ...(each['exclude-controls'] ?? []),
  ])
  const counts = [
    ['matching', selections.filter(({ matching }) => matching !== undefined).length],
    ['with-child-controls', selections.filter((each) => each['with-child-controls'] === 'yes').length],
    ['modify', modify === undefined ? 0 : 1],
  ] as const
  return {
    value: {
      title: about.title,
      profile: ownProfile(about.props ?? []),
      imports: imports.map((each) => ({
        href: each.href,
        all: each['include-all'] !== undefined,
        include: ids(each['include-controls']),
        exclude: ids(each['exclude-controls']),
      })),
    },
    problems: counts
      .filter(([, count]) => count > 0)
      .map(([feature, count]) => problemOf('oscal-not-read', { feature, count }, 'warning')),
  }
}

const ownShape = z.object({ profile: z.object({ edition: z.string(), roles: z.array(roleSchema) }) })

function ownProfile(props: readonly z.infer<typeof propShape>[]): Profile | null {
  const read = ownShape.safeParse(fromProps(props.filter(({ ns }) => ns === OSCAL_NS)))
  return read.success ? read.data.profile : null
}
