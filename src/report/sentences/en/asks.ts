/** The request to the engineer: which evidence would settle it. */
export const asks = {
  'collect-device': 'Collect the evidence of {device} as well.',
  'collect-command': 'Run {command} on {device} and hand over the output.',
  'ask-command': 'the output of {ask:value} on {device:value}',
  'ask-plain': '{ask:value}',
} as const
