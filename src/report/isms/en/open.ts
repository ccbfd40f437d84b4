import type { OpenCode } from '../../../isms/open.ts'

/** What is still open, in English. `{x:name}` is a record's name, `{x:word}` a word of the catalogue. */
export const open: Record<OpenCode, string> = {
  'scope-missing': 'Begin the scope: name the cloud services and the role held for each.',
  'scope-without-service': 'Name at least one cloud service in the scope.',
  'scope-service-without-role': 'Say whether you provide or use {service:name}, or both.',
  'scope-service-unknown':
    'The scope names a service that no longer exists ({service}). Take it out or choose another.',
  'scope-upstream-missing':
    '{service:name} is built on {upstream:name}: add {upstream:name} to the scope in the customer role.',
  'scope-upstream-role':
    '{service:name} is built on {upstream:name}: hold the customer role for {upstream:name} as well.',
  'service-upstream-unknown': '{service:name} is said to be built on a service that does not exist ({upstream}).',
  'base-scope-missing': 'Record the scope of the base ISMS.',
  'scope-inside-base-missing': 'Explain how the cloud scope lies inside the scope of the base ISMS.',
  'scope-boundaries-missing': 'Describe the boundaries of the scope.',
  'scope-sites-missing': 'List the sites, or say why there are none.',
  'scope-exclusions-missing': 'List what is excluded, or say that nothing is.',
  'scope-interfaces-missing': 'List the interfaces with others, or say why there are none.',
  'scope-outsourced-missing': 'List what is outsourced, or say that nothing is.',
  'scope-exclusion-unreasoned': 'Give the reason for excluding “{what}”.',
  'scope-not-approved': 'Have version {version} of the scope approved.',
  'scope-statement-missing': 'Write the statement of scope.',
  'scope-statement-without-name': 'The statement of scope ({lang:language}) does not name {service:name}.',
  'risk-property-missing':
    'Identify a risk of losing {property:word} for {service:name} as {role:word}, or say why there is none.',
  'criteria-missing': 'Set the risk criteria: scales and the acceptance line.',
  'criteria-not-approved': 'Have version {version} of the risk criteria approved.',
  'risk-owner-missing': 'Name the owner of the risk “{title}”.',
  'risk-criteria-missing': 'Say by which version of the criteria “{title}” was assessed.',
  'risk-rating-missing': 'Rate the likelihood and consequence of “{title}”.',
  'risk-criteria-unapproved':
    '“{title}” was assessed by version {version} of the criteria, which was never approved: assess it by one that was.',
  'risk-rating-outside': 'The rating of “{title}” lies outside the scales of its criteria.',
  'risk-asset-missing': 'Link “{title}” to the assets that it concerns.',
  'risk-asset-unknown': '“{title}” is linked to an asset that no longer exists.',
  'risk-threat-missing': 'Choose the threats behind “{title}”.',
  'service-asset-missing': 'Add the {class:word} of {service:name} to the assets.',
  'risk-untreated': '“{title}” has level {level}, above the acceptance line: choose modify, retain, avoid or share.',
  'risk-residual-missing': 'Rate what is left of “{title}” after treatment.',
  'risk-not-accepted': "The residual risk of “{title}” awaits its owner's acceptance.",
  'risk-accepted-by-another': '“{title}” was accepted by {by}; its owner is {owner:orNobody}.',
  'risk-accepted-at-another-level':
    '“{title}” was accepted at level {accepted}; it is now {level}. It needs to be accepted again.',
  'risk-controls-missing': 'Choose the controls that modify “{title}”.',
  'risk-control-unknown': '“{title}” names a control that no longer exists.',
  'control-overlooked':
    '{edition:edition} {item} ({role:word}) has not been considered: include it or say why it is left out.',
  'applicability-missing':
    '{edition:edition} {item} ({role:word}) is among the necessary controls and has no answer yet.',
  'applicability-undecided': 'Decide whether {edition:edition} {item} applies to the {role:word}.',
  'applicability-unreasoned':
    'Say why {edition:edition} {item} ({role:word}) is included: risk, law, contract or practice.',
  'exclusion-unreasoned': 'Say why {edition:edition} {item} ({role:word}) is left out.',
  'exclusion-of-necessary':
    '{edition:edition} {item} ({role:word}) is left out, and yet it is among the necessary controls.',
  'implementation-missing': 'Say how far {edition:edition} {item} ({role:word}) is implemented.',
  'implementation-undescribed': 'Describe how {edition:edition} {item} ({role:word}) is implemented.',
  'applicability-owner-missing': 'Name who is responsible for {edition:edition} {item} ({role:word}).',
  'applicability-evidence-missing': 'Add evidence that {edition:edition} {item} ({role:word}) is implemented.',
  'applicability-evidence-unknown': '{edition:edition} {item} ({role:word}) refers to evidence that no longer exists.',
  'applicability-refuted':
    '{edition:edition} {item} ({role:word}) is said to be implemented; the technical audit refuted it.',
  'applicability-to-review': 'Look at {edition:edition} {item} ({role:word}) again, and confirm or correct the answer.',
  'soa-missing': 'Make the first version of the Statement of Applicability.',
  'soa-base-missing': 'Name the Statement of Applicability of the base ISMS that this one extends.',
  'soa-undecided':
    '{count} questions of version {version} are not decided: answer them and make a new version before it is approved.',
  'soa-refuted':
    '{count} answers of version {version} say “implemented” although an audit refutes them: correct them and make a new version.',
  'soa-to-review': '{count} answers of version {version} are still to be looked at.',
  'soa-not-approved': 'Have version {version} of the Statement of Applicability approved.',
  'soa-outdated': 'Answers have changed since version {version} of the Statement of Applicability: make a new version.',
  'responsibility-missing': 'Settle who is responsible for {edition:edition} {item} of {service:name}.',
  'responsibility-text-missing':
    'Write what the {side:word} does for {edition:edition} {item} of {service:name}, in Japanese and English.',
  'information-missing': 'Tell the customers of {service:name} about: {topic:word}.',
  'information-untranslated': 'What is said of {topic:word} for {service:name} is missing in one language.',
  'comment-open': 'The comment by {by}, “{text}”, is not settled.',
  'evidence-undated': 'Say of which day the evidence “{title}” speaks.',
  'evidence-stale': 'The evidence “{title}” has been stale since {on:day}.',
  'evidence-stale-soon': 'The evidence “{title}” grows stale on {on:day}.',
  'treatment-overdue': 'The treatment of “{title}” was due on {on:day}.',
  'treatment-due-soon': 'The treatment of “{title}” is due on {on:day}.',
  'base-certificate-expired': 'The certificate of the base ISMS expired on {on:day}.',
  'base-certificate-expires-soon': 'The certificate of the base ISMS expires on {on:day}.',
}
