import { z } from 'zod'
import { verifierKeyOf } from '../../ledger/keys.ts'
import { checkpoint, exportLedger } from '../../store/ledger.ts'
import { recentChanges } from '../../store/records.ts'
import { verifyOrganisation } from '../../store/verify.ts'
import { instant } from '../context.ts'
import { open, scoped } from '../route.ts'
import type { Route } from '../route.ts'
import { pastSchema } from './answers.ts'

const ORGANISATION = '/organisations/{organisation}'

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
  summary: 'The newest changes, newest first (M-1)',
  access: 'read',
  query: {
    before: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  },
  answer: z.object({ changes: z.array(pastSchema) }),
  handle: async ({ scope, query: { before, limit } }) => ({ changes: await recentChanges(scope, limit, before) }),
})

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
