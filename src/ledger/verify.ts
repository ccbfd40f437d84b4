import type { Problem } from '../base/problem.ts'
import { openCheckpoint } from './checkpoint.ts'
import type { Checkpoint } from './checkpoint.ts'
import { hashOfLeaf } from './entry.ts'
import { indexOfLeaf, parseCheckpointLine, parseHeader } from './export.ts'
import type { Header } from './export.ts'
import { EMPTY_FRONTIER, append, rootOf } from './frontier.ts'
import type { Frontier } from './frontier.ts'
import { hex, sameHash } from './hash.ts'

/** What was found out about an export. It holds when `problems` is empty. */
export interface LedgerReport {
  readonly origin: string | null
  readonly key: string | null
  readonly entries: number
  readonly root: string
  /** How many checkpoints were signed by the key and agree with the entries. */
  readonly checkpoints: number
  readonly problems: readonly Problem[]
}

/** Checkpoints and a key that were kept outside the export. Without them an export that was wholly made anew cannot be told from the true one. */
export interface Kept {
  readonly key?: string
  readonly checkpoints?: readonly string[]
}

const PROBLEM_LIMIT = 100

/** Verifies an export in one pass: every leaf is hashed again, every checkpoint's signature and root are checked, the newest must cover every entry. */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  kept: Kept = {},
): Promise<LedgerReport> {
  const run = new Run(kept)
  for await (const line of lines) {
    run.take(line)
    if (run.isLost) break
  }
  return run.finish()
}

const error = (code: string, params: Record<string, string | number> = {}, line?: number): Problem => ({
  code,
  severity: 'error',
  params,
  ...(line === undefined ? {} : { at: { line } }),
})

class Run {
  readonly #kept: Kept
  readonly #problems: Problem[] = []
  #header: Header | null = null
  #line = 0
  #frontier: Frontier = EMPTY_FRONTIER
  #agreed = 0
  #newest = 0
  readonly #awaited = new Map<number, Checkpoint[]>()
  #open = 0

  constructor(kept: Kept) {
    this.#kept = kept
  }

  get isLost(): boolean {
    return this.#problems.length >= PROBLEM_LIMIT || (this.#line > 0 && this.#header === null)
  }

  take(line: string): void {
    this.#line += 1
    if (this.#header === null) this.#begin(line)
    else if (this.#line <= 1 + this.#header.checkpoints) this.#checkpoint(parseCheckpointLine(line), this.#header)
    else this.#entry(line)
  }

  finish(): LedgerReport {
    const header = this.#header
    const size = this.#frontier.size
    if (this.#line === 0) this.#say(error('ledger-empty'))
    if (header !== null) {
      if (size !== header.entries) this.#say(error('ledger-count', { found: size, expected: header.entries }))
      if (this.#open > 0) this.#say(error('ledger-cut', { checkpoints: this.#open, entries: size }))
      else if (this.#newest < size) this.#say(error('ledger-unsigned', { from: this.#newest, entries: size }))
    }
    return {
      origin: header?.origin ?? null,
      key: header === null ? null : (this.#kept.key ?? header.key),
      entries: size,
      root: hex(rootOf(this.#frontier)),
      checkpoints: this.#agreed,
      problems: this.#problems,
    }
  }

  #begin(line: string): void {
    this.#header = parseHeader(line)
    if (this.#header === null) return this.#say(error('ledger-header', {}, this.#line))
    for (const text of this.#kept.checkpoints ?? []) this.#checkpoint(text, this.#header)
    this.#meet()
  }

  #checkpoint(text: string | null, header: Header): void {
    const checkpoint = text === null ? 'checkpoint-malformed' : openCheckpoint(text, this.#kept.key ?? header.key)
    if (typeof checkpoint === 'string') return this.#say(error(checkpoint, {}, this.#line))
    if (checkpoint.origin !== header.origin)
      return this.#say(error('checkpoint-origin', { found: checkpoint.origin, expected: header.origin }, this.#line))
    this.#awaited.set(checkpoint.size, [...(this.#awaited.get(checkpoint.size) ?? []), checkpoint])
    this.#open += 1
    if (checkpoint.size === 0) this.#meet()
  }

  #entry(line: string): void {
    const index = indexOfLeaf(line)
    if (index !== this.#frontier.size)
      this.#say(error('ledger-index', { found: index ?? '-', expected: this.#frontier.size }, this.#line))
    this.#frontier = append(this.#frontier, hashOfLeaf(line))
    this.#meet()
  }

  /** Compares the checkpoints that speak of the size just reached. */
  #meet(): void {
    const { size } = this.#frontier
    const waiting = this.#awaited.get(size) ?? []
    if (waiting.length === 0) return
    const root = rootOf(this.#frontier)
    this.#awaited.delete(size)
    this.#open -= waiting.length
    for (const checkpoint of waiting) {
      if (!sameHash(checkpoint.root, root)) this.#say(error('checkpoint-root', { size }, this.#line))
      else this.#agreed += 1
    }
    this.#newest = size
  }

  #say(problem: Problem): void {
    if (this.#problems.length < PROBLEM_LIMIT) this.#problems.push(problem)
  }
}
