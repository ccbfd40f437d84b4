import type { Query, querySchema, ReachAnswer } from '../audit/reach.ts'

/** A question, or why the line is none: the member that does not fit and what stood there. */
export type Question = Query | Extract<ReachAnswer, { error: unknown }>

/** Reads one line of a file of questions. */
export function readQuestion(line: string, schema: typeof querySchema): Question {
  const value = parsed(line)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused(null, 'line', line)
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const member = String(result.error.issues[0]?.path[0] ?? 'line')
  return refused(Reflect.get(value, 'id'), member, JSON.stringify(Reflect.get(value, member)) ?? '–')
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

const refused = (id: unknown, member: string, text: string): Question => ({
  id: typeof id === 'string' || typeof id === 'number' ? id : null,
  error: { code: 'invalid-question', params: { member, text: text.slice(0, 200) } },
})
