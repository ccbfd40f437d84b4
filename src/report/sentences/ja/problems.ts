import type { problems as en } from '../en/problems.ts'
import { intake } from './intake.ts'

export const problems = {
  'not-json': 'ファイルを JSON として読み取れない',
  truncated: 'ファイルが途中で切れている',
  unrecognised: 'ファイルを証拠として認識できない',
  ...intake,
} as const satisfies Record<keyof typeof en, string>
