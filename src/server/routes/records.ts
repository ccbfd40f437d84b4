import { z } from 'zod'
import { lineSchema, recordIdSchema } from '../../isms/records/fields.ts'
import { isFrozen, isVersioned } from '../../isms/records/frozen.ts'
import { SCHEMAS } from '../../isms/records/kinds.ts'
import type { BodyOf, Kind } from '../../isms/records/kinds.ts'
import { STATIONS_OF, openAt } from '../../isms/rules/rules.ts'
import { ChangeRefused, change } from '../../store/change.ts'
import { lockLedger } from '../../store/ledger.ts'
import { history, readRecord } from '../../store/records.ts'
import type { Recorded } from '../../store/records.ts'
import { besideOf } from '../beside.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { demandRemovable, guarded, idFor } from '../guarded.ts'
import { heldRecords } from '../held.ts'
import { ismsOf } from '../isms.ts'
import { listed } from '../listing.ts'
import { showPoints } from '../names.ts'
import type { Permission } from '../permissions.ts'
import { scoped } from '../route.ts'
import type { Route, ScopedCall } from '../route.ts'
import { pastSchema, pointSchema } from '../answers/overview.ts'
import { whySchema } from './common.ts'
import { COLLECTIONS } from './collections.ts'
import type { Collection } from './collections.ts'

const PAGE_MAX = 5000
const version = z.number().int().min(1)

/** A record as the API gives it: the id stands beside the body. */
export function shown<K extends Kind>({ body, ...rest }: Recorded<K>) {
  const { id, ...plain } = body
  return { id, ...rest, body: plain }
}

const recordSchema = (kind: Kind) =>
  z.object({
    id: recordIdSchema,
    kind: z.literal(kind),
    version,
    body: SCHEMAS[kind],
    createdAt: z.string(),
    updatedAt: z.string(),
    updatedBy: z.string(),
  })

/** The record of the path, else the refusal `missing`. */
export async function demandRecord<K extends Kind>(
  call: Pick<ScopedCall, 'scope' | 'params'>,
  kind: K,
): Promise<Recorded<K>> {
  const found = await readRecord(call.scope, kind, call.params['id'] ?? '')
  if (found === null) throw new Failure('missing')
  return found
}

/**
 * The record of the path as the wish knows it, else the refusal. What it was made from is then what it replaces: a version that another request is still
 * writing cannot be named beforehand, and so not be overwritten unseen.
 */
export async function demandRecordAt<K extends Kind>(
  call: Pick<ScopedCall, 'scope' | 'params'>,
  kind: K,
  wished: number,
): Promise<Recorded<K>> {
  const found = await demandRecord(call, kind)
  const { id } = found.body
  if (found.version !== wished)
    throw new ChangeRefused(isFrozen(kind, found.body) ? 'frozen' : 'conflict', { kind, id })
  return found
}

/** Writes one record over its current version, and gives it back as it now is. */
export async function writeOver<K extends Kind>(
  { context, scope, principal }: Pick<ScopedCall, 'context' | 'scope' | 'principal'>,
  current: Recorded<K>,
  body: BodyOf<K>,
  why: string,
) {
  const { id } = current.body
  const actor = { by: principal.by, at: instant(context) }
  await change(scope, actor, [{ action: 'update', kind: current.kind, id, body, version: current.version, why }])
  const after = await readRecord(scope, current.kind, id)
  if (after === null) throw new Error(`${current.kind} ${id} is gone within its own transaction`)
  return shown(after)
}

const withoutId = <K extends Kind>({ id: _, ...body }: Recorded<K>['body']): BodyOf<K> => body as BodyOf<K>

function reading({ path, kind }: Collection): readonly Route[] {
  const at = `/organisations/{organisation}/${path}`
  return [
    scoped({
      method: 'get',
      path: at,
      tag: path,
      summary: `List ${path}`,
      access: 'read',
      query: {
        after: recordIdSchema.optional(),
        from: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(200),
        search: lineSchema.optional(),
        sort: z
          .string()
          .regex(/^-?[A-Za-z.]{1,80}$/)
          .optional(),
        where: z.string().max(500).optional(),
      },
      answer: z.object({ records: z.array(recordSchema(kind)), total: z.number() }),
      handle: async ({ context, scope, query }) => {
        const { held, records: all } = await heldRecords(context.store, scope)
        const { records, total } = listed(held[kind], query, besideOf(kind, all))
        return { records: records.map(shown), total }
      },
    }),
    scoped({
      method: 'get',
      path: `${at}/{id}`,
      tag: path,
      summary: `Read one of ${path}`,
      access: 'read',
      answer: recordSchema(kind),
      handle: async (call) => shown(await demandRecord(call, kind)),
    }),
    scoped({
      method: 'get',
      path: `${at}/{id}/history`,
      tag: path,
      summary: 'All that happened to it, oldest first',
      access: 'read',
      answer: z.object({ changes: z.array(pastSchema) }),
      handle: async ({ scope, params }) => ({ changes: await history(scope, kind, params['id'] ?? '') }),
    }),
  ]
}

/** Kinds whose rules look at one record at a time: the others of the kind need not be judged again while one types. */
const LOCAL: ReadonlySet<Kind> = new Set(['risk', 'evidence', 'applicability', 'information', 'responsibility'])

function writing({ path, kind }: Collection, access: Permission): readonly Route[] {
  const at = `/organisations/{organisation}/${path}`
  const schema: z.ZodType<BodyOf<Kind>> = SCHEMAS[kind]
  return [
    scoped({
      method: 'post',
      path: at,
      tag: path,
      summary: `Add to ${path}`,
      access,
      body: z.strictObject({ id: recordIdSchema.optional(), body: schema, why: whySchema }),
      answer: recordSchema(kind),
      handle: async ({ context, scope, principal, body: { id: given, body, why } }) => {
        const id = idFor(kind, body, given)
        // Two that are made at once are two versions.
        if (isVersioned(kind)) await lockLedger(scope)
        const allowed = guarded(kind, body, null, await ismsOf(context, scope), principal.name)
        await change(scope, { by: principal.by, at: instant(context) }, [
          { action: 'create', kind, id, body: allowed, why },
        ])
        return shown(await demandRecord({ scope, params: { id } }, kind))
      },
    }),
    scoped({
      method: 'put',
      path: `${at}/{id}`,
      tag: path,
      summary: 'Change it; `version` is the one that the change was made on',
      access,
      body: z.strictObject({ version, body: schema, why: whySchema }),
      answer: recordSchema(kind),
      handle: async (call) => {
        const { context, scope, principal, body: wish } = call
        const current = await demandRecordAt(call, kind, wish.version)
        if (kind === 'applicability' && idFor(kind, wish.body, undefined) !== current.body.id)
          throw new Failure('invalid', [
            { path: ['body', 'control'], message: 'an answer stays with its control and role' },
          ])
        const body = guarded(kind, wish.body, withoutId(current.body), await ismsOf(context, scope), principal.name)
        return writeOver(call, current, body, wish.why)
      },
    }),
    scoped({
      method: 'delete',
      path: `${at}/{id}`,
      tag: path,
      summary: 'Take it away; its history stays',
      access,
      query: { version: z.coerce.number().int().min(1), why: whySchema },
      handle: async ({ context, scope, principal, params, query }) => {
        await lockLedger(scope)
        demandRemovable(kind, (await demandRecord({ scope, params }, kind)).body)
        const actor = { by: principal.by, at: instant(context) }
        await change(scope, actor, [{ action: 'delete', kind, id: params['id'] ?? '', ...query }])
        return null
      },
    }),
    scoped({
      method: 'post',
      path: `${at}/check`,
      tag: path,
      summary: 'What would be open at this record if it were written so; nothing is written',
      access,
      body: z.strictObject({ id: recordIdSchema.optional(), body: schema }),
      answer: z.object({ points: z.array(pointSchema) }),
      handle: async ({ context, scope, body: { id: given, body } }) => {
        const isms = await ismsOf(context, scope)
        const id = idFor(kind, body, given)
        const others = LOCAL.has(kind) ? [] : isms.records[kind].filter((record) => record.id !== id)
        const records = { ...isms.records, [kind]: [...others, { ...body, id }] }
        const open = STATIONS_OF[kind].flatMap((station) => openAt(station, { ...isms, records }))
        const points = open.filter((point) => point.at.kind === kind && point.at.id === id)
        return { points: showPoints(context, { ...isms, records }, points) }
      },
    }),
  ]
}

/** Reading of every kind, and writing of those that are written as records. */
export const recordRoutes: readonly Route[] = COLLECTIONS.flatMap((collection: Collection) => [
  ...reading(collection),
  ...(collection.write === null ? [] : writing(collection, collection.write)),
])
