import type { Isms } from './isms.ts'
import type { Scope, ScopeNames } from './records/scope.ts'

/** What the organisation and the services of a scope are called now. A service that is no longer registered is not in it. */
export const scopeNames = ({ records }: Pick<Isms, 'records'>, { services }: Pick<Scope, 'services'>): ScopeNames => ({
  organisation: records.profile[0]?.name ?? { ja: '', en: '' },
  services: records.service
    .filter(({ id }) => services.some(({ service }) => service === id))
    .map(({ id, name }) => ({ id, name })),
})
