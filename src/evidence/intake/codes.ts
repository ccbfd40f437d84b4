/** Every problem of the intake; what it says to people is in the reports' sentences, in both languages. */
export const INTAKE_CODES = [
  'intake-file-large',
  'intake-total-large',
  'intake-files-many',
  'intake-time',
  'intake-ratio',
  'intake-path',
  'intake-path-twice',
  'intake-symlink',
  'intake-hardlink',
  'intake-device',
  'intake-unreadable',
  'intake-binary',
  'intake-latin1',
  'intake-archive-cut',
  'intake-archive-broken',
  'intake-archive-method',
  'intake-archive-nested',
  'manifest-line',
  'manifest-hash',
  'manifest-missing',
  'manifest-twice',
  'evidence-entry-missing',
  'evidence-unrecognised',
] as const

export type IntakeCode = (typeof INTAKE_CODES)[number]
