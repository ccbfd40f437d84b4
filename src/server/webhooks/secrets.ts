import type { Sealer } from '../../store/sealer.ts'

const about = (organisation: string, webhook: string): string => `webhook:${organisation}/${webhook}`

/** A webhook's secret as it is stored: sealed, so that the database alone does not give it away. */
export const sealedSecret = (sealer: Sealer, organisation: string, webhook: string, secret: string): string =>
  sealer.seal(secret, about(organisation, webhook))

/** The secret again, or null where it was sealed with a key that is no longer here. */
export function openedSecret(sealer: Sealer, organisation: string, webhook: string, sealed: string): string | null {
  try {
    return sealer.unseal(sealed, about(organisation, webhook))
  } catch {
    return null
  }
}
