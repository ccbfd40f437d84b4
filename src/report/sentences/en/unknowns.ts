/** What is not known and why (Unknown.code, Open.saying), and by `ask-…` the evidence that would settle it. */
export const unknowns = {
  'device-not-in-evidence': 'Device {device} is named in the evidence, but none of its own evidence is here',
  'command-refused': '{device} refused {command}',
  'command-missing': 'The output of {command} on {device} is missing',
  truncated: '{file} is cut short',
  'unread-line': 'A line of {file} was not understood',
  'inside-not-seen': 'Only the attachment of {device} is in evidence; it may pass on what it takes',
  'addresses-not-sure':
    'It is not certain for which addresses {device} takes packets: those of its other interfaces, those that the evidence does not list, or those of others (proxy)',
  'route-not-sure': '{device} has several routes that are equally good; it is not certain which one it uses',
  'own-tag-not-sure':
    'The packet filter of {device} sees a frame that bears its port’s own VLAN as a tag otherwise than one without a tag; which of them passes is not certain',
  'unnamed-unknown': 'A delivery is possible, and what it hangs on could not be named',
} as const
