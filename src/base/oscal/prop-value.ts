/**
 * Any text as the value of a prop: one line, not empty, no space at its ends (OSCAL's String). What does not fit is written as JSON would write it
 * (`\n`, `\u0020`), and a backslash is doubled, so that `propText(propValue(x)) === x` for every x but the empty text.
 */
export const propValue = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(
      /^\s|\s$|[\n\r\u2028\u2029]/gu,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )

export const propText = (value: string): string =>
  value.replaceAll(/\\(\\|u[0-9a-f]{4})/g, (_, code: string) =>
    code === '\\' ? '\\' : String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  )

/** Plain text as OSCAL markup: characters that would be read as markup get a backslash. */
export const markup = (text: string): string => text.replaceAll(/[\\`*_{}[\]<>~^]/g, (character) => `\\${character}`)

/** The plain text of markup that `markup` wrote; other people's markup keeps its signs. */
export const unmarkup = (text: string): string => text.replaceAll(/\\([\\`*_{}[\]<>~^])/g, '$1')
