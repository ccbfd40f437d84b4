import { parseAddress } from '../../../../../base/address.ts'
import { numberOf } from '../words.ts'
import { done, next, peek, takes, type Cursor } from './text-tokens.ts'

/** The JSON that libnftables gives for one word: a number, a prefix, a range, or the word itself. */
export function wordValue(text: string): unknown {
  const number = numberOf(text)
  if (number !== null) return number
  const prefix = /^(\S{2,60})\/(\d{1,3})$/.exec(text)
  if (prefix?.[1] !== undefined && parseAddress(prefix[1]) !== null)
    return { prefix: { addr: prefix[1], len: Number(prefix[2]) } }
  const dash = text.indexOf('-')
  const [from, to] = [text.slice(0, dash), text.slice(dash + 1)]
  const isPlain = (part: string): boolean => numberOf(part) !== null || parseAddress(part) !== null
  return dash > 0 && isPlain(from) && isPlain(to) ? { range: [wordValue(from), wordValue(to)] } : text
}

/** One value, a tuple (`a . b`) or a set (`{ … }`); flags with commas become a list. */
export function readValue(cursor: Cursor): unknown {
  if (takes(cursor, '{')) return { set: readElements(cursor) }
  if (takes(cursor, '(')) return readFlags(cursor)
  const first = readTuple(cursor)
  if (peek(cursor) !== ',') return first
  const list = [first]
  while (takes(cursor, ',')) list.push(readTuple(cursor))
  return list
}

function readTuple(cursor: Cursor): unknown {
  const parts = [oneValue(cursor)]
  while (takes(cursor, '.')) parts.push(oneValue(cursor))
  return parts.length === 1 ? parts[0] : { concat: parts }
}

const oneValue = (cursor: Cursor): unknown => {
  const quoted = cursor.tokens[cursor.at]?.quoted === true
  const text = next(cursor)
  return quoted ? text : wordValue(text)
}

/** `fin | syn | rst` up to the closing bracket. */
function readFlags(cursor: Cursor): unknown {
  const flags: unknown[] = []
  while (!done(cursor) && !takes(cursor, ')')) {
    const word = next(cursor)
    if (word !== '|') flags.push(wordValue(word))
  }
  return flags
}

/** Elements up to the closing brace: values, or `key : value` pairs. What stands with an element (time-outs, counters) is stepped over. */
export function readElements(cursor: Cursor): readonly unknown[] {
  const elements: unknown[] = []
  while (!done(cursor) && !takes(cursor, '}')) {
    if (takes(cursor, ',') || takes(cursor, '\n') || takes(cursor, ';')) continue
    const key = readTuple(cursor)
    skipDetails(cursor)
    elements.push(takes(cursor, ':') ? [key, readMapped(cursor)] : key)
    skipDetails(cursor)
  }
  return elements
}

const VERDICTS: readonly string[] = ['accept', 'drop', 'return', 'continue']

function readMapped(cursor: Cursor): unknown {
  const word = peek(cursor)
  if (VERDICTS.includes(word)) return { [next(cursor)]: null }
  if (word === 'jump' || word === 'goto') return { [next(cursor)]: { target: next(cursor) } }
  return readTuple(cursor)
}

const skipDetails = (cursor: Cursor): void => {
  while (!done(cursor) && ![',', '}', ':', '\n', ''].includes(peek(cursor))) cursor.at++
}
