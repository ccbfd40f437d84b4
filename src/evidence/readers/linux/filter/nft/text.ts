import type { Piece } from '../../../../reader.ts'
import { sourceOf } from '../../door.ts'
import type { FilterEnvironment } from '../environment.ts'
import { numberOf } from '../words.ts'
import type { NftObject } from './document.ts'
import { readStatements } from './text-statements.ts'
import { done, next, peek, takes, tokensOf, type Cursor, type Token } from './text-tokens.ts'
import { readElements } from './text-values.ts'

/** Where the names of priorities stand (`filter + 5`), nft(8). Bridge tables have other numbers for the same names. */
const PRIORITIES: Readonly<Record<string, number>> = {
  raw: -300,
  mangle: -150,
  dstnat: -100,
  filter: 0,
  security: 50,
  srcnat: 100,
  out: 100,
}
const BRIDGE_PRIORITIES: Readonly<Record<string, number>> = { dstnat: -300, filter: -200, out: 100, srcnat: 300 }

/** The objects of `nft list ruleset`, in the shape of its JSON. Each has the line that it starts on. */
export function nftTextObjects(piece: Piece, environment: FilterEnvironment): readonly NftObject[] {
  const cursor: Cursor = { tokens: tokensOf(piece.text, piece.line), at: 0 }
  const objects: NftObject[] = []
  while (!done(cursor)) {
    if (takes(cursor, '\n')) continue
    const line = cursor.tokens[cursor.at]?.line ?? piece.line
    if (!takes(cursor, 'table')) {
      environment.unread(sourceOf(piece, { line }), next(cursor))
      skipLine(cursor)
      continue
    }
    const [family, name] = [next(cursor), next(cursor)]
    const place = objects.length
    const flags = takes(cursor, '{') ? readTable(cursor, { piece, family, table: name, environment, objects }) : []
    objects.splice(place, 0, { kind: 'table', body: { family, name, flags }, at: sourceOf(piece, { line }) })
  }
  return objects
}

interface TableScope {
  readonly piece: Piece
  readonly family: string
  readonly table: string
  readonly environment: FilterEnvironment
  readonly objects: NftObject[]
}

const skipLine = (cursor: Cursor): void => {
  while (!done(cursor) && !takes(cursor, '\n')) cursor.at++
}

/** Everything up to the table's closing brace; gives its flags. */
function readTable(cursor: Cursor, scope: TableScope): readonly string[] {
  const flags: string[] = []
  while (!done(cursor) && !takes(cursor, '}')) {
    const word = peek(cursor)
    if (word === '\n' || word === ';') cursor.at++
    else if (word === 'chain') readChain(cursor, scope)
    else if (word === 'set' || word === 'map') readSet(cursor, scope)
    else if (takes(cursor, 'flags')) flags.push(...lineWords(cursor))
    else skipObject(cursor)
  }
  return flags
}

/** The words up to the end of the line or statement, commas left out. */
function lineWords(cursor: Cursor): readonly string[] {
  const words: string[] = []
  while (!done(cursor) && !['\n', ';', '}'].includes(peek(cursor))) {
    const word = next(cursor)
    if (word !== ',') words.push(word)
  }
  return words
}

/** Counters, quotas, flow tables, helpers: up to the end of the line, or of the block that it opens. */
function skipObject(cursor: Cursor): void {
  let depth = 0
  while (!done(cursor)) {
    const word = next(cursor)
    if (word === '{') depth++
    if (word === '}') depth--
    if (depth <= 0 && (word === '\n' || word === '}')) return
  }
}

function readSet(cursor: Cursor, scope: TableScope): void {
  const line = cursor.tokens[cursor.at]?.line ?? 1
  const kind = next(cursor)
  const name = next(cursor)
  const body: Record<string, unknown> = { family: scope.family, table: scope.table, name, elem: [] }
  takes(cursor, '{')
  while (!done(cursor) && !takes(cursor, '}')) {
    if (takes(cursor, 'flags')) body['flags'] = lineWords(cursor)
    else if (takes(cursor, 'elements', '=', '{')) body['elem'] = readElements(cursor)
    else cursor.at++
  }
  scope.objects.push({ kind, body, at: sourceOf(scope.piece, { line }) })
}

function readChain(cursor: Cursor, scope: TableScope): void {
  const line = cursor.tokens[cursor.at]?.line ?? 1
  cursor.at++
  const body: Record<string, unknown> = { family: scope.family, table: scope.table, name: next(cursor) }
  scope.objects.push({ kind: 'chain', body, at: sourceOf(scope.piece, { line }) })
  takes(cursor, '{')
  while (!done(cursor) && !takes(cursor, '}')) {
    if (takes(cursor, '\n') || takes(cursor, ';')) continue
    if (peek(cursor) === 'type' && peek(cursor, 2) === 'hook') Object.assign(body, readBase(cursor, scope.family))
    else if (takes(cursor, 'policy')) body['policy'] = next(cursor)
    else if (peek(cursor) === 'comment') cursor.at += 2
    else readRuleLine(cursor, scope, String(body['name']))
  }
}

/** `type filter hook forward priority filter + 5;` with `device` where the family has it. */
function readBase(cursor: Cursor, family: string): Readonly<Record<string, unknown>> {
  cursor.at++
  const type = next(cursor)
  cursor.at++
  const hook = next(cursor)
  const devices: string[] = []
  if (takes(cursor, 'device')) devices.push(next(cursor))
  if (takes(cursor, 'devices', '=', '{')) devices.push(...readElements(cursor).map(String))
  takes(cursor, 'priority')
  const words = lineWords(cursor)
  return { type, hook, prio: priorityOf(words, family), ...(devices.length === 0 ? {} : { dev: devices }) }
}

function priorityOf(words: readonly string[], family: string): number {
  const [name = '0', sign, offset] = words
    .join(' ')
    .replace(/([+-])\s{0,4}(\d)/, ' $1 $2')
    .trim()
    .split(/\s+/)
  const names = family === 'bridge' ? BRIDGE_PRIORITIES : PRIORITIES
  const base = Object.hasOwn(names, name) ? (names[name] ?? 0) : (numberOf(name) ?? 0)
  if (name === '-' || name === '+') return (numberOf(sign ?? '') ?? 0) * (name === '-' ? -1 : 1)
  return base + (numberOf(offset ?? '') ?? 0) * (sign === '-' ? -1 : 1)
}

/** One rule: up to the end of its line; a set in braces may go over several. */
function readRuleLine(cursor: Cursor, scope: TableScope, chain: string): void {
  const line = cursor.tokens[cursor.at]?.line ?? 1
  const tokens: Token[] = []
  let depth = 0
  for (; !done(cursor); cursor.at++) {
    const token = cursor.tokens[cursor.at]
    if (token === undefined) break
    const word = token.quoted ? '' : token.text
    if (word === '{') depth++
    if (word === '}' && depth === 0) break
    if (word === '}') depth--
    if (word === '\n' && depth === 0) break
    if (word !== '\n') tokens.push(token)
  }
  const at = sourceOf(scope.piece, { line })
  const named = tokens.findIndex((t) => !t.quoted && t.text === 'comment')
  const comment = named === -1 ? undefined : tokens[named + 1]?.text
  const expr = readStatements({ tokens, at: 0 })
  const body = { family: scope.family, table: scope.table, chain, expr, ...(comment === undefined ? {} : { comment }) }
  scope.objects.push({ kind: 'rule', body, at })
}
