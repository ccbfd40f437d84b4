import type { AuditResult } from '../../audit/result.ts'

/**
 * The result as JSON (docs/spec/audit-json.md), two spaces deep, ending with a line feed. Control and direction characters are written
 * as `\u` escapes: it is the same value to a program, and a terminal that prints it obeys nothing.
 */
export const jsonReport = (result: AuditResult): string => `${inert(JSON.stringify(result, null, 2))}\n`

const UNSAFE =
  /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu

/** Outside strings JSON holds none of these, so an escape may stand wherever one does. */
const inert = (json: string): string => json.replace(UNSAFE, (character) => [...units(character)].map(escaped).join(''))

const units = (text: string): readonly number[] => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
const escaped = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`
