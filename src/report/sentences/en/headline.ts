/** What is true, in words that a manager reads aloud: the opening of every report. */
export const headline = {
  'nothing-asked': 'Nothing could be judged: no endpoint in the evidence belongs to a party of the engagement.',
  'one-party':
    'Nothing could be judged: of the parties only {party:party} has endpoints in the evidence, and there is none to be separated from.',
  'all-proved': 'The separation of all tenants and of the management network is proved.',
  'tenants-proved': 'The separation of all tenants is proved.',
  'pair-refuted': '{a:party} and {b:party} are not separated.',
  'pair-and-management-refuted':
    '{a:party} and {b:party} are not separated, and traffic that nothing permits reaches management.',
  'pairs-refuted': 'Separation between tenants is broken: {count} pairs of tenants are not separated.',
  'pairs-and-management-refuted':
    'Separation is broken: {count} pairs of tenants are not separated, and traffic that nothing permits reaches management.',
  'management-refuted': 'The management network is not separated.',
  'others-refuted': 'Traffic that nothing permits reaches {to:party}.',
  'guides-refuted': 'Not everything that the guides ask for is implemented.',
  'all-undetermined': 'This evidence is not enough to say whether the tenants are separated.',
  'cell-count': 'from {from:party} to {to:party} {count}',
  'cells-refuted': 'Paths that nothing permits: {list:plain}.',
  'cells-more': 'There are {count} more such directions.',
  'only-looks-open':
    '{count} of them only {count|looks|look} open: the packet arrives, but no reply comes back, so that no connection comes about.',
  'cell-name': 'from {from:party} to {to:party}',
  'cells-proved': 'No packet that nothing permits gets through {list:plain}: this is proved.',
  'count-proved': 'For {count} directions it is proved that no packet gets through that nothing permits.',
  'cells-undetermined': 'Nothing can be said of the traffic {list:plain}.',
  'count-undetermined': 'Nothing can be said of {count} directions.',
  'evidence-to-ask': 'What is missing is listed with the evidence to ask for ({count} {count|item|items}).',
  'findings-beside': 'There {count|is|are} {count} {count|finding|findings} beside this.',
  outward:
    'To the outside, traffic leaves in {count} {count|direction|directions}; this does not count against separation.',
  'guides-undetermined': 'What guide {list:plain} asks for cannot be determined.',
} as const
