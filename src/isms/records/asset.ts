import { z } from 'zod'
import { lineSchema, nameSchema, proseSchema, recordIdSchema } from './fields.ts'

/** Classes of assets; `customerData` and `derivedData` are cloud service customer data and cloud service derived data (K-3). */
export const ASSET_CLASSES = [
  'customerData',
  'derivedData',
  'providerData',
  'accountData',
  'information',
  'software',
  'virtualMachine',
  'container',
  'virtualNetwork',
  'storage',
  'function',
  'hardware',
  'site',
  'people',
  'supplierService',
  'key',
] as const

export const assetSchema = z.strictObject({
  name: nameSchema,
  class: z.enum(ASSET_CLASSES),
  services: z.array(recordIdSchema).max(100).default([]),
  owner: lineSchema.default(''),
  /** Where it is: a site, a region, a device. */
  location: lineSchema.default(''),
  description: proseSchema.default(''),
})

export type Asset = z.infer<typeof assetSchema>
export type AssetClass = Asset['class']
