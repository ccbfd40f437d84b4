import { createAccount } from '../../store/accounts.ts'
import { createOrganisation } from '../../store/organisations.ts'
import type { Scope } from '../../store/scope.ts'
import { DEMO_ACCOUNT } from '../identity/principal.ts'

/** Makes the person of a demonstration and, in the scope, its one organisation, which has no records yet; `at` is ISO 8601. */
export async function foundDemonstration(scope: Scope, at: string, name: string): Promise<void> {
  await createAccount(scope.trx, {
    id: DEMO_ACCOUNT,
    email: 'demo@localhost',
    name: 'Demonstration',
    language: 'ja',
    password: null,
    created_at: at,
  })
  await createOrganisation(scope, { by: 'system', at }, name)
}
