import { z } from 'zod'
import { lineSchema } from '../../isms/records/fields.ts'
import { verifierKeyOf } from '../../ledger/keys.ts'
import { checkpoint, exportLedger } from '../../store/ledger.ts'
import { ledgerMark } from '../../store/records.ts'
import type { Past } from '../../store/records.ts'
import { soughtChanges } from '../../store/sought-changes.ts'
import { verifyOrganisation } from '../../store/verify.ts'
import { instant } from '../context.ts'
import { may } from '../permissions.ts'
import { open, scoped } from '../route.ts'
import type { Route } from '../route.ts'
import { pastSchema } from '../answers/overview.ts'
import { ORGANISATION } from './common.ts'

const health = open({
  method: 'get',
  path: '/health',
  tag: 'overview',
  summary: 'Answers when the server and its database do',
  answer: z.object({ ok: z.literal(true), mode: z.enum(['accounts', 'demo']) }),
  handle: async ({ context }) => {
    await context.store.asCaller({ system: true }, (trx) => trx.selectFrom('account').select('id').limit(1).execute())
    return { ok: true, mode: context.mode }
  },
})

const changes = scoped({
  method: 'get',
  path: `${ORGANISATION}/changes`,
  tag: 'ledger',
  summary: 'The newest changes that are sought, newest first, and how many the ledger holds in all (M-1)',
  access: 'read',
  query: {
    before: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
    kind: lineSchema.max(60).optional(),
    action: z.enum(['create', 'update', 'delete']).optional(),
    search: lineSchema.max(200).optional(),
  },
  answer: z.object({ changes: z.array(pastSchema), size: z.number() }),
  handle: async ({ scope, principal, query }) => {
    const all = await soughtChanges(scope, query)
    const isShown = may(principal.roles.get(scope.organisation) ?? [], 'administer')
    return { changes: isShown ? all : all.map(withoutAddress), size: (await ledgerMark(scope)).size }
  },
})

/** The change without the address of somebody invited: as in the list of members, only owners see addresses. */
const withoutAddress = (one: Past): Past =>
  one.kind === 'invitation' && one.content !== null ? { ...one, content: { ...one.content, email: null } } : one

const exported = scoped({
  method: 'get',
  path: `${ORGANISATION}/ledger/export`,
  tag: 'ledger',
  summary: 'The ledger as a file that `akashi ledger verify` verifies offline',
  access: 'readLedger',
  handle: async ({ context, scope }) => {
    const text = await exportLedger(scope, context.store.signer, instant(context))
    const name = `akashi-ledger-${scope.organisation}.jsonl`
    return new Response(text, {
      headers: { 'content-type': 'application/jsonl', 'content-disposition': `attachment; filename="${name}"` },
    })
  },
})

const signed = scoped({
  method: 'post',
  path: `${ORGANISATION}/ledger/checkpoint`,
  tag: 'ledger',
  summary: 'Sign the ledger as it stands; keep the note elsewhere',
  access: 'readLedger',
  answer: z.object({ checkpoint: z.string(), key: z.string() }),
  handle: async ({ context, scope }) => ({
    checkpoint: await checkpoint(scope, context.store.signer, instant(context)),
    key: verifierKeyOf(context.store.signer),
  }),
})

const verified = scoped({
  method: 'get',
  path: `${ORGANISATION}/ledger/verify`,
  tag: 'ledger',
  summary: 'Compares every record with the ledger',
  access: 'readLedger',
  answer: z.object({ problems: z.array(z.object({ code: z.string() }).loose()) }),
  handle: async ({ scope }) => ({ problems: await verifyOrganisation(scope) }),
})

export const ledgerRoutes: readonly Route[] = [health, changes, exported, signed, verified]
