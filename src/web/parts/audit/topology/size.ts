/** About how wide the text is drawn at the size (px): letters of Japanese are square, others are about half as wide. */
export const textWidth = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? size : size * 0.58), 0)

const LONGEST = 26

/** A name short enough for a box; the whole stands in its title and in the table. */
export const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text)
