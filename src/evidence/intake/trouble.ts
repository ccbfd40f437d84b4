import type { Problem } from '../../base/problem.ts'
import type { IntakeCode } from './codes.ts'

const SEVERITY: Partial<Record<IntakeCode, Problem['severity']>> = {
  'intake-latin1': 'note',
  'intake-symlink': 'warning',
  'intake-binary': 'warning',
  'manifest-line': 'warning',
  'manifest-missing': 'warning',
  'manifest-twice': 'warning',
  'evidence-entry-missing': 'warning',
}

/** A problem of the intake with a file; what is not said otherwise is an error, because evidence was lost. */
export const trouble = (
  code: IntakeCode,
  file: string,
  params?: Readonly<Record<string, string | number>>,
  line?: number,
): Problem => ({
  code,
  severity: SEVERITY[code] ?? 'error',
  at: { file: printable(file), ...(line === undefined ? {} : { line }) },
  ...(params === undefined ? {} : { params }),
})

/** A hostile name made harmless to print: control and direction characters escaped, cut at 300. */
export const printable = (name: string): string =>
  name
    .slice(0, 300)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`)
