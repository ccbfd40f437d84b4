/** What is not known and why (Unknown.code, Open.saying), and by `ask-…` the evidence that would settle it. */
export const unknowns = {
  'device-not-in-evidence': 'Device {device} is named in the evidence, but none of its own evidence is here',
  'command-refused': '{device} refused {command}',
  'command-missing': 'The output of {command} on {device} is missing',
  truncated: '{file} is cut short',
  'unread-line': 'A line of {file} was not understood',
  'unnamed-unknown': 'A delivery is possible, and what it hangs on could not be named',
} as const
