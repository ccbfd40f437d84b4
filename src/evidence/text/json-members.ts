import { endOfString, scanJson, skipSpace } from './json-scan.ts'

/** One member of an object (`key` set) or element of an array. It starts at `start` (its key, where it has one), its value at `value`, up to `end`. */
export interface Member {
  readonly key: string | null
  readonly start: number
  readonly value: number
  readonly end: number
}

/**
 * The members of the container that opens at `at` (white space allowed), in order; none when no container stands there. Of a truncated
 * container those that can be seen, the last one cut at the end. Every duplicate of a key is listed.
 */
export function membersAt(text: string, at: number): readonly Member[] {
  const open = skipSpace(text, at)
  const opener = text[open]
  if (opener !== '{' && opener !== '[') return []
  const members: Member[] = []
  for (let i = skipSpace(text, open + 1); i < text.length;) {
    const member = opener === '{' ? objectMember(text, i) : arrayMember(text, i)
    if (member === null) break
    members.push(member)
    const comma = skipSpace(text, member.end)
    if (text[comma] !== ',') break
    i = skipSpace(text, comma + 1)
  }
  return members
}

function arrayMember(text: string, start: number): Member | null {
  const scan = scanJson(text, start)
  return scan.end > start ? { key: null, start, value: start, end: scan.end } : null
}

function objectMember(text: string, start: number): Member | null {
  if (text[start] !== '"') return null
  const endOfKey = endOfString(text, start)
  if (endOfKey < 0 || endOfKey > text.length) return null
  const colon = skipSpace(text, endOfKey)
  if (text[colon] !== ':') return null
  const value = skipSpace(text, colon + 1)
  const { end } = scanJson(text, value)
  return { key: keyText(text.slice(start, endOfKey)), start, value, end }
}

function keyText(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted.slice(1, -1) // a bad escape: no pointer can name it, and it is still a member
  }
}

/** The reference tokens of an RFC 6901 pointer, or null when it is none. */
export function pointerTokens(pointer: string): readonly string[] | null {
  if (pointer === '') return []
  if (!pointer.startsWith('/')) return null
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The member that a token names; of duplicates the last, as JSON.parse has it. */
export function memberOf(members: readonly Member[], token: string): Member | undefined {
  if (members[0]?.key === null) return /^(?:0|[1-9][0-9]{0,9})$/.test(token) ? members[Number(token)] : undefined
  return members.findLast((member) => member.key === token)
}
