import { riskSchema } from '../records/risk.ts'
import type { Risk } from '../records/risk.ts'

/** Stands where no service was named yet; the import refuses a row in which it stays. */
export const SERVICE_NONE = 'none'

/** A risk before anything was taken into it. */
export const RISK_START: Risk = {
  ...riskSchema.parse({ title: '-', service: SERVICE_NONE, role: 'provider' }),
  title: '',
}
