/** Columns that a text takes on a terminal: East Asian wide and full-width characters take two, combining marks none. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += columns(character)
  return width
}

/** Wide by Unicode’s East Asian Width, in ranges that are enough for Japanese, Chinese, Korean and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const COMBINING = /\p{Mn}|\p{Me}/u

function columns(character: string): number {
  if (character < '\u0300') return 1
  return WIDE.test(character) ? 2 : COMBINING.test(character) ? 0 : 1
}

/** Characters that must not begin a line in Japanese (JIS X 4051). */
const NOT_FIRST = /^[、。，．・：；？！ー」』）］｝〕〉》】ぁぃぅぇぉっゃゅょァィゥェォッャュョ)\],.]/u

/** The text in lines of at most `width` columns: broken at spaces and beside wide characters, a longer word anywhere. Never empty. */
export function wrap(text: string, width: number): readonly string[] {
  const room = Math.max(width, 8)
  const lines: string[] = []
  let line = ''
  for (const piece of text.split(/(?<= )|(?<=[\u3000-\u9fff\uff00-\uff60])|(?=[\u3000-\u9fff\uff00-\uff60])/u))
    for (const part of chopped(piece, room)) {
      if (line !== '' && widthOf(line) + widthOf(part.trimEnd()) > room && !hangs(part)) {
        lines.push(line.trimEnd())
        line = ''
      }
      line += line === '' ? part.trimStart() : part
    }
  return [...lines, line.trimEnd()]
}

/** A closing mark hangs over the edge rather than begin a line; a long chunk that happens to begin with one does not. */
const hangs = (part: string): boolean => [...part.trimEnd()].length === 1 && NOT_FIRST.test(part)

function chopped(piece: string, width: number): readonly string[] {
  if (widthOf(piece) <= width) return [piece]
  const parts: string[] = []
  let part = ''
  let used = 0
  for (const character of piece) {
    const wide = columns(character)
    if (used + wide > width) {
      parts.push(part)
      part = ''
      used = 0
    }
    part += character
    used += wide
  }
  return [...parts, part]
}

/** The text with spaces up to `width` columns. */
export const padTo = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)))
