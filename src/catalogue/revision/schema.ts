import { z } from 'zod'
import { editionIdSchema, itemIdSchema, obligationSchema, relationSchema, roleSchema } from '../schema.ts'

/** `revision.yaml`: how an organisation revises a standard of its own. A text may be one string (Japanese) or both languages. */

const words = z.string().min(1).max(8000)
export const wordsSchema = z.union([
  words.transform((text) => ({ ja: text, en: text })),
  z.strictObject({ ja: words, en: words.optional() }).transform(({ ja, en }) => ({ ja, en: en ?? ja })),
])

const name = z.string().min(1).max(200)
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const key = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/)

/** which part changes and why. */
export const policySchema = z.strictObject({
  no: key,
  part: wordsSchema,
  policy: wordsSchema,
  because: z.enum(['source', 'errata', 'clarity', 'supplement', 'structure', 'other']),
  reason: wordsSchema,
})

/** An item as it is to be. What is left out stays as it was (reword) or takes the value of its kind (add). */
export const newItemSchema = z.strictObject({
  id: itemIdSchema,
  title: wordsSchema,
  text: wordsSchema.optional(),
  kind: z
    .enum(['clause', 'objective', 'control', 'detailedControl', 'requirement', 'basicStatementRequirement', 'erratum'])
    .optional(),
  parent: itemIdSchema.nullable().optional(),
  roles: z.array(roleSchema).max(2).optional(),
  obligation: obligationSchema.optional(),
  supplement: z.boolean().optional(),
  corrects: itemIdSchema.optional(),
})

const change = { policy: key, note: wordsSchema.optional() }
/** What the old item is to the new one. A change of wording is `intersects` (answers are reviewed) unless the reviser says that the meaning is the same. */
const relation = relationSchema.exclude(['none']).optional()

/** one change, bound to a policy. */
export const changeSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('add'), item: newItemSchema, ...change }),
  z.strictObject({ do: z.literal('remove'), item: itemIdSchema, ...change }),
  z.strictObject({
    do: z.literal('reword'),
    item: itemIdSchema,
    title: wordsSchema.optional(),
    text: wordsSchema.optional(),
    supplement: z.boolean().optional(),
    obligation: obligationSchema.optional(),
    relation,
    ...change,
  }),
  z.strictObject({
    do: z.literal('move'),
    item: itemIdSchema,
    parent: itemIdSchema.nullable(),
    as: itemIdSchema,
    ...change,
  }),
  z.strictObject({ do: z.literal('renumber'), item: itemIdSchema, as: itemIdSchema, ...change }),
  z.strictObject({
    do: z.literal('split'),
    item: itemIdSchema,
    into: z.array(newItemSchema).min(2).max(50),
    ...change,
  }),
  z.strictObject({
    do: z.literal('merge'),
    items: z.array(itemIdSchema).min(2).max(50),
    into: newItemSchema,
    ...change,
  }),
])

/** a comment, and what was decided about it. */
export const commentSchema = z.strictObject({
  no: key,
  item: itemIdSchema.nullable(),
  author: name,
  organisation: name,
  received: date,
  text: wordsSchema,
  disposition: z
    .strictObject({ decision: z.enum(['reflect', 'do-not-reflect']), reason: wordsSchema, policy: key.optional() })
    .optional(),
})

/** a meeting whose decisions bind policies. */
export const meetingSchema = z.strictObject({
  no: key,
  name: wordsSchema,
  date,
  decisions: z.array(z.strictObject({ policy: key, decision: wordsSchema })).max(1000),
})

export const revisionSchema = z.strictObject({
  akashi: z.literal('revision/1'),
  base: editionIdSchema,
  /** The new edition. */
  edition: z.strictObject({
    id: editionIdSchema,
    name: wordsSchema,
    title: wordsSchema,
    publisher: wordsSchema,
    published: date.optional(),
  }),
  policies: z.array(policySchema).max(2000),
  changes: z.array(changeSchema).max(20_000),
  comments: z
    .strictObject({ from: date, to: date, asked: wordsSchema.optional(), received: z.array(commentSchema).max(20_000) })
    .optional(),
  meetings: z.array(meetingSchema).max(500).default([]),
})

export type Revision = z.infer<typeof revisionSchema>
export type Policy = Revision['policies'][number]
export type Change = Revision['changes'][number]
export type NewItem = z.infer<typeof newItemSchema>
export type Comment = z.infer<typeof commentSchema>
export type Meeting = z.infer<typeof meetingSchema>
