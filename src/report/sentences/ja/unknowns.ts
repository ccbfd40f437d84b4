import type { unknowns as en } from '../en/unknowns.ts'

export const unknowns = {
  'device-not-in-evidence': '機器 {device} は証拠の中に名前があるが、その機器自身の証拠がない',
  'command-refused': '{device} で {command} が拒否された',
  'command-missing': '{device} の {command} の出力がない',
  truncated: '{file} が途中で切れている',
  'unread-line': '{file} に読み取れない行がある',
} as const satisfies Record<keyof typeof en, string>
