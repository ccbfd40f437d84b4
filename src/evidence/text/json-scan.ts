/**
 * What stands at one place of a text, read as JSON (RFC 8259).
 * `end` is one past the last character that fits: the end of the value (`complete`), of the text (`cut`), or the first character that does
 * not fit (`broken`). `depth` is the deepest nesting, `keys` the object keys seen with their colon, `members` the object members that were whole.
 */
export interface JsonScan {
  readonly kind: 'complete' | 'cut' | 'broken'
  readonly end: number
  readonly depth: number
  readonly keys: number
  readonly members: number
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const LITERAL = /true|false|null/y

const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const COMMA = 0x2c
const COLON = 0x3a
const QUOTE = 0x22
const BACKSLASH = 0x5c

/** What may come next. `first` states also allow the container to close at once. */
type Expect = 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'next'

/** The first place at or after `at` that is no JSON white space. */
export function skipSpace(text: string, at: number): number {
  let i = at
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) break
  }
  return i
}

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/** How long the escape at a backslash is; one that the end of the text cuts counts as reaching it; 0 when JSON has no such escape. */
function escapeLength(text: string, at: number): number {
  ESCAPE.lastIndex = at
  if (ESCAPE.test(text)) return ESCAPE.lastIndex - at
  const rest = text.length - at
  return rest < 6 && /^\\(?:u[0-9a-fA-F]{0,3})?$/.test(text.slice(at)) ? rest : 0
}

/** One past the closing quote of the string that opens at `at`; the text's length when it is cut; `-1 - place` when a control character or a bad escape breaks it. */
export function endOfString(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === QUOTE) return i + 1
    if (c < 0x20) return -1 - i
    if (c !== BACKSLASH) continue
    const escape = escapeLength(text, i)
    if (escape === 0) return -1 - i
    i += escape - 1
  }
  return text.length + 1
}

const endOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : -1 - at
}

const endOfScalar = (text: string, at: number, c: number): number =>
  c === QUOTE ? endOfString(text, at) : endOf(c === 0x74 || c === 0x66 || c === 0x6e ? LITERAL : NUMBER, text, at)

/** Reads one JSON value at `start` without building it: one pass, no recursion, whatever the nesting. */
export function scanJson(text: string, start: number): JsonScan {
  const open: boolean[] = [] // true: object
  let depth = 0
  let keys = 0
  let members = 0
  let expect: Expect = 'value'
  let at = skipSpace(text, start)
  const result = (kind: JsonScan['kind'], end: number): JsonScan => ({ kind, end, depth, keys, members })

  for (; at < text.length; at = skipSpace(text, at)) {
    const c = text.charCodeAt(at)
    let closed = false
    if (expect === 'colon') {
      if (c !== COLON) return result('broken', at)
      keys++
      at++
      expect = 'value'
    } else if (expect === 'next') {
      const inObject = open.at(-1) === true
      if (c === COMMA) {
        if (inObject) members++
        expect = inObject ? 'key' : 'value'
        at++
      } else if (c === (inObject ? CLOSE_OBJECT : CLOSE_ARRAY)) {
        if (inObject) members++
        closed = true
      } else return result('broken', at)
    } else if ((expect === 'first-key' && c === CLOSE_OBJECT) || (expect === 'first-value' && c === CLOSE_ARRAY)) {
      closed = true
    } else if (expect === 'key' || expect === 'first-key') {
      if (c !== QUOTE) return result('broken', at)
      const end = endOfString(text, at)
      if (end < 0) return result('broken', -1 - end)
      if (end > text.length) return result('cut', text.length)
      at = end
      expect = 'colon'
    } else if (c === OPEN_OBJECT || c === OPEN_ARRAY) {
      open.push(c === OPEN_OBJECT)
      depth = Math.max(depth, open.length)
      expect = c === OPEN_OBJECT ? 'first-key' : 'first-value'
      at++
    } else {
      const end = endOfScalar(text, at, c)
      if (end < 0) return result('broken', -1 - end)
      if (end > text.length) return result('cut', text.length)
      at = end
      expect = 'next'
      if (open.length === 0) return result('complete', at)
    }
    if (closed) {
      open.pop()
      at++
      expect = 'next'
      if (open.length === 0) return result('complete', at)
    }
  }
  return result('cut', text.length)
}
