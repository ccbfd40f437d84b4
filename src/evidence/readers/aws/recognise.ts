import type { Artifact } from '../../artifact.ts'
import type { Piece } from '../../reader.ts'
import { jsonPieces } from '../../text/json-pieces.ts'
import type { JsonPiece } from '../../text/json-pieces.ts'
import { holdersOf } from './holders.ts'
import { sortOfKey, sortOfOperation } from './sorts.ts'
import type { Sort } from './sorts.ts'

/** `An error occurred (UnauthorizedOperation) when calling the DescribeVpcs operation: …` */
const REFUSED = /An error occurred \(([\w.]{1,80})\) when calling the (\w{1,80}) operation/g
const OPERATION = /\b(?:aws\s.{0,400}?)?\b((?:describe|get|search|list)-[a-z0-9-]{2,80})\b/

/** The pieces of an artifact that are answers of the cloud's API, or its refusals. One piece for each document and each list in it. */
export function recognise(artifact: Artifact): readonly Piece[] {
  if (!/[A-Za-z_]{4,}"\s*:|An error occurred \(/.test(artifact.text)) return refusedByManifest(artifact)
  const answers = jsonPieces(artifact.text).flatMap((piece) => piecesOf(artifact, piece))
  return answers.length > 0
    ? [...answers, ...refusals(artifact)]
    : [...refusals(artifact), ...refusedByManifest(artifact)]
}

function piecesOf(artifact: Artifact, piece: JsonPiece): readonly Piece[] {
  const command = artifact.command ?? piece.command
  const sorts = piece.truncated ? cutSorts(piece.text) : wholeSorts(piece.text, command ?? artifact.path)
  return sorts.map((sort) => ({
    artifact,
    sort: sort.key,
    text: piece.text,
    line: piece.line,
    ...(artifact.device === undefined ? {} : { device: artifact.device }),
    ...(command === undefined ? {} : { command }),
    ...(piece.truncated ? { truncated: true } : {}),
  }))
}

const wholeSorts = (text: string, hint: string): readonly Sort[] => [
  ...new Set(holdersOf(parse(text), hint).flatMap((holder) => holder.sorts)),
]

/** The sort that a cut document began with: its first member that names one. */
function cutSorts(text: string): readonly Sort[] {
  for (const found of text.slice(0, 2000).matchAll(/"([A-Za-z_]{4,60})"\s{0,20}:\s{0,20}\[/g)) {
    const sort = sortOfKey(found[1] ?? '')
    if (sort !== undefined) return [sort]
  }
  return []
}

function refusals(artifact: Artifact): readonly Piece[] {
  return [...artifact.text.matchAll(REFUSED)].flatMap((found) => {
    const sort = sortOfOperation(found[2] ?? '')
    return sort === undefined ? [] : [refusal(artifact, sort, found[0], lineAt(artifact.text, found.index))]
  })
}

/** A call that a manifest says failed, whatever it printed. */
function refusedByManifest(artifact: Artifact): readonly Piece[] {
  if (artifact.exit === undefined || artifact.exit === 0) return []
  const operation = OPERATION.exec(artifact.command ?? '')?.[1]
  const sort = operation === undefined ? undefined : sortOfOperation(operation)
  return sort === undefined ? [] : [refusal(artifact, sort, artifact.text.slice(0, 200), 1)]
}

const refusal = (artifact: Artifact, sort: Sort, text: string, line: number): Piece => ({
  artifact,
  sort: sort.key,
  text,
  line,
  refused: true,
  ...(artifact.device === undefined ? {} : { device: artifact.device }),
  command: artifact.command ?? sort.command,
})

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

/** The value, or null: the text was found whole, so a failure here is a number or a string that no evidence bears. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
