import { NO_RECORDS } from '../isms/isms.ts'
import type { Records } from '../isms/isms.ts'
import { KINDS, isKind } from '../isms/records/kinds.ts'
import type { Identified, Kind } from '../isms/records/kinds.ts'
import { lockLedger } from '../store/ledger.ts'
import { changesFrom, ledgerMark, readAll } from '../store/records.ts'
import type { Past, Recorded } from '../store/records.ts'
import type { Scope } from '../store/scope.ts'
import type { Store } from '../store/open.ts'

/** An organisation's records in memory, each kind in the order of ids. A change makes new lists of the kinds that it touched, so that a list says by itself whether it is new. */
export type HeldRecords = { readonly [K in Kind]: readonly Recorded<K>[] }

export interface Held {
  /** The end of the ledger that they are from: every change goes through it, so the same end means that nothing changed. */
  readonly mark: { readonly size: number; readonly hash: string }
  readonly held: HeldRecords
  readonly records: Records
}

// By store, so that tests with stores of their own do not meet.
const STORES = new WeakMap<Store, Map<string, Held>>()
/** More changes than this are read anew rather than one by one. */
const FEW = 200
const ORGANISATIONS = 50

/** The records of the scope's organisation as they are now. */
export async function heldRecords(store: Store, scope: Scope): Promise<Held> {
  const all = STORES.get(store) ?? new Map<string, Held>()
  STORES.set(store, all)
  const mark = await ledgerMark(scope)
  const known = all.get(scope.organisation)
  if (known?.mark.hash === mark.hash) return known
  const next = await read(scope, known, mark)
  all.delete(scope.organisation)
  all.set(scope.organisation, next)
  for (const oldest of [...all.keys()].slice(0, Math.max(0, all.size - ORGANISATIONS))) all.delete(oldest)
  return next
}

async function read(scope: Scope, known: Held | undefined, mark: Held['mark']): Promise<Held> {
  const since = known === undefined ? [] : await changesSince(scope, known, mark)
  return known === undefined || since === null ? readAnew(scope) : heldOf(mark, renewed(known.held, since), known)
}

/** Nobody writes while all is read: what is newer than its mark would be counted again. */
async function readAnew(scope: Scope): Promise<Held> {
  await lockLedger(scope)
  return heldOf(await ledgerMark(scope), grouped(await readAll(scope)), undefined)
}

/** What happened since the known records; null when there is too much of it, or when they were read in a transaction that was undone. */
async function changesSince(
  scope: Scope,
  { mark: { size, hash } }: Held,
  mark: Held['mark'],
): Promise<readonly Past[] | null> {
  if (size === 0 || mark.size < size || mark.size - size > FEW) return null
  const [last, ...since] = await changesFrom(scope, size - 1)
  // What came after the mark was read is for the next time.
  return last?.hash === hash ? since.filter(({ index }) => index < mark.size) : null
}

function heldOf(mark: Held['mark'], held: HeldRecords, known: Held | undefined): Held {
  const bodies = KINDS.map((kind) => {
    const isSame = known !== undefined && known.held[kind] === held[kind]
    return [kind, isSame ? known.records[kind] : held[kind].map(({ body }) => body)]
  })
  return { mark, held, records: { ...NO_RECORDS, ...Object.fromEntries(bodies) } }
}

function grouped(all: readonly Recorded[]): HeldRecords {
  const lists: { [kind: string]: Recorded[] } = Object.fromEntries(KINDS.map((kind) => [kind, []]))
  for (const one of all) lists[one.kind]?.push(one)
  // Databases differ in the order of texts, and places are looked for in this one.
  for (const list of Object.values(lists)) list.sort((a, b) => (a.body.id < b.body.id ? -1 : 1))
  // Each list holds the records of its own kind only.
  return lists as { [K in Kind]: Recorded<K>[] }
}

/** The lists with the changes made in them, oldest first. */
function renewed(held: HeldRecords, changes: readonly Past[]): HeldRecords {
  const lists: { [kind: string]: readonly Recorded[] } = { ...held }
  for (const change of changes) {
    const { kind, id } = change
    const list = lists[kind]
    if (!isKind(kind) || list === undefined) continue
    const at = placeOf(list, id)
    const found = list[at]?.body.id === id ? list[at] : undefined
    const made = recordedBy(kind, change, found)
    lists[kind] = list.toSpliced(at, found === undefined ? 0 : 1, ...(made === null ? [] : [made]))
  }
  return { ...held, ...lists } as HeldRecords
}

/** The record as the change left it; null when it was taken away. Contents in the ledger passed the schema of their kind, as those in the table did. */
function recordedBy(kind: Kind, { content, id, at, by }: Past, found: Recorded | undefined): Recorded | null {
  if (content === null) return null
  const body = { ...content, id } as Identified<Kind>
  return {
    kind,
    version: (found?.version ?? 0) + 1,
    body,
    createdAt: found?.createdAt ?? at,
    updatedAt: at,
    updatedBy: by,
  }
}

/** Where the id stands in the list, or would. */
export function placeOf(list: readonly { readonly body: { readonly id: string } }[], id: string): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle]?.body.id ?? '') < id) low = middle + 1
    else high = middle
  }
  return low
}
