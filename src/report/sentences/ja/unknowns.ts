import type { unknowns as en } from '../en/unknowns.ts'

export const unknowns = {
  'device-not-in-evidence': '機器 {device} は証拠の中に名前がありますが、その機器自身の証拠がありません',
  'command-refused': '{device} で {command} が拒否されました',
  'command-missing': '{device} の {command} の出力がありません',
  truncated: '{file} が途中で切れています',
  'unread-line': '{file} に読み取れない行があります',
  'unnamed-unknown': '到達の可能性がありますが、何が分かればよいかを特定できません',
} as const satisfies Record<keyof typeof en, string>
