/**
 * Evidence is hostile: a name may hold escape sequences, characters that turn the reading direction, or ones that nobody sees.
 * `visible` gives the text back with each of these made into something to read, so that what is shown is what stands there.
 */
export function visible(text: string): string {
  return wellFormed(text).replace(UNSAFE, shown)
}

/** The same with line ends and tabs made into spaces: for a place that is one line. */
export const oneLine = (text: string): string => visible(text.replace(/[\r\n\t]+/g, ' '))

/** Half of a surrogate pair becomes U+FFFD, as every encoder would make it. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd')

/** At most `limit` characters, cut in the middle, since names differ at both ends. Never cuts a surrogate pair. */
export function clamp(text: string, limit: number): string {
  if (text.length <= limit) return text
  const characters = [...text.slice(0, limit), ...text.slice(-limit)]
  const head = Math.ceil((limit - 1) * 0.6)
  const tail = limit - 1 - head
  return wellFormed(`${characters.slice(0, head).join('')}…${tail > 0 ? characters.slice(-tail).join('') : ''}`)
}

/**
 * C0 (without line feed and tab), DEL, C1; soft hyphen; Arabic letter mark; zero width, direction marks, embeddings and overrides, line and
 * paragraph separators; word joiner, invisible operators, isolates; byte order mark, annotations; tag characters. Written as numbers on purpose.
 */
const UNSAFE_RANGES: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe00ff],
  [0xe01f0, 0xe0fff],
]

const hex = (code: number): string => code.toString(16)
const SET = UNSAFE_RANGES.map(([a, b]) => `\\u{${hex(a)}}-\\u{${hex(b)}}`).join('')
/** An ideographic variation selector is honest after an ideograph (Japanese names have them) and a disguise anywhere else. */
const UNSAFE = new RegExp(`[${SET}]|(?<!\\p{Unified_Ideograph})[\\u{e0100}-\\u{e01ef}]`, 'gu')

/** C0 has pictures of its own (`␛`); the rest is named by its number (`⟨U+202E⟩`). */
function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '␡'
  return `⟨U+${hex(code).toUpperCase().padStart(4, '0')}⟩`
}
