import { z } from 'zod'
import {
  approvalSchema,
  lineSchema,
  listedSchema,
  localizedSchema,
  proseSchema,
  recordIdSchema,
  rolesSchema,
} from './fields.ts'

/** What a scope speaks of, as it was called when the scope was approved: an approved version reads the same for ever (M-1). */
const namedSchema = z.strictObject({
  organisation: localizedSchema,
  services: z.array(z.strictObject({ id: recordIdSchema, name: localizedSchema })).max(500),
})

/** A version of the scope. Once approved it is never edited: what changes is a new version. */
export const scopeSchema = z.strictObject({
  version: z.number().int().min(1).max(10_000).default(1),
  /** The services in scope, each with the roles that the organisation holds (S-1). */
  services: z
    .array(z.strictObject({ service: recordIdSchema, roles: rolesSchema }))
    .max(500)
    .default([]),
  /** How the cloud scope lies inside the base ISMS's (S-3). */
  insideBase: proseSchema.default(''),
  boundaries: proseSchema.default(''),
  sites: listedSchema(z.strictObject({ name: lineSchema.min(1), address: lineSchema.default('') })).prefault({}),
  exclusions: listedSchema(z.strictObject({ what: lineSchema.min(1), reason: proseSchema.default('') })).prefault({}),
  interfaces: listedSchema(z.strictObject({ with: lineSchema.min(1), what: proseSchema.default('') })).prefault({}),
  outsourced: listedSchema(z.strictObject({ what: lineSchema.min(1), to: lineSchema.default('') })).prefault({}),
  /** The statement of scope as it is published, which contains the names of the services (S-4). */
  statement: localizedSchema.prefault({}),
  named: namedSchema.nullable().default(null),
  approval: approvalSchema.nullable().default(null),
})

export type Scope = z.infer<typeof scopeSchema>
export type ScopeNames = z.infer<typeof namedSchema>
