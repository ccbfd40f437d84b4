const UNSAFE =
  /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu

/**
 * JSON with control and direction characters as `\u` escapes: the same value to a program, and a terminal that prints it obeys nothing.
 * Outside strings JSON holds none of these, so an escape may stand wherever one does.
 */
export const inert = (json: string): string =>
  json.replace(UNSAFE, (character) => units(character).map(escaped).join(''))

const units = (text: string): readonly number[] => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
const escaped = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`
