import { either } from '../../base/text.ts'
import { byId, newest, servicesInScope } from '../isms.ts'
import type { Isms } from '../isms.ts'
import { open, openWhen } from '../open.ts'
import type { OpenCode, OpenPoint } from '../open.ts'
import type { Identified } from '../records/kinds.ts'

type Scope = Identified<'scope'>

/** S-1: the scope names at least one cloud service, and each with the organisation's role. */
export function scopeNamesServices({ records }: Isms): readonly OpenPoint[] {
  const scope = newest(records.scope)
  if (scope === undefined) return [open('scope-missing', { kind: 'scope', id: null })]
  const known = byId(records.service)
  const at = { kind: 'scope', id: scope.id, field: 'services' } as const
  return [
    ...openWhen(scope.services.length === 0, 'scope-without-service', at),
    ...scope.services.flatMap(({ service, roles }) => [
      ...openWhen(!known.has(service), 'scope-service-unknown', at, { service }),
      ...openWhen(roles.length === 0, 'scope-service-without-role', at, { service }),
    ]),
  ]
}

/** S-2: what a provider's service is built on is in scope in the customer role. */
export function upstreamIsInScope(isms: Isms): readonly OpenPoint[] {
  const scope = newest(isms.records.scope)
  const known = byId(isms.records.service)
  const inScope = byId(servicesInScope(isms))
  const provided = [...inScope.values()].filter(({ roles }) => roles.includes('provider'))
  return provided.flatMap(({ id: service }) =>
    (known.get(service)?.upstream ?? []).flatMap((upstream) => {
      const params = { service, upstream }
      if (!known.has(upstream))
        return [open('service-upstream-unknown', { kind: 'service', id: service, field: 'upstream' }, params)]
      const at = { kind: 'scope', id: scope?.id ?? null, field: 'services' } as const
      const held = inScope.get(upstream)
      if (held === undefined) return [open('scope-upstream-missing', at, params)]
      return openWhen(!held.roles.includes('customer'), 'scope-upstream-role', at, params)
    }),
  )
}

/** What S-3 wants recorded, each either with items or with the reason why there are none. */
const LISTED = {
  sites: 'scope-sites-missing',
  exclusions: 'scope-exclusions-missing',
  interfaces: 'scope-interfaces-missing',
  outsourced: 'scope-outsourced-missing',
} as const satisfies Partial<Record<keyof Scope, OpenCode>>

const LISTS = Object.keys(LISTED) as readonly (keyof typeof LISTED)[]

/** S-3: the scope lies inside the base ISMS's, and boundaries, sites, exclusions, interfaces and outsourced parts are recorded. */
export function scopeHasBoundaries({ records }: Isms): readonly OpenPoint[] {
  const scope = newest(records.scope)
  const [profile] = records.profile
  const base = openWhen((profile?.baseIsms.scope ?? '') === '', 'base-scope-missing', {
    kind: 'profile',
    id: profile?.id ?? null,
    field: 'baseIsms.scope',
  })
  if (scope === undefined) return base
  const at = (field: string) => ({ kind: 'scope', id: scope.id, field }) as const
  return [
    ...base,
    ...openWhen(scope.insideBase === '', 'scope-inside-base-missing', at('insideBase')),
    ...openWhen(scope.boundaries === '', 'scope-boundaries-missing', at('boundaries')),
    ...LISTS.flatMap((list) =>
      openWhen(scope[list].items.length === 0 && scope[list].none === '', LISTED[list], at(list)),
    ),
    ...scope.exclusions.items.flatMap(({ what, reason }) =>
      openWhen(reason === '', 'scope-exclusion-unreasoned', at('exclusions'), { what }),
    ),
  ]
}

const LANGUAGES = ['ja', 'en'] as const

/** S-4: the scope is approved, and its statement contains the names of the services. */
export function scopeIsPublished({ records }: Isms): readonly OpenPoint[] {
  const scope = newest(records.scope)
  if (scope === undefined) return []
  const known = byId(records.service)
  const at = { kind: 'scope', id: scope.id, field: 'statement' } as const
  const written = LANGUAGES.filter((lang) => scope.statement[lang] !== '')
  return [
    ...openWhen(
      scope.approval === null,
      'scope-not-approved',
      { kind: 'scope', id: scope.id, field: 'approval' },
      { version: scope.version },
    ),
    ...openWhen(written.length === 0, 'scope-statement-missing', at),
    ...scope.services.flatMap(({ service }) =>
      written.flatMap((lang) => {
        const name = known.get(service)?.name
        const wanted = either(name, lang)
        return openWhen(wanted !== '' && !scope.statement[lang].includes(wanted), 'scope-statement-without-name', at, {
          service,
          lang,
        })
      }),
    ),
  ]
}
