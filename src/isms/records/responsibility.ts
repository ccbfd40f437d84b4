import { z } from 'zod'
import { controlReferenceSchema, localizedSchema, proseSchema, recordIdSchema } from './fields.ts'

export const RESPONSIBLE = ['provider', 'customer', 'both', 'notApplicable'] as const

/** Who answers for a control of a service (CLD.6.3.1). */
export const responsibilitySchema = z.strictObject({
  service: recordIdSchema,
  control: controlReferenceSchema,
  who: z.enum(RESPONSIBLE).nullable().default(null),
  provider: localizedSchema.prefault({}),
  customer: localizedSchema.prefault({}),
})

/** What a provider owes its customers to know (T-5). */
export const INFORMATION_TOPICS = [
  'dataLocation',
  'jurisdiction',
  'sharedResponsibility',
  'isolation',
  'backup',
  'logging',
  'clockSynchronization',
  'encryption',
  'accessControl',
  'vulnerabilityManagement',
  'changeNotice',
  'incidentContact',
  'deletion',
  'assetReturn',
  'subcontractors',
  'capacity',
  'administratorOperations',
  'monitoring',
  'intellectualProperty',
  'complianceEvidence',
] as const

/** One topic of the information for customers, in both languages, or why it does not apply. */
export const informationSchema = z.strictObject({
  service: recordIdSchema,
  topic: z.enum(INFORMATION_TOPICS),
  text: localizedSchema.prefault({}),
  notApplicable: proseSchema.default(''),
})

export type Responsibility = z.infer<typeof responsibilitySchema>
export type Information = z.infer<typeof informationSchema>
export type InformationTopic = Information['topic']
