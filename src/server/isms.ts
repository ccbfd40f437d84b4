import { controlItems } from '../isms/control-items.ts'
import type { Isms, Records } from '../isms/isms.ts'
import type { OpenPoint } from '../isms/open.ts'
import { STATION_NAMES, openAt } from '../isms/rules/rules.ts'
import type { Station } from '../isms/rules/rules.ts'
import type { Scope } from '../store/scope.ts'
import type { Context } from './context.ts'
import { today } from './context.ts'
import { heldRecords } from './held.ts'

/** What judging needs of the server. */
type Judging = Pick<Context, 'store' | 'catalogue' | 'now'>

/** All records of the scope's organisation with the controls of its editions: what the rules look at. */
export const ismsOf = async (context: Judging, scope: Scope): Promise<Isms> => (await judged(context, scope)).isms

/** What is open, by station; judged once for the same records and day. */
export const openOf = (context: Judging, scope: Scope): Promise<ReadonlyMap<Station, readonly OpenPoint[]>> =>
  remembered(
    context,
    scope,
    'open',
    (isms) => new Map(STATION_NAMES.map((station) => [station, openAt(station, isms)])),
  )

/** What is made of all records, made once until one of them changes or the day does. */
export async function remembered<T>(context: Judging, scope: Scope, name: string, make: (isms: Isms) => T): Promise<T> {
  const { isms, made } = await judged(context, scope)
  if (!made.has(name)) made.set(name, make(isms))
  // Under one name stands only what its one caller makes.
  return made.get(name) as T
}

interface Judged {
  readonly isms: Isms
  readonly made: Map<string, unknown>
}
const JUDGED = new WeakMap<Records, Map<string, Judged>>()

async function judged(context: Judging, scope: Scope): Promise<Judged> {
  const { records } = await heldRecords(context.store, scope)
  const byDay = JUDGED.get(records) ?? new Map<string, Judged>()
  JUDGED.set(records, byDay)
  const day = today(context)
  const found = byDay.get(day) ?? {
    isms: { records, controls: controlsOf(context, records), today: day },
    made: new Map(),
  }
  byDay.set(day, found)
  return found
}

const DEFAULT_EDITIONS = ['iso27002-2013', 'iso27017-2015']

/** The controls of the editions that the organisation chose, in their order. */
const controlsOf = ({ catalogue }: Pick<Context, 'catalogue'>, records: Records): Isms['controls'] =>
  (records.profile[0]?.editions ?? DEFAULT_EDITIONS).flatMap((id) => {
    const edition = catalogue.editions.get(id)
    return edition === undefined ? [] : controlItems(edition)
  })
