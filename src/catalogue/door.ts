import type { z } from 'zod'
import { type CatalogueProblem, problemOf } from './messages.ts'

/** What came through the door: a value of the schema's type, or null with all that was wrong with it. */
export interface Entered<T> {
  readonly value: T | null
  readonly problems: readonly CatalogueProblem[]
}

/** No data file of ours or of a user comes near this. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024
const MAX_ISSUES = 100

/** JSON text through a schema. `file` is only for the messages. */
export function enterJson<T>(schema: z.ZodType<T>, text: string, file: string): Entered<T> {
  const size = new TextEncoder().encode(text).length
  if (size > MAX_FILE_BYTES) return refuse(problemOf('too-large', { file, size, limit: MAX_FILE_BYTES }))
  try {
    return enter(schema, JSON.parse(text), file)
  } catch (error) {
    return refuse(problemOf('not-json', { file, detail: error instanceof Error ? error.message : String(error) }))
  }
}

/** A value that was already parsed (JSON or YAML) through a schema. */
export function enter<T>(schema: z.ZodType<T>, value: unknown, file: string): Entered<T> {
  const result = schema.safeParse(value)
  if (result.success) return { value: result.data, problems: [] }
  const problems = result.error.issues
    .slice(0, MAX_ISSUES)
    .map((issue) => problemOf('wrong-shape', { file, place: placeOf(issue.path), detail: issue.message }))
  return { value: null, problems }
}

const refuse = (problem: CatalogueProblem): Entered<never> => ({ value: null, problems: [problem] })
const placeOf = (path: readonly PropertyKey[]): string => '/' + path.map(String).join('/')
