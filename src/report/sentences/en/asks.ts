/** The request to the engineer: which evidence would settle it. */
export const asks = {
  'collect-device': 'Collect the evidence of {device} as well.',
  'collect-command': 'Run {command} on {device} and hand over the output.',
} as const
