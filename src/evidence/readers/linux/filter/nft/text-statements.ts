import { done, next, peek, takes, type Cursor } from './text-tokens.ts'
import { readElements, readValue, wordValue } from './text-values.ts'

type Statement = Readonly<Record<string, unknown>>

const PAYLOADS: readonly string[] = [
  'ip',
  'ip6',
  'tcp',
  'udp',
  'sctp',
  'dccp',
  'udplite',
  'th',
  'icmp',
  'icmpv6',
  'ether',
  'vlan',
  'arp',
  'esp',
  'ah',
  'comp',
  'igmp',
  'gre',
]
const BARE_META: readonly string[] = [
  'iif',
  'iifname',
  'oif',
  'oifname',
  'iiftype',
  'oiftype',
  'iifgroup',
  'oifgroup',
  'mark',
  'skuid',
  'skgid',
  'rtclassid',
  'pkttype',
  'cgroup',
  'ibrname',
  'obrname',
  'nftrace',
  'priority',
]
const CT_KEYS = /^[a-z0-9_-]{2,20}$/

/** The statements of one rule in the shape that `nft -j` gives. What is not known makes the statement `text`, which ends the rule. */
export function readStatements(cursor: Cursor): readonly Statement[] {
  const statements: Statement[] = []
  while (!done(cursor)) {
    const before = cursor.at
    const statement = readStatement(cursor)
    if (statement !== null) statements.push(statement)
    if (cursor.at === before || (statement !== null && 'text' in statement)) {
      if (statement === null) statements.push({ text: peek(cursor) })
      break
    }
  }
  return statements
}

type Reader = (cursor: Cursor) => Statement | null

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ...(['accept', 'drop', 'return', 'continue', 'notrack'] as const).map((word): [string, Reader] => [
    word,
    (c) => ({ [next(c)]: null }),
  ]),
  ...(['jump', 'goto'] as const).map((word): [string, Reader] => [word, (c) => ({ [next(c)]: { target: next(c) } })]),
  ['reject', (c) => rest(c, 'reject')],
  ['counter', counter],
  ['log', log],
  ['limit', limit],
  ['quota', (c) => upTo(c, 'quota')],
  [
    'comment',
    (c) => {
      c.at += 2
      return null
    },
  ],
  ['xt', (c) => ({ [next(c)]: { type: next(c), name: next(c).replace(/^"/, '') } })],
  ['masquerade', (c) => translation(c, next(c))],
  ['redirect', (c) => translation(c, next(c))],
  ['snat', (c) => translation(c, next(c))],
  ['dnat', (c) => translation(c, next(c))],
  ['add', dynamicSet],
  ['update', dynamicSet],
])

function readStatement(cursor: Cursor): Statement | null {
  const reader = cursor.tokens[cursor.at]?.quoted === true ? undefined : READERS.get(peek(cursor))
  if (reader !== undefined) return reader(cursor)
  const left = readLeft(cursor)
  return left === null ? { text: next(cursor) } : readTest(cursor, left)
}

/** The rest of the rule belongs to the statement. */
const rest = (cursor: Cursor, kind: string): Statement => {
  cursor.at = cursor.tokens.length
  return { [kind]: null }
}

function counter(cursor: Cursor): null {
  cursor.at++
  if (takes(cursor, 'name')) cursor.at++
  while (peek(cursor) === 'packets' || peek(cursor) === 'bytes') cursor.at += 2
  return null
}

function log(cursor: Cursor): null {
  cursor.at++
  while (['prefix', 'level', 'group', 'snaplen', 'queue-threshold', 'flags'].includes(peek(cursor))) {
    cursor.at += 2
    while (takes(cursor, ',')) cursor.at++
    if (['sequence', 'options'].includes(peek(cursor))) cursor.at++
  }
  return null
}

function limit(cursor: Cursor): Statement {
  cursor.at++
  if (takes(cursor, 'name')) return { limit: { name: next(cursor) } }
  takes(cursor, 'rate')
  const inv = takes(cursor, 'over')
  cursor.at++ // 5/second, or a number before `bytes/second`
  if (/^(?:k|m)?bytes\//.test(peek(cursor))) cursor.at++
  if (takes(cursor, 'burst')) cursor.at += 2
  return { limit: { inv } }
}

/** Stepped over as a condition that was not understood. */
const upTo = (cursor: Cursor, kind: string): Statement => {
  while (
    !done(cursor) &&
    !READERS.has(peek(cursor, 1)) &&
    readLeft({ tokens: cursor.tokens, at: cursor.at + 1 }) === null
  )
    cursor.at++
  cursor.at++
  return { [kind]: {} }
}

function dynamicSet(cursor: Cursor): Statement {
  const op = next(cursor)
  const name = next(cursor)
  let depth = 0
  do {
    if (peek(cursor) === '{') depth++
    if (peek(cursor) === '}') depth--
    cursor.at++
  } while (depth > 0 && !done(cursor))
  return { set: { op, set: name } }
}

/** `to ADDRESS:PORT`, `to :PORT`, `ip to LEFT map { … }`; flags after it are stepped over. */
function translation(cursor: Cursor, kind: string): Statement {
  const body: Record<string, unknown> = {}
  const known = ['ip', 'ip6', 'prefix']
  while (known.includes(peek(cursor)) && peek(cursor, 1) !== 'saddr')
    body[next(cursor) === 'prefix' ? 'flags' : 'family'] = 'netmap'
  if (takes(cursor, 'to')) Object.assign(body, destination(cursor))
  while (/^(?:random|fully-random|persistent)$/.test(peek(cursor)) || peek(cursor) === ',') cursor.at++
  return { [kind]: Object.keys(body).length === 0 ? null : body }
}

function destination(cursor: Cursor): Readonly<Record<string, unknown>> {
  const place = { tokens: cursor.tokens, at: cursor.at }
  const key = readLeft(place)
  if (key !== null && peek(place) === 'map') {
    cursor.at = place.at + 1
    return { addr: { map: { key, data: takes(cursor, '{') ? { set: readElements(cursor) } : next(cursor) } } }
  }
  const text = next(cursor)
  const bracketed = /^\[([^\]]{2,60})\](?:-\[([^\]]{2,60})\])?(?::(\S{1,20}))?$/.exec(text)
  const [address, port] =
    bracketed === null
      ? splitPort(text)
      : [`${bracketed[1] ?? ''}${bracketed[2] === undefined ? '' : `-${bracketed[2]}`}`, bracketed[3]]
  return {
    ...(address === '' ? {} : { addr: wordValue(address) }),
    ...(port === undefined ? {} : { port: wordValue(port) }),
  }
}

/** An IPv6 address without brackets has no port. */
const splitPort = (text: string): readonly [string, string | undefined] => {
  const parts = text.split(':')
  return parts.length === 2 ? [parts[0] ?? '', parts[1]] : [text, undefined]
}

/** A field, or several joined by dots. Null (and no step) where none stands. */
function readLeft(cursor: Cursor): unknown {
  const place = { tokens: cursor.tokens, at: cursor.at }
  const fields = [oneLeft(place)]
  if (fields[0] === null) return null
  while (peek(place) === '.') {
    place.at++
    fields.push(oneLeft(place))
  }
  if (fields.includes(null)) return null
  cursor.at = place.at
  return fields.length === 1 ? fields[0] : { concat: fields }
}

function oneLeft(cursor: Cursor): unknown {
  const word = peek(cursor)
  if (word === 'meta') return meta(cursor)
  if (word === 'ct') return ct(cursor)
  if (word === 'fib') return fib(cursor)
  if (word === 'tcp' && peek(cursor, 1) === 'option') return tcpOption(cursor)
  if (BARE_META.includes(word)) return { meta: { key: next(cursor) } }
  if (!PAYLOADS.includes(word) || !/^[a-z0-9_-]{2,20}$/.test(peek(cursor, 1))) return null
  return { payload: { protocol: next(cursor), field: next(cursor) } }
}

function tcpOption(cursor: Cursor): unknown {
  cursor.at += 2
  return { 'tcp option': { name: next(cursor), field: next(cursor) } }
}

const meta = (cursor: Cursor): unknown => {
  cursor.at++
  return { meta: { key: next(cursor) } }
}

function ct(cursor: Cursor): unknown {
  cursor.at++
  const word = next(cursor)
  if (!CT_KEYS.test(word)) return null
  if (word !== 'original' && word !== 'reply') return { ct: { key: word } }
  const parts = [next(cursor), ...(['saddr', 'daddr'].includes(peek(cursor)) ? [next(cursor)] : [])]
  return { ct: { key: parts.join(' '), dir: word } }
}

function fib(cursor: Cursor): unknown {
  cursor.at++
  const flags = [next(cursor)]
  while (takes(cursor, '.')) flags.push(next(cursor))
  return { fib: { result: next(cursor), flags } }
}

const OPERATORS: readonly string[] = ['==', '!=', '<', '>', '<=', '>=']

/** What is asked of a field, or what it is set to. */
function readTest(cursor: Cursor, left: unknown): Statement {
  if (takes(cursor, 'set')) return { mangle: { key: left, value: setValue(cursor) } }
  if (takes(cursor, 'vmap'))
    return { vmap: { key: left, data: takes(cursor, '{') ? { set: readElements(cursor) } : next(cursor) } }
  if (takes(cursor, '&') || takes(cursor, 'and')) {
    const mask = readValue(cursor)
    const op = OPERATORS.includes(peek(cursor)) ? next(cursor) : '=='
    return { match: { op, left: { '&': [left, mask] }, right: readValue(cursor) } }
  }
  const op = takes(cursor, '!') ? '!=' : OPERATORS.includes(peek(cursor)) ? next(cursor) : undefined
  const right = readValue(cursor)
  if (takes(cursor, '/')) return { match: { op: op ?? '==', left: { '&': [left, readValue(cursor)] }, right } }
  return { match: { op: op ?? (Array.isArray(right) ? 'in' : '=='), left, right } }
}

/** A value that is computed from others (`mark and 0xff or 0x1`) is none that is known. */
function setValue(cursor: Cursor): unknown {
  const value = readValue(cursor)
  if (!['and', 'or', 'xor', '&', '|', '^', 'map', 'set', 'mtu'].includes(peek(cursor))) return value
  while (!done(cursor) && !READERS.has(peek(cursor))) cursor.at++
  return { computed: true }
}
