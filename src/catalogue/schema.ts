import { z } from 'zod'

/** Formats of the shipped data files (data/README.md describes them for people). Every file passes one of these where it enters. */

const sentence = z.string().min(1).max(8000)

/** One meaning, two languages; neither may be empty. */
export const textSchema = z.strictObject({ ja: sentence, en: sentence })

/** `iso27017-2015`: lower-case, begins with a letter, so that it can begin an OSCAL token. */
export const editionIdSchema = z.string().regex(/^[a-z][a-z0-9.-]{1,60}$/)

/** `5.1.1`, `CLD.9.5.1`, `5.1.1.24.P`, `4.2.2.a`: what the standard calls the item. Dots separate segments. */
export const itemIdSchema = z.string().regex(/^[A-Za-z0-9]{1,8}(\.[A-Za-z0-9]{1,6}){0,7}$/)

/** How far a statement was confirmed: read in a second source; in one; in none (second-hand, or from memory); written by us where no source has it. */
export const confidenceSchema = z.enum(['confirmed', 'single-source', 'unconfirmed', 'ours'])

export const roleSchema = z.enum(['customer', 'provider'])

export const itemKindSchema = z.enum([
  'clause',
  'theme',
  'objective',
  'control',
  'detailedControl',
  'requirement',
  'basicStatementRequirement',
  'erratum',
])

/** C-5: `all` is to be done; `control` is to be done; `choice` is chosen by how the control is realised; `stated` when its risk is asserted; `none` only groups. */
export const obligationSchema = z.enum(['all', 'control', 'choice', 'stated', 'none'])

export const itemSchema = z.strictObject({
  id: itemIdSchema,
  kind: itemKindSchema,
  /** The item that it stands under, in this edition or in its base; null at the top. */
  parent: itemIdSchema.nullable(),
  title: textSchema,
  titleConfidence: z.strictObject({ ja: confidenceSchema, en: confidenceSchema }),
  roles: z.strictObject({ customer: z.boolean(), provider: z.boolean() }),
  /** Cloud guidance: one text for each role, one for both, or none of its own. */
  guidance: z.enum(['separate', 'shared', 'none']),
  cld: z.boolean(),
  /** The objective (目的) that it serves, where the edition has objectives. */
  objective: itemIdSchema.nullable(),
  obligation: obligationSchema,
  /** C-6: does not come from the ISO text (独自記載). */
  supplement: z.boolean(),
  confidence: confidenceSchema,
  /** The base item that it extends (`extends`), or that it is by reference (`same`, C-3: then it has no text of its own). */
  base: z
    .strictObject({ edition: editionIdSchema, item: itemIdSchema, relation: z.enum(['extends', 'same']) })
    .optional(),
  /** An erratum's target (C-1). */
  corrects: itemIdSchema.optional(),
  /** C-2: the number stays taken for ever. */
  retired: z.boolean().optional(),
  note: textSchema.optional(),
})

const suffixSchema = z.strictObject({
  suffix: z.string().regex(/^[A-Z]{1,4}$/),
  roles: z.array(roleSchema).max(2),
  meaning: textSchema,
  confidence: confidenceSchema,
})

export const editionSchema = z.strictObject({
  format: z.literal('akashi-edition/1'),
  id: editionIdSchema,
  /** `ISO/IEC 27017:2015`. */
  name: textSchema,
  title: textSchema,
  publisher: textSchema,
  /** Other names of the same text (`ITU-T X.1631`). */
  equivalents: z.array(z.string().max(80)).max(10),
  status: z.enum(['current', 'withdrawn', 'unconfirmed']),
  /** `structure`: only the frame is shipped, and the items come from the user's own copy. */
  content: z.enum(['complete', 'structure']),
  replaces: z.array(editionIdSchema).max(10),
  /** C-3: the edition whose numbering and parents this one goes on from. */
  base: editionIdSchema.nullable(),
  /** Whole editions that are included by reference under a prefix (Annex A: `A.`), never copied. */
  includes: z
    .array(z.strictObject({ edition: editionIdSchema, prefix: z.string().max(10), title: textSchema }))
    .max(10),
  /** Suffixes are data (C-3). */
  suffixes: z.array(suffixSchema).max(20),
  /** Where ids, titles and roles were read, and how far to trust them. */
  source: textSchema,
  items: z.array(itemSchema).max(20_000),
})

const question = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9.-]{1,40}\/(customer|provider|all)\/\d{1,2}$/),
  text: textSchema,
})

/** Our own texts about items: never a sentence of the standard. `all` = one text for both roles (shared guidance), or an item without roles. */
export const questionsSchema = z.strictObject({
  format: z.literal('akashi-questions/1'),
  edition: editionIdSchema,
  entries: z
    .array(
      z.strictObject({
        item: itemIdSchema,
        role: z.enum(['customer', 'provider', 'all']),
        explanation: textSchema,
        have: textSchema,
        shows: textSchema,
        questions: z.array(question).min(1).max(20),
      }),
    )
    .max(2000),
})

export const relationSchema = z.enum(['equal', 'subset', 'superset', 'intersects', 'none'])

/** One row: `from` is `relation` of `to` (subset: from lies inside to). `none` has `to: null` (or `from: null`: new in the target). */
export const pairSchema = z.strictObject({
  from: itemIdSchema.nullable(),
  to: itemIdSchema.nullable(),
  relation: relationSchema,
  confidence: confidenceSchema,
  note: textSchema.optional(),
})

export const mappingSchema = z.strictObject({
  format: z.literal('akashi-mapping/1'),
  id: z.string().regex(/^[a-z0-9.-]{1,140}$/),
  from: editionIdSchema,
  to: editionIdSchema,
  source: textSchema,
  pairs: z.array(pairSchema).max(20_000),
  /** The inverse as its publisher printed it, where there is one: C-7 checks it against the derived one. */
  publishedInverse: z
    .array(z.strictObject({ from: itemIdSchema, to: itemIdSchema }))
    .max(20_000)
    .optional(),
})

export const layerSchema = z.enum(['physical', 'function', 'virtual'])
export const resourceKindSchema = z.enum(['server', 'network', 'storage'])
/** `function/network`, or `serviceManagement`. */
export const cellSchema = z.union([
  z.templateLiteral([layerSchema, '/', resourceKindSchema]),
  z.literal('serviceManagement'),
])

/** 観察, 閲覧, 質問, 再実施. */
export const techniqueSchema = z.enum(['observation', 'inspection', 'inquiry', 'reperformance'])

export const guideItemSchema = z.strictObject({
  n: z.string().regex(/^\d{1,2}\.\d{1,2}$/),
  confirm: textSchema,
  expectedEvidence: textSchema,
  /** Which command on which system gives it. `source` is the system (`linux`, `cisco-nxos`, `aws`, `openstack`, `document`), `command` what is run or asked for. */
  evidence: z
    .array(z.strictObject({ source: z.string().max(40), command: z.string().max(300), what: textSchema }))
    .min(1)
    .max(20),
  techniques: z.array(techniqueSchema).min(1),
  /** What would be a finding. */
  finding: textSchema,
  machine: z.strictObject({
    /** `now`: a check exists; `planned`: evidence decides it and a check is still to build; `person`: a person judges. */
    judgeable: z.enum(['now', 'planned', 'person']),
    /** The check's name and the claims of docs/spec/verdicts.md that it makes. */
    check: z.string().max(60).optional(),
    claims: z.array(z.string().max(12)).max(12).optional(),
    /** Sorts of evidence that it reads (`routes`, `vlans`, `security-groups`, `ntp-status`…). */
    evidenceSorts: z.array(z.string().max(40)).max(20),
    note: textSchema.optional(),
  }),
})

export const procedureSchema = z.strictObject({
  id: z.string().regex(/^C\.\d{1,2}(\.\d{1,2}){1,3}$/),
  title: textSchema,
  origin: z.enum(['source', 'ours']),
  controls: z.array(z.strictObject({ edition: editionIdSchema, item: itemIdSchema })).min(1),
  cells: z.array(cellSchema).min(1),
  technicalInformation: textSchema,
  /** Numbered. `alternativeTo` names the numbers of which this one is an alternative. */
  implementationStandards: z
    .array(
      z.strictObject({
        n: z.number().int().min(1),
        text: textSchema,
        alternativeTo: z.array(z.number().int()).optional(),
      }),
    )
    .min(1),
  explanation: textSchema,
  guides: z.array(guideItemSchema).min(1),
})

/** One chapter of the audit guide: its prose sections (`C.8.1` …) and its procedures, in reading order. */
export const chapterSchema = z.strictObject({
  format: z.literal('akashi-guide/1'),
  id: z.string().regex(/^C\.\d{1,2}$/),
  title: textSchema,
  sections: z.array(
    z.strictObject({
      id: z.string().regex(/^C\.\d{1,2}\.\d{1,2}$/),
      title: textSchema,
      origin: z.enum(['source', 'ours']),
      body: z.array(textSchema).min(1),
    }),
  ),
  procedures: z.array(procedureSchema),
})

/** The cells of the environment model and the ISO/IEC 17789 functional components that they realise. */
export const environmentSchema = z.strictObject({
  format: z.literal('akashi-environment/1'),
  source: textSchema,
  layers: z.array(z.strictObject({ id: layerSchema, title: textSchema })).length(3),
  kinds: z.array(z.strictObject({ id: resourceKindSchema, title: textSchema })).length(3),
  cells: z.array(z.strictObject({ cell: cellSchema, examples: z.array(textSchema).min(1) })).length(10),
  components: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z-]{2,60}$/),
      layer: z.enum(['user', 'access', 'service', 'resource', 'multi-layer']),
      title: textSchema,
      cells: z.array(cellSchema),
      note: textSchema.optional(),
    }),
  ),
})

export type Edition = z.infer<typeof editionSchema>
export type Item = z.infer<typeof itemSchema>
export type ItemKind = z.infer<typeof itemKindSchema>
export type Obligation = z.infer<typeof obligationSchema>
export type Confidence = z.infer<typeof confidenceSchema>
export type Role = z.infer<typeof roleSchema>
export type Questions = z.infer<typeof questionsSchema>
export type Relation = z.infer<typeof relationSchema>
export type Pair = z.infer<typeof pairSchema>
export type Mapping = z.infer<typeof mappingSchema>
export type Cell = z.infer<typeof cellSchema>
export type Technique = z.infer<typeof techniqueSchema>
export type GuideItem = z.infer<typeof guideItemSchema>
export type Procedure = z.infer<typeof procedureSchema>
export type Chapter = z.infer<typeof chapterSchema>
export type Environment = z.infer<typeof environmentSchema>
