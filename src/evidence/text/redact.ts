/** What stands where a secret stood. */
export const REMOVED = '‹secret removed›'

/** Names whose value is a secret, wherever the name ends in one of them or goes on for a bit. `HttpTokens` (a setting of AWS) is none. */
const NAMES = [
  'passw(?:or)?d',
  'passphrase',
  'passwd',
  'secret[-_ ]?(?:access[-_ ]?)?key',
  'secret[-_ ]?string',
  'client[-_ ]?secret',
  'secret',
  'session[-_ ]?token',
  '(?<!http)tokens?',
  'psk',
  'pre-?shared-?[-_ ]?keys?',
  'private[-_ ]?key',
  'api[-_]?key',
  'auth(?:entication)?[-_ ]?key',
  'auth(?:entication)?[-_]?pass',
  'key[-_]?string',
  'key[-_]?material',
  'user[-_]?data',
  'ro?w?community',
  'community',
  'credentials?',
  'authorization',
  'cookie',
].join('|')

const STRING = '"(?:[^"\\\\\\n]|\\\\.)*(?:"|$|(?=\\n))'
const VALUE = `(?:\\{\\s{0,40}"Value"\\s{0,8}:\\s{0,8})?(${STRING}|(?:bearer|basic)\\s+\\S+|'[^'\\n]*'?|[^\\s,;}\\]]+)`

interface Pattern {
  readonly find: RegExp
  readonly put: (match: string, ...groups: string[]) => string
}

/** `65000:100` is a label on a route, not a password. */
const BGP_COMMUNITY = /^"?[0-9]{1,10}:[0-9]{1,10}(?:"|$)/

/** The part of a match before its last group stays; the group is the secret. A string keeps its quotes, so that JSON stays JSON. */
const keepHead = (match: string, ...groups: string[]): string => {
  const secret = groups[0] ?? ''
  if (secret.includes('‹secret') || BGP_COMMUNITY.test(secret)) return match
  return match.slice(0, match.length - secret.length) + (secret.startsWith('"') ? `"${REMOVED}"` : REMOVED)
}

/** Each runs in time linear in the text: every repetition is bounded or anchored at a word's start. */
const PATTERNS: readonly Pattern[] = [
  {
    find: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
    put: () => REMOVED,
  },
  { find: new RegExp(`(?:${NAMES})[\\w.-]{0,40}\\\\?["']?[ \\t]{0,8}[:=][ \\t]{0,8}${VALUE}`, 'gi'), put: keepHead },
  {
    // Switches and command lines have no sign between: `password 7 0822…`, `community public`, `--token abc`. `community 65000:1` is BGP's.
    find: /(?<!‹)\b(?:password|passphrase|secret|pre-shared-key|psk|key-string|(?:ro|rw|snmp-server )?community|--token|(?:tacacs-server|radius-server|isakmp|message-digest|ntp authentication)[ -]key(?:[ \t]+[0-9]{1,6}[ \t]+md5)?|\bkey[ \t]+[0-9]{1,6}[ \t]+md5)[ \t]+(?:(?:[0-9]{1,2}|md5|sha-?[0-9]{1,3}|encrypted|ascii-text|hexadecimal|plain-text)[ \t]+){0,3}(?!is\b|not\b|required\b|authentication\b|[:=])(\\?"[^"\n]{0,400}"?|[^\s"',;]+)/gi,
    put: keepHead,
  },
  { find: /<[\w:-]{0,40}(?:key|password|secret|passphrase)>([^<]{1,400})/gi, put: keepHead },
  { find: /\b(?:bearer)[ \t]+([\w.~+/=-]{8,})/gi, put: keepHead },
  { find: /:\/\/[^\s:@/"]{0,100}:([^\s@/"]{1,200})(?=@)/g, put: keepHead },
  { find: /(?<![\w-])(eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?)/g, put: keepHead },
  { find: /(?<![\w-])((?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-)[\w-]{16,})/g, put: keepHead },
  { find: /(\$(?:1|2[abxy]|5|6|7|y)\$[./\w$=,+-]{8,})/g, put: keepHead },
  { find: /(\$9\$[./\w$-]{4,})/g, put: keepHead },
  // A Ceph key stands under the harmless name `key`.
  { find: /\bkey"?[ \t]{0,8}[:=][ \t]{0,8}"?(AQ[\w+/]{30,}={0,2})/g, put: keepHead },
]

/**
 * The text with its secrets replaced by `‹secret removed›`: private keys, passwords, AWS secret keys, user data, community strings, pre-shared keys, tokens.
 * Everything that leaves (reports, logs, standard output) passes it; rather one word too many removed than one too few.
 */
export const redact = (text: string): string =>
  PATTERNS.reduce((clean, { find, put }) => clean.replace(find, put), text)
