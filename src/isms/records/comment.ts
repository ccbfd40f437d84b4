import { z } from 'zod'
import { approvalSchema, lineSchema, proseSchema, recordIdSchema } from './fields.ts'

/** What a comment may be about: a record of these kinds, or a finding or guide of an audit run. */
export const COMMENT_SUBJECTS = [
  'profile',
  'service',
  'scope',
  'asset',
  'criteria',
  'risk',
  'riskExemption',
  'necessaryControl',
  'applicability',
  'soa',
  'responsibility',
  'information',
  'evidence',
  'engagement',
  'auditRun',
  'finding',
  'guide',
] as const

export const commentSubjectSchema = z.strictObject({
  kind: z.enum(COMMENT_SUBJECTS),
  /** The record, finding or guide. The answer for a control has its id before it is written. */
  id: lineSchema.min(1),
  /** The run of a finding or guide. */
  run: recordIdSchema.nullable().default(null),
})

/** What a member says about a record, an answer or a finding (M-3). Comments on a standard under revision (意見) are something else, and not kept here. */
export const commentSchema = z.strictObject({
  about: commentSubjectSchema,
  text: proseSchema.min(1).max(5000),
  /** Who wrote it: the account, and the name that it had. */
  author: z.strictObject({ account: z.string().min(1).max(200), name: lineSchema }),
  at: z.iso.datetime(),
  /** Who settled it, and on which day. */
  settled: approvalSchema.nullable().default(null),
})

export type Comment = z.infer<typeof commentSchema>
export type CommentSubject = Comment['about']
