import type { asks as en } from '../en/asks.ts'

export const asks = {
  'collect-device': '{device} の証拠も収集してください。',
  'collect-command': '{device} で {command} を実行し、その出力を提出してください。',
} as const satisfies Record<keyof typeof en, string>
