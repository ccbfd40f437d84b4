import { controlItems } from '../isms/control-items.ts'
import type { Isms, Records } from '../isms/isms.ts'
import type { OpenPoint } from '../isms/open.ts'
import { KINDS, isKind } from '../isms/records/kinds.ts'
import { STATION_NAMES, openAt } from '../isms/rules/rules.ts'
import type { Station } from '../isms/rules/rules.ts'
import { ledgerSize, readRecords, recentChanges } from '../store/records.ts'
import type { Scope } from '../store/scope.ts'
import type { Context } from './context.ts'
import { today } from './context.ts'

interface Held {
  readonly size: number
  readonly records: Records
}
interface Judged {
  readonly isms: Isms
  readonly open: Map<Station, readonly OpenPoint[]>
}

// By store, so that tests with stores of their own do not meet. The ledger's size says whether anything changed since.
const HELD = new WeakMap<Context['store'], Map<string, Held>>()
const JUDGED = new WeakMap<Records, Map<string, Judged>>()
/** More changes than this are read anew rather than one by one. */
const FEW = 200
const ORGANISATIONS = 50

/** All records of the scope's organisation with the controls of its editions: what the rules look at. Kept in memory between changes. */
export const ismsOf = async (context: Context, scope: Scope): Promise<Isms> => (await judged(context, scope)).isms

/** What is open, by station; judged once for the same records and day. */
export async function openOf(context: Context, scope: Scope): Promise<ReadonlyMap<Station, readonly OpenPoint[]>> {
  const { isms, open } = await judged(context, scope)
  for (const station of STATION_NAMES) if (!open.has(station)) open.set(station, openAt(station, isms))
  return open
}

async function judged(context: Context, scope: Scope): Promise<Judged> {
  const { records } = await heldRecords(context, scope)
  const byDay = JUDGED.get(records) ?? new Map<string, Judged>()
  JUDGED.set(records, byDay)
  const day = today(context)
  const found = byDay.get(day) ?? {
    isms: { records, controls: controlsOf(context, records), today: day },
    open: new Map(),
  }
  byDay.set(day, found)
  return found
}

/** The controls of the editions that the organisation chose, in their order. */
export const controlsOf = ({ catalogue }: Pick<Context, 'catalogue'>, records: Records): Isms['controls'] =>
  (records.profile[0]?.editions ?? DEFAULT_EDITIONS).flatMap((id) => {
    const edition = catalogue.editions.get(id)
    return edition === undefined ? [] : controlItems(edition)
  })

const DEFAULT_EDITIONS = ['iso27002-2013', 'iso27017-2015']

async function heldRecords(context: Context, scope: Scope): Promise<Held> {
  const all = HELD.get(context.store) ?? new Map<string, Held>()
  HELD.set(context.store, all)
  const size = await ledgerSize(scope)
  const held = all.get(scope.organisation)
  if (held?.size === size) return held
  const next = {
    size,
    records: held === undefined ? await readRecords(scope, KINDS) : await renewed(scope, held, size),
  }
  all.delete(scope.organisation)
  all.set(scope.organisation, next)
  for (const oldest of [...all.keys()].slice(0, Math.max(0, all.size - ORGANISATIONS))) all.delete(oldest)
  return next
}

/** The records with what changed since put in their place. */
async function renewed(scope: Scope, held: Held, size: number): Promise<Records> {
  if (size < held.size || size - held.size > FEW) return readRecords(scope, KINDS)
  const changes = (await recentChanges(scope, size - held.size)).toReversed()
  const records: { [kind: string]: readonly { readonly id: string }[] } = { ...held.records }
  for (const { kind, id, content } of changes) {
    if (!isKind(kind)) continue
    const rest = (records[kind] ?? []).filter((record) => record.id !== id)
    records[kind] = content === null ? rest : [...rest, { ...content, id }].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }
  // Bodies in the ledger passed the schema of their kind, as those in the table did.
  return { ...held.records, ...records } as Records
}
