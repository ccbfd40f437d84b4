import type { z } from 'zod'
import { applicabilitySchema, soaSchema } from './applicability.ts'
import { assetSchema } from './asset.ts'
import { commentSchema } from './comment.ts'
import { criteriaSchema } from './criteria.ts'
import { auditRunSchema, engagementSchema, evidenceSchema, judgementSchema } from './evidence.ts'
import { profileSchema } from './profile.ts'
import { informationSchema, responsibilitySchema } from './responsibility.ts'
import { necessaryControlSchema, riskExemptionSchema, riskSchema } from './risk.ts'
import { scopeSchema } from './scope.ts'
import { serviceSchema } from './service.ts'

/** Every kind of record, with the schema that checks it at the door: API, imports, pages and the store use this one table. */
export const SCHEMAS = {
  profile: profileSchema,
  service: serviceSchema,
  scope: scopeSchema,
  asset: assetSchema,
  criteria: criteriaSchema,
  risk: riskSchema,
  riskExemption: riskExemptionSchema,
  necessaryControl: necessaryControlSchema,
  applicability: applicabilitySchema,
  soa: soaSchema,
  responsibility: responsibilitySchema,
  information: informationSchema,
  evidence: evidenceSchema,
  engagement: engagementSchema,
  auditRun: auditRunSchema,
  judgement: judgementSchema,
  comment: commentSchema,
} as const

export type Kind = keyof typeof SCHEMAS
export type BodyOf<K extends Kind> = z.infer<(typeof SCHEMAS)[K]>
/** A record's body together with its id: what rules work on. */
export type Identified<K extends Kind> = BodyOf<K> & { readonly id: string }

export const KINDS = Object.keys(SCHEMAS) as readonly Kind[]

/** True for a name of a kind, and not for `constructor` and its like. */
export const isKind = (name: string): name is Kind => Object.hasOwn(SCHEMAS, name)
