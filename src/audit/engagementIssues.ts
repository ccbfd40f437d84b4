import type { z } from 'zod'
import type { Problem } from '../base/problem.ts'
import type { LineOf } from './engagementYaml.ts'

type Issue = z.core.$ZodIssue

interface Place {
  readonly file: string
  readonly lineOf: LineOf
}

/** A problem of the engagement file; the line is left out where nobody knows it. */
export const engagementProblem = (
  code: string,
  { file, line }: { readonly file: string; readonly line?: number | undefined },
  params: NonNullable<Problem['params']>,
): Problem => ({ code, severity: 'error', at: { file, ...(line === undefined ? {} : { line }) }, params })

/** What does not fit the form, one problem for each place. */
export const issueProblems = (issues: readonly Issue[], place: Place): Problem[] =>
  issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => strangeKey(issue, key, place, 'error'))
      : [
          engagementProblem(
            'engagement-invalid',
            { file: place.file, line: place.lineOf(pathOf(issue)) },
            { member: pathOf(issue).join('.') || '(top)', text: issue.message },
          ),
        ],
  )

/**
 * The document without its unknown keys, each of which is a warning; but those of selectors and permissions stay, and are errors: there a
 * mistyped key would make the rule mean more than its writer meant.
 */
export function withoutStrangeKeys(
  document: unknown,
  issues: readonly Issue[],
  place: Place,
): { rest: unknown; problems: Problem[] } {
  const rest: unknown = structuredClone(document)
  const problems = issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys' || narrows(issue)) return []
    const holder = memberOf(rest, pathOf(issue))
    return issue.keys.map((key) => {
      if (typeof holder === 'object' && holder !== null) Reflect.deleteProperty(holder, key)
      return strangeKey(issue, key, place, 'warning')
    })
  })
  return { rest, problems }
}

const narrows = (issue: Issue): boolean => {
  const path = pathOf(issue)
  return path[0] === 'permitted' || path.at(-2) === 'endpoints'
}

const pathOf = (issue: Issue): (string | number)[] =>
  issue.path.map((member) => (typeof member === 'symbol' ? String(member) : member))

const memberOf = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (at, member) => (typeof at === 'object' && at !== null ? Reflect.get(at, member) : undefined),
    value,
  )

const strangeKey = (issue: Issue, key: string, { file, lineOf }: Place, severity: Problem['severity']): Problem => ({
  ...engagementProblem(
    'engagement-unknown-key',
    { file, line: lineOf([...pathOf(issue), key]) },
    { key, member: pathOf(issue).join('.') || '(top)' },
  ),
  severity,
})
