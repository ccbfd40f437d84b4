import type { asks as en } from '../en/asks.ts'

export const asks = {
  'collect-device': '{device} の証拠も収集してください。',
  'collect-command': '{device} で {command} を実行し、その出力を提出してください。',
  'ask-command': '{device:value} での {ask:value} の出力',
  'ask-plain': '{ask:value}',
} as const satisfies Record<keyof typeof en, string>
