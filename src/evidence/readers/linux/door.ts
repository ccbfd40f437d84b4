import type { z } from 'zod'
import type { Problem, Unread } from '../../../base/problem.ts'
import type { Source } from '../../../base/source.ts'
import { redact } from '../../text-pieces.ts'
import type { Piece } from '../../reader.ts'

/** One checked element of a command's output, with its place. */
export interface Row<T> {
  readonly value: T
  readonly at: Source
}

/** What one piece gave: its rows, and what was seen in it and not understood. */
export interface Parsed<T> {
  readonly rows: readonly Row<T>[]
  readonly problems: readonly Problem[]
  readonly unread: readonly Unread[]
}

export type Context = Unread['context']

/** The place of a JSON pointer or a line inside a piece. Lines are those of the file; a piece that starts on line 1 needs none beside a pointer. */
export const sourceOf = (piece: Piece, place: { pointer?: string; line?: number }): Source => ({
  file: piece.artifact.path,
  artifact: piece.artifact.sha256,
  ...(place.pointer === undefined ? {} : { pointer: place.pointer }),
  ...(place.line !== undefined ? { line: place.line } : piece.line > 1 ? { line: piece.line } : {}),
  ...(piece.command === undefined ? {} : { command: piece.command }),
})

export const unreadAt = (at: Source, text: string, context: Context): Unread => ({
  at,
  text: redact(text.slice(0, 400)).slice(0, 200),
  context,
})

/** The parsed JSON of a piece, or undefined when it is none. */
export function jsonOf(piece: Piece): unknown {
  try {
    return JSON.parse(piece.text) as unknown
  } catch {
    return undefined
  }
}

/**
 * The elements of a JSON array, each checked by the schema. Empty objects (which iproute2 prints for rows that it left out) are stepped over;
 * an element that does not fit is a problem and unread, and the rest goes on.
 */
export function jsonRows<T>(piece: Piece, schema: z.ZodType<T>, context: Context): Parsed<T> {
  const json = jsonOf(piece)
  if (!Array.isArray(json)) return unfit(piece, context)
  return checkRows(
    piece,
    json.map((element: unknown, i) => ({ element, pointer: `/${i}` })),
    schema,
    context,
  )
}

/** The same for elements that were found elsewhere than in a top-level array. */
export function checkRows<T>(
  piece: Piece,
  elements: readonly { readonly element: unknown; readonly pointer: string }[],
  schema: z.ZodType<T>,
  context: Context,
): Parsed<T> {
  const rows: Row<T>[] = []
  const problems: Problem[] = []
  const unread: Unread[] = []
  for (const { element, pointer } of elements) {
    if (isEmptyObject(element)) continue
    const at = sourceOf(piece, { pointer })
    const checked = schema.safeParse(element)
    if (checked.success) rows.push({ value: checked.data, at })
    else {
      const issue = checked.error.issues[0]
      problems.push({
        code: 'linux-member-type',
        severity: 'warning',
        at,
        params: { sort: piece.sort, member: issue?.path.join('.') ?? '' },
      })
      unread.push(unreadAt(at, stringify(element), context))
    }
  }
  return { rows, problems, unread }
}

function unfit<T>(piece: Piece, context: Context): Parsed<T> {
  const at = sourceOf(piece, {})
  return {
    rows: [],
    problems: [{ code: 'linux-not-json', severity: 'warning', at, params: { sort: piece.sort } }],
    unread: [unreadAt(at, piece.text, context)],
  }
}

export const stringify = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return ''
  }
}

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
