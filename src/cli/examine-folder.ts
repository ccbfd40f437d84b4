import { ENGAGEMENT_FILE } from '../audit/engagement.ts'
import { examine, type Examination } from '../audit/examine.ts'
import type { Problem } from '../base/problem.ts'
import { sayPlain } from '../report/sentences/say.ts'
import { intakeFolder } from './intake-folder.ts'
import type { Io } from './io.ts'

/** Reads an engagement directory (or archive); prints problems to stderr, but the expected. Null when it cannot be used, with the reasons printed. */
export async function examineFolder(
  path: string,
  io: Io,
  expected: ReadonlySet<string> = new Set(),
): Promise<Examination | null> {
  const intake = await intakeFolder(path).catch((error: unknown) => unopened(path, error, io))
  if (intake === null) return null
  const { examination, problems } = examine(intake.artifacts, intake.sha256, intake.problems)
  printProblems(
    problems.filter((p) => !expected.has(p.code)),
    io,
    path,
  )
  return examination
}

function unopened(path: string, error: unknown, io: Io): null {
  if (!(error instanceof Error) || !('code' in error)) throw error
  printProblems(
    [{ code: 'directory-unreadable', severity: 'error', at: { file: path }, params: { reason: String(error.code) } }],
    io,
  )
  return null
}

/** At most this many problems of one kind are printed; the rest is counted. Reports hold them all. */
const SHOWN = 5

/** Problems to stderr: place, code, sentence. What has no place of its own is of the whole `input`. */
export function printProblems(problems: readonly Problem[], io: Io, input: string = ENGAGEMENT_FILE): void {
  const counts = new Map<string, number>()
  for (const problem of problems) {
    const count = (counts.get(problem.code) ?? 0) + 1
    counts.set(problem.code, count)
    if (count <= SHOWN) io.err(`${problemLine(problem, io, input)}\n`)
  }
  for (const [code, count] of counts) if (count > SHOWN) io.err(`  … ${code}: +${count - SHOWN}\n`)
}

/** `file:line: code: sentence`, one line. */
export function problemLine({ code, at, params }: Problem, io: Io, input: string = ENGAGEMENT_FILE): string {
  const place = [at?.file ?? input, at?.line, at?.pointer].filter((p) => p !== undefined && p !== '').join(':')
  return `${printable(place)}: ${code}: ${sayPlain('problems', { code, params: { file: at?.file ?? '', ...params } }, io.lang)}`
}

const printable = (text: string): string =>
  text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '�')
