/** What is wrong with an engagement or with a question. */
export const engagement = {
  'engagement-missing': 'There is no akashi.yaml: nothing says who the tenants are; `akashi init` writes a first one',
  'engagement-too-large': 'the engagement is larger than {limit} bytes',
  'engagement-not-yaml': 'this is not YAML: {text}',
  'engagement-invalid': '{member} does not fit: {text}',
  'engagement-duplicate-party': 'The party {party} stands twice in akashi.yaml',
  'engagement-unknown-key': 'the key {key} at {member} is unknown',
  'permission-unknown-party': 'Permission {index} names {party}, which is no party of the engagement',
  'permission-unapproved': 'Permission {index} ({from} to {to}) has no reason or no approver, and permits nothing',
  'selector-matches-nothing': 'A selector of {party} matches no endpoint: {selector}',
  'tenant-without-endpoints': '{party} has no endpoint in the evidence',
  'no-usable-evidence': 'Nothing in the directory could be used as evidence',
  'unknown-name': 'Nothing in the evidence or the engagement is named {name}',
  'ambiguous-address': '{name} is borne by more than one endpoint; say whose is meant (tenant:ID/ADDRESS)',
  'not-an-address-of': '{name} is not an address of {owner}',
  'no-endpoints': '{name} has no endpoint in the evidence',
  'invalid-question': 'The question was not understood',
  'checker-rejected':
    'Internal error: the independent checker did not accept the witness from {from:party} to {to:party} (step {step}, {reason}, {place}); this direction has no verdict',
  'violations-beyond-list':
    '{count} more possible deliveries were found and are not listed one by one; their directions are judged all the same',
  'directory-unreadable': 'It could not be opened ({reason})',
} as const
