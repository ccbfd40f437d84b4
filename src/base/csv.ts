/** What a spreadsheet could take for the beginning of a formula, also in full width; apostrophes before it are ours or count as such. */
const DANGEROUS = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** The text with an apostrophe before it where a spreadsheet would run it as a formula. `bareCell` takes it off again, and nothing else. */
export const inertCell = (text: string): string => (DANGEROUS.test(text) ? `'${text}` : text)

/** The text that `inertCell` was given. */
export const bareCell = (text: string): string =>
  text.startsWith("'") && DANGEROUS.test(text.slice(1)) ? text.slice(1) : text

/** RFC 4180 with the mark by which spreadsheets know UTF-8; no cell is ever a formula. */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map((cell) => field(typeof cell === 'number' ? String(cell) : inertCell(cell))).join(',')).join('\r\n')}\r\n`

const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
