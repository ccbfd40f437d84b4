import type { Unread } from '../../../base/problem.ts'
import type { Source } from '../../../base/source.ts'
import { redact } from './redact.ts'

export type Report = (unread: Unread) => void
type Value = Readonly<Record<string, unknown>>

/** How much is read of one list; real answers hold thousands, a hostile file could hold more than memory. */
const MOST = 2_000_000

const isObject = (value: unknown): value is Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

/**
 * One JSON object of the evidence with its place. Every accessor gives undefined for a member that is absent or null, and for one of the wrong
 * type, which is written down as unread. A class, since there are millions of them and closures would cost more than what they read.
 */
export class Item {
  readonly source: Source
  private readonly value: Value
  private readonly context: Unread['context']
  private readonly report: Report
  private readonly parent: Item | null
  private strangers = false

  private constructor(value: Value, source: Source, context: Unread['context'], report: Report, parent: Item | null) {
    this.value = value
    this.source = source
    this.context = context
    this.report = report
    this.parent = parent
  }

  /** The item of a JSON value, or undefined (and unread) when it is no object. */
  static of(value: unknown, source: Source, context: Unread['context'], report: Report): Item | undefined {
    if (isObject(value)) return new Item(value, source, context, report, null)
    report({ at: source, text: redact(source.pointer ?? '', value), context })
    return undefined
  }

  /** The members that hold something. */
  get keys(): readonly string[] {
    return Object.keys(this.value).filter((key) => this.has(key))
  }

  /**
   * Whether a member of the wrong type has been met in it or below so far: whoever reads a filter or a table must then put an unknown in its
   * place, since a list without its strange element would say too little.
   */
  spoilt(): boolean {
    return this.strangers
  }

  has(key: string): boolean {
    return this.get(key) !== undefined
  }

  /** A text, or a number as text. */
  text(key: string): string | undefined {
    const found = this.get(key)
    if (found === undefined || typeof found === 'string') return found
    return typeof found === 'number' ? String(found) : this.strange(key, found)
  }

  number(key: string): number | undefined {
    const found = this.get(key)
    return found === undefined || (typeof found === 'number' && Number.isFinite(found))
      ? found
      : this.strange(key, found)
  }

  flag(key: string): boolean | undefined {
    const found = this.get(key)
    return found === undefined || typeof found === 'boolean' ? found : this.strange(key, found)
  }

  item(key: string): Item | undefined {
    const found = this.get(key)
    return found === undefined ? undefined : this.child(found, key)
  }

  /** The objects of a list. */
  items(key: string): readonly Item[] | undefined {
    return this.list(key)?.flatMap((found, i) => this.child(found, key, i) ?? [])
  }

  /** The texts of a list. */
  texts(key: string): readonly string[] | undefined {
    return this.list(key)?.flatMap((found, i) =>
      typeof found === 'string' ? [found] : (this.strange(key, found, i) ?? []),
    )
  }

  private get(key: string): unknown {
    return Object.hasOwn(this.value, key) ? (this.value[key] ?? undefined) : undefined
  }

  private list(key: string): readonly unknown[] | undefined {
    const found = this.get(key)
    if (found === undefined) return undefined
    if (!Array.isArray(found)) return this.strange(key, found)
    return found.length <= MOST ? found : this.strange(key, '(too long)')
  }

  private place(key: string, index?: number): Source {
    const pointer = `${this.source.pointer ?? ''}/${escape(key)}`
    return { ...this.source, pointer: index === undefined ? pointer : `${pointer}/${index}` }
  }

  private child(found: unknown, key: string, index?: number): Item | undefined {
    if (!isObject(found)) return this.strange(key, found, index)
    return new Item(found, this.place(key, index), this.context, this.report, this)
  }

  private strange(key: string, found: unknown, index?: number): undefined {
    const at = this.place(key, index)
    this.report({ at, text: redact(at.pointer ?? '', found), context: this.context })
    this.spoil()
    return undefined
  }

  private spoil(): void {
    this.strangers = true
    this.parent?.spoil()
  }
}
