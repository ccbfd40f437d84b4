/** A word of nft's text output. Quoted strings keep a mark, so that `"accept"` is no verdict. */
export interface Token {
  readonly text: string
  readonly quoted: boolean
  readonly line: number
}

const TOKEN = /"((?:[^"\\]|\\.)*)"|#.*|[{},()]|;|[^\s{},();"]+/g

/** The words of a text, line by line; line ends are tokens of their own (`\n`), comments after `#` are left out. */
export function tokensOf(text: string, firstLine: number): readonly Token[] {
  return text.split('\n').flatMap((line, i) => {
    const words = [...line.slice(0, 20_000).matchAll(TOKEN)].filter((found) => !found[0].startsWith('#'))
    const tokens = words.map((found) => ({
      text: found[1] ?? found[0],
      quoted: found[1] !== undefined,
      line: firstLine + i,
    }))
    return [...tokens, { text: '\n', quoted: false, line: firstLine + i }]
  })
}

/** A place in a list of tokens that moves on. */
export interface Cursor {
  readonly tokens: readonly Token[]
  at: number
}

export const peek = (cursor: Cursor, ahead = 0): string => {
  const token = cursor.tokens[cursor.at + ahead]
  return token === undefined ? '' : token.quoted ? `"${token.text}` : token.text
}

/** Moves past the words if they stand here. */
export function takes(cursor: Cursor, ...words: readonly string[]): boolean {
  if (!words.every((word, i) => peek(cursor, i) === word)) return false
  cursor.at += words.length
  return true
}

export function next(cursor: Cursor): string {
  const text = cursor.tokens[cursor.at]?.text ?? ''
  cursor.at++
  return text
}

export const done = (cursor: Cursor): boolean => cursor.at >= cursor.tokens.length
