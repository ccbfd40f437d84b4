import type { Piece } from '../../reader.ts'
import type { Sort } from './sorts.ts'

const ALL = String.raw`(?:\s+(?:show|sh|s|list|lst|ls|l))?`
const ip = (object: string, rest = ''): RegExp => new RegExp(String.raw`\s${object}${ALL}${rest}$`)

/** What a command ends with that prints all that there is of its sort. One that ends otherwise chose among it. */
const WHOLE: ReadonlyMap<Sort, RegExp> = new Map<Sort, RegExp>([
  ['ip-link', ip('l(?:i|in|ink)?')],
  ['ip-addr', ip('a(?:d|dd|ddr|ddre|ddres|ddress)?')],
  ['ip-route', ip('r(?:o|ou|out|oute)?', String.raw`(?:\s+table\s+(?:all|0))?`)],
  ['ip-rule', ip('ru(?:l|le)?')],
  ['bridge-vlan', ip('v(?:l|la|lan)?')],
  ['nft-json', /\slist\s+ruleset$/],
  ['nft-text', /\slist\s+ruleset$/],
  ['iptables-save', /save(?:\s+(?:-c|--counters))?$/],
  ['ip6tables-save', /save(?:\s+(?:-c|--counters))?$/],
])

/** What only prints the same in another form or another place. */
const PASSED_ON =
  /\s*(?:\|\s*(?:cat|jq(?:\s+-\S+)*(?:\s+'?\.'?)?|tee\s+\S+|python3?\s+-m\s+json\.tool)|[12]?>{1,2}\s*\S+)\s*$/
const ONE_FAMILY = /\s-(4|6)\b|\s-f(?:amily)?\s+(inet6?)\b/

/** The command without what only passes its output on, one after the other. */
function plain(command: string): string {
  let text = command.trim().slice(0, 500)
  for (let n = 0; n < 4; n++) text = text.replace(PASSED_ON, '')
  return text
}

/** The outputs of a sort to be read, and whether even together they may leave something out. */
export interface Outputs {
  readonly pieces: readonly Piece[]
  readonly narrowed: boolean
}

/**
 * Of several outputs those that are whole, if any is: one that was narrowed to a table, a device or a family says nothing more. An output
 * whose command is not known counts as whole.
 */
export function wholeOutputs(sort: Sort, pieces: readonly Piece[]): Outputs {
  const whole = pieces.filter((piece) => !isNarrowed(sort, piece))
  if (whole.length > 0 || pieces.length === 0) return { pieces: whole, narrowed: false }
  const families = new Set(pieces.filter((piece) => isPlain(sort, piece)).map(familyAsked))
  return { pieces, narrowed: !(sort === 'ip-addr' && families.has('4') && families.has('6')) }
}

const isNarrowed = (sort: Sort, piece: Piece): boolean =>
  !isPlain(sort, piece) || ((sort === 'ip-addr' || sort === 'ip-link') && familyAsked(piece) !== null)

/** It names nothing that it is narrowed to, a family aside. */
function isPlain(sort: Sort, { command }: Piece): boolean {
  const pattern = WHOLE.get(sort)
  return pattern === undefined || command === undefined || pattern.test(plain(command))
}

function familyAsked({ command }: Piece): '4' | '6' | null {
  const found = ONE_FAMILY.exec(command ?? '')
  if (found === null) return null
  return found[1] === '6' || found[2] === 'inet6' ? '6' : '4'
}
