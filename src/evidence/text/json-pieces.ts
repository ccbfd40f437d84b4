import { promptLine } from './prompt.ts'
import { scanJson } from './json-scan.ts'

/**
 * One JSON document inside a text. `text` is exactly the document; `offset` (UTF-16 units) and `line` (1-based) say where it starts in the whole.
 * `truncated`: it must never be taken for a whole answer; `fault` says why (`cut` at the end of the text, `broken` by something that is no JSON,
 * nested `deep`er than MAX_DEPTH). `command` is the nearest command echoed before it.
 */
export interface JsonPiece {
  readonly text: string
  readonly offset: number
  readonly line: number
  readonly truncated: boolean
  readonly fault?: 'cut' | 'broken' | 'deep'
  readonly command?: string
}

/** Deeper documents are reported as truncated, so that nobody walks them. Real evidence nests less than 20 deep. */
export const MAX_DEPTH = 200
/** How many lines before a document are searched for the command that printed it. */
const COMMAND_LINES = 12

/**
 * The JSON objects and arrays of a text, in order, with echoed commands, banners and prompts stepped over. Linear in the text's length.
 * Within a line, only what has keys counts, so that `[root@hv ~]#` and `{ "eth0", "eth1" }` are no documents.
 */
export function jsonPieces(text: string): readonly JsonPiece[] {
  const pieces: JsonPiece[] = []
  const opener = /[[{]/g
  let line = 1
  let counted = 0
  let previousEnd = 0
  for (let found = opener.exec(text); found !== null; found = opener.exec(text)) {
    const offset = found.index
    const scan = scanJson(text, offset)
    opener.lastIndex = Math.max(scan.end, offset + 1)
    const begins = startsPlace(text, offset, previousEnd)
    if (!isDocument(scan, begins, scan.end >= text.length)) continue
    line += newlines(text, counted, offset)
    counted = offset
    const command = commandBefore(text, previousEnd, offset)
    previousEnd = opener.lastIndex
    const fault = scan.kind === 'complete' ? (scan.depth > MAX_DEPTH ? 'deep' : undefined) : scan.kind
    pieces.push({
      text: text.slice(offset, scan.end),
      offset,
      line,
      truncated: fault !== undefined,
      ...(fault === undefined ? {} : { fault }),
      ...(command === undefined ? {} : { command }),
    })
  }
  return pieces
}

const isDocument = (scan: ReturnType<typeof scanJson>, begins: boolean, atEnd: boolean): boolean => {
  if (scan.kind === 'complete') return begins || scan.keys > 0
  if (scan.members > 0) return true
  return begins && (scan.keys > 0 || (scan.kind === 'cut' && atEnd))
}

/** Only white space stands between here and the start of the line, of the text, or the end of the document before. */
const startsPlace = (text: string, offset: number, previousEnd: number): boolean => {
  for (let i = offset - 1; i >= previousEnd; i--) {
    const c = text.charCodeAt(i)
    if (c === 0x0a || c === 0x0d) return true
    if (c !== 0x20 && c !== 0x09 && c !== 0xfeff) return false
  }
  return true
}

/** How many line ends stand between two offsets. */
function newlines(text: string, from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === 0x0a) count++
  return count
}

/** A command may be continued over several lines with a backslash. */
function commandBefore(text: string, from: number, offset: number): string | undefined {
  const lines = text
    .slice(Math.max(from, offset - 8000), offset)
    .replaceAll('\\\n', ' ')
    .split('\n')
  for (const line of lines.slice(-COMMAND_LINES).toReversed()) {
    const prompt = promptLine(line)
    if (prompt !== null) return prompt.command ?? undefined
  }
  return undefined
}
