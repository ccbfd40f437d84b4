import { jsonPieces, type JsonPiece } from './json-pieces.ts'
import { memberOf, membersAt, pointerTokens, type Member } from './json-members.ts'
import { skipSpace } from './json-scan.ts'
import { excerpt, lineExcerpt } from './excerpt.ts'

/** A place in the evidence as it will be quoted: 1-based line, offsets in the whole text, an excerpt without secrets, and its deciding part. */
export interface QuotedPlace {
  readonly line: number
  readonly start: number
  readonly end: number
  readonly text: string
  readonly mark?: readonly [number, number]
}

/** `pointer` is looked up in the JSON document in which `line` lies, or without a line in the first document that has it; a `line` alone is that line. */
export interface PlaceInText {
  readonly line?: number
  readonly pointer?: string
}

/** Looks up many places in one text: its documents and members are found once. Null for a place that the text does not have. */
export function quoter(text: string): (place: PlaceInText) => QuotedPlace | null {
  const lineStarts = lazily(() => startsOfLines(text))
  const pieces = lazily(() => jsonPieces(text))
  const members = new Map<number, readonly Member[]>()
  const at = (offset: number): readonly Member[] => {
    const seen = members.get(offset)
    if (seen !== undefined) return seen
    const found = membersAt(text, offset)
    members.set(offset, found)
    return found
  }
  const find = (piece: JsonPiece, tokens: readonly string[]): QuotedPlace | null => {
    const end = piece.offset + piece.text.length
    let here: Member = { key: null, start: piece.offset, value: piece.offset, end }
    let siblings: readonly Member[] = [here]
    for (const token of tokens) {
      siblings = at(skipSpace(text, here.value))
      const next = memberOf(siblings, token)
      if (next === undefined) return null
      here = next
    }
    return {
      line: lineAt(lineStarts(), here.start),
      start: here.start,
      end: here.end,
      ...excerpt(text, here, siblings),
    }
  }
  const holdsLine = (piece: JsonPiece, line: number): boolean =>
    piece.line <= line && line <= lineAt(lineStarts(), piece.offset + piece.text.length - 1)
  const ofPointer = (pointer: string, line: number | undefined): QuotedPlace | null => {
    const tokens = pointerTokens(pointer)
    if (tokens === null) return null
    for (const piece of pieces()) {
      if (line !== undefined && !holdsLine(piece, line)) continue
      const place = find(piece, tokens)
      if (place !== null) return place
    }
    return null
  }
  return ({ line, pointer }) =>
    pointer !== undefined ? ofPointer(pointer, line) : line !== undefined ? ofLine(text, lineStarts(), line) : null
}

/** One look-up; for several places in one text make a `quoter` once. */
export const quoteAt = (text: string, place: PlaceInText): QuotedPlace | null => quoter(text)(place)

/** The 1-based line on which the member that an RFC 6901 pointer names starts (at its key), or null. */
export const lineOfPointer = (text: string, pointer: string): number | null => quoteAt(text, { pointer })?.line ?? null

function ofLine(text: string, starts: readonly number[], line: number): QuotedPlace | null {
  const start = starts[line - 1]
  if (start === undefined) return null
  const next = starts[line]
  const end = next === undefined ? text.length : next - 1
  return { line, start, end, text: lineExcerpt(text.slice(start, end)) }
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Binary search for the last line that starts at or before the offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return low + 1
}

const lazily = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
