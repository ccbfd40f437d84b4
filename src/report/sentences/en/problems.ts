import { intake } from './intake.ts'

/** Ordinary trouble of intake and readers (Problem.code). */
export const problems = {
  'not-json': 'The file is not readable as JSON',
  truncated: 'The file is cut short',
  unrecognised: 'The file was not recognised as evidence',
  ...intake,
} as const
