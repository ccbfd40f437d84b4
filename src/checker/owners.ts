import type { DeviceId } from '../cloud/ids.ts'

/** Which machines are tenants': their inside is the tenant's own affair (V-2a). Everything else is the provider's, the world's or nobody saw it. */
export interface Owners {
  readonly tenantDevices: ReadonlySet<DeviceId>
}
