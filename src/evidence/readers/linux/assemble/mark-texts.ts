import type { Piece } from '../../../reader.ts'
import { jsonOf, stringify } from '../door.ts'
import { bearableMarks } from '../filter/marks.ts'
import type { Host } from '../host.ts'

const FILTERS: readonly string[] = ['nft-json', 'nft-text', 'iptables-save', 'ip6tables-save']

/** Every mark that a packet can bear on a host; null when rules compute marks, or when not all filters were shown. */
export function bearableMarksOf(host: Host): readonly number[] | null {
  const before = FOUND.get(host)
  if (before !== undefined) return before
  const found = findMarks(host)
  FOUND.set(host, found)
  return found
}

/** Every rule that asks for a mark asks this too: the texts are read once. */
const FOUND = new WeakMap<Host, readonly number[] | null>()

function findMarks(host: Host): readonly number[] | null {
  const pieces = host.facts.pieces.filter((piece) => FILTERS.includes(piece.sort))
  const isWhole =
    pieces.some((p) => p.sort.startsWith('nft')) && pieces.every((p) => p.truncated !== true && p.refused !== true)
  return isWhole ? bearableMarks(pieces.map(textOf)) : null
}

/** JSON may be printed over several lines. */
const textOf = (piece: Piece): string => (piece.sort === 'nft-json' ? stringify(jsonOf(piece)) : piece.text)
