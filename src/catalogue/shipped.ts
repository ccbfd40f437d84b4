import { readdirSync, readFileSync } from 'node:fs'
import type { z } from 'zod'
import type { Catalogue } from './catalogue.ts'
import { enterJson } from './door.ts'
import { sayProblem } from './messages.ts'
import { compareItemIds } from './numbering.ts'
import { chapterSchema, editionSchema, environmentSchema, mappingSchema, questionsSchema } from './schema.ts'

const DATA = new URL('./data/', import.meta.url)
let known: Catalogue | null = null

/** The catalogue that ships with Akashi, read once. Throws where a shipped file is broken: that is a bug of ours, not trouble of the user's. */
export const shippedCatalogue = (): Catalogue => (known ??= read())

const read = (): Catalogue => ({
  editions: new Map(readAll('editions/', editionSchema).map((edition) => [edition.id, edition])),
  mappings: readAll('mappings/', mappingSchema),
  questions: new Map(readAll('questions/', questionsSchema).map((questions) => [questions.edition, questions])),
  chapters: readAll('guide/', chapterSchema).toSorted((a, b) => compareItemIds(a.id, b.id)),
  environment: readOne('environment.json', environmentSchema),
})

const readAll = <T>(folder: string, schema: z.ZodType<T>): readonly T[] =>
  readdirSync(new URL(folder, DATA))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => readOne(folder + name, schema))

function readOne<T>(path: string, schema: z.ZodType<T>): T {
  const { value, problems } = enterJson(schema, readFileSync(new URL(path, DATA), 'utf8'), path)
  if (value === null)
    throw new Error(`shipped data is broken: ${problems.map((problem) => sayProblem(problem).en).join('; ')}`)
  return value
}
