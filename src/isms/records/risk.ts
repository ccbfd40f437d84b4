import { z } from 'zod'
import {
  approvalSchema,
  controlReferenceSchema,
  daySchema,
  lineSchema,
  proseSchema,
  recordIdSchema,
  roleSchema,
} from './fields.ts'

/** What can be lost (機密性・完全性・可用性). */
export const PROPERTIES = ['confidentiality', 'integrity', 'availability'] as const
export const propertySchema = z.enum(PROPERTIES)

export const TREATMENTS = ['modify', 'retain', 'avoid', 'share'] as const

const rating = z.strictObject({
  likelihood: z.number().int().min(1).max(10),
  consequence: z.number().int().min(1).max(10),
})

/** Whom the treatment needs, by when, what is left, and the owner's acceptance of it (T-1). */
export const treatmentSchema = z.strictObject({
  options: z.array(z.enum(TREATMENTS)).max(4).default([]),
  plan: proseSchema.default(''),
  /** The ids of the necessary controls that the options lead to (T-2). */
  controls: z.array(recordIdSchema).max(200).default([]),
  due: daySchema.nullable().default(null),
  done: daySchema.nullable().default(null),
  residual: rating.nullable().default(null),
  /** `level` is what was accepted: another level needs another acceptance. */
  acceptance: approvalSchema
    .extend({ level: z.number().int().min(0).max(1000) })
    .nullable()
    .default(null),
})

export const riskSchema = z.strictObject({
  title: lineSchema.min(1),
  description: proseSchema.default(''),
  service: recordIdSchema,
  role: roleSchema,
  /** What would be lost. */
  loses: z.array(propertySchema).max(3).default([]),
  assets: z.array(recordIdSchema).max(200).default([]),
  /** Codes of the starter list, or the organisation's own words. */
  threats: z.array(lineSchema.min(1)).max(50).default([]),
  owner: lineSchema.default(''),
  /** The version of the criteria that it was assessed with: the id of a criteria record. */
  criteria: recordIdSchema.nullable().default(null),
  rating: rating.nullable().default(null),
  treatment: treatmentSchema.prefault({}),
})

/** Why a service has no risk of losing one property in one role (K-1). */
export const riskExemptionSchema = z.strictObject({
  service: recordIdSchema,
  role: roleSchema,
  property: propertySchema,
  reason: proseSchema.min(1),
})

/** A control that some risk, law, contract or practice needs, whatever its source (T-2). */
export const necessaryControlSchema = z.strictObject({
  name: lineSchema.min(1),
  source: z.enum(['standard', 'own', 'law', 'contract', 'practice']),
  /** The controls of the standards that it is compared with (T-3); an own control may have none. */
  controls: z.array(controlReferenceSchema).max(50).default([]),
  description: proseSchema.default(''),
  owner: lineSchema.default(''),
})

export type Property = z.infer<typeof propertySchema>
export type Rating = z.infer<typeof rating>
export type Risk = z.infer<typeof riskSchema>
export type RiskExemption = z.infer<typeof riskExemptionSchema>
export type NecessaryControl = z.infer<typeof necessaryControlSchema>
