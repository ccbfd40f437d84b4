import type { Quote } from '../../audit/result.ts'
import type { Source } from '../../base/source.ts'
import { wellFormed } from '../safe.ts'

/** Where a line stands: `hv/nft.txt:10`, `hv/bridge-vlan.json #/4/vlans/0`. Both when both are known. */
export function placeOf(source: Partial<Source>): string {
  // An export that is one line of JSON has everything on line 1: there the pointer says it all.
  const line = source.line === undefined || (source.pointer !== undefined && source.line === 1) ? '' : `:${source.line}`
  const pointer = source.pointer === undefined ? '' : ` #${source.pointer}`
  return `${source.file ?? ''}${line}${pointer}`
}

/** A hash short enough to read aloud. The whole hash stands in the list of files. */
export const shortHash = (hash: string): string => hash.slice(0, 12)

/** A quote in three parts: before, the deciding part, after. Offsets that do not fit the text mark nothing. */
export interface Marked {
  readonly before: string
  readonly mark: string
  readonly after: string
}

/** Room for text on either side of the deciding part, and for the part itself. */
const AROUND = 170
const INSIDE = 400

/** The quoted line around its deciding part, or its first `unmarked` characters when none is marked; long lines (a JSON export is one line) are cut there, with an ellipsis. */
export function marked(quote: Quote, unmarked = 300): Marked {
  const [from, to] = markOf(quote)
  if (from === to) return { before: cutEnd(quote.text, unmarked), mark: '', after: '' }
  return {
    before: cutStart(quote.text.slice(0, from), AROUND),
    mark: cutEnd(quote.text.slice(from, to), INSIDE),
    after: cutEnd(quote.text.slice(to), AROUND),
  }
}

function markOf({ text, mark }: Quote): readonly [number, number] {
  if (mark === undefined) return [0, 0]
  const [from, to] = mark
  const fits = Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to > from && to <= text.length
  // A mark that covers nearly the whole line marks nothing in it.
  return fits && to - from < text.length * 0.85 ? mark : [0, 0]
}

const cutEnd = (text: string, limit: number): string =>
  text.length <= limit ? text : wellFormed(`${text.slice(0, limit)}…`)

const cutStart = (text: string, limit: number): string =>
  text.length <= limit ? text : wellFormed(`…${text.slice(-limit)}`)
