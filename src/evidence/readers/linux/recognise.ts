import type { Artifact } from '../../artifact.ts'
import type { Piece } from '../../reader.ts'
import { commandSections, jsonPieces, refusal } from '../../text-pieces.ts'
import { sortOfJson, sortOfTruncated } from './recognise-json.ts'
import { refusedSort, textBlocks, blank } from './recognise-text.ts'
import { sortOfCommand, type Sort } from './sorts.ts'

/** The pieces of an artifact that are a Linux host's, by their content; none when it is not. */
export function recognise(artifact: Artifact): readonly Piece[] {
  const blocks = textBlocks(artifact.text)
  const withoutBlocks = blank(artifact.text, blocks)
  const json = jsonPieces(withoutBlocks)
  const rest = blank(
    withoutBlocks,
    json.map(({ offset, text }) => ({ offset, end: offset + text.length })),
  )
  const pieces = [
    ...blocks.map((block) => make(artifact, block.sort, block)),
    ...json.flatMap((piece) => jsonPiece(artifact, piece)),
    ...remainders(artifact, rest, blocks.length + json.length),
  ]
  return pieces.length === 0 ? failedCommand(artifact) : pieces.toSorted((a, b) => a.line - b.line)
}

/** A command that is known to have failed, whatever it said of it. */
function failedCommand(artifact: Artifact): readonly Piece[] {
  const sort = sortOfCommand(artifact.command ?? '')
  if (sort === null || artifact.exit === undefined || artifact.exit === 0) return []
  return [make(artifact, sort, { text: artifact.text, line: 1 }, true)]
}

interface Place {
  readonly text: string
  readonly line: number
  readonly command?: string
  readonly truncated?: boolean
}

function make(artifact: Artifact, sort: Sort, place: Place, refused?: true): Piece {
  const command = place.command ?? artifact.command
  const device = artifact.device ?? artifact.folder
  return {
    artifact,
    sort,
    text: place.text,
    line: place.line,
    device: device === '' ? 'host' : device,
    ...(command === undefined ? {} : { command }),
    ...(place.truncated === true ? { truncated: true } : {}),
    ...(refused === true || hasFailed(artifact, sort) ? { refused: true } : {}),
  }
}

/** A command that ended with an error did not say all. sysctl does so for single keys, ss and lldpcli decide nothing. */
const hasFailed = ({ exit }: Artifact, sort: Sort): boolean =>
  exit !== undefined && exit !== 0 && !['sysctl', 'ss', 'lldp'].includes(sort)

function jsonPiece(artifact: Artifact, piece: Place): Piece[] {
  const command = piece.command ?? artifact.command
  const byCommand = command === undefined ? null : sortOfCommand(command)
  if (piece.truncated === true) {
    const sort = sortOfTruncated(piece.text) ?? byCommand
    return sort === null ? [] : [make(artifact, sort, piece)]
  }
  const sort = sortOfJson(piece.text, byCommand)
  return sort === null ? [] : [make(artifact, sort, piece)]
}

/** What is neither a block of rules nor JSON: commands that were refused or printed nothing, section by section. */
function remainders(artifact: Artifact, rest: string, others: number): Piece[] {
  const sections = commandSections(rest)
  if (sections.length === 0 && others === 0 && artifact.command !== undefined) return emptyAnswer(artifact)
  return sections.flatMap((section) => {
    const text = section.text
    const command = section.command ?? artifact.command
    if (text.trim() === '' && others > 0) return []
    if (!refusal(text)) return []
    const sort = (command === undefined ? null : sortOfCommand(command)) ?? refusedSort(text)
    if (sort === null) return []
    if (text.trim() === '' && artifact.exit === 0) return emptyAnswer(artifact)
    return [make(artifact, sort, section, true)]
  })
}

/** A command that is known to have succeeded and printed nothing: an empty table; without its exit status it is no answer. */
function emptyAnswer(artifact: Artifact): Piece[] {
  const sort = sortOfCommand(artifact.command ?? '')
  if (sort === null) return []
  return [make(artifact, sort, { text: '', line: 1 }, artifact.exit === 0 ? undefined : true)]
}
