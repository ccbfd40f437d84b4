import { z } from 'zod'
import type { IntakeEntry } from '../../evidence/intake.ts'
import { LIMITS } from '../../evidence/intake/limits.ts'
import { safePath } from '../../evidence/intake/path.ts'
import type { Identified } from '../../isms/records/kinds.ts'
import { holdBlob, readBlob } from '../../store/evidence-blobs.ts'
import { lockLedger } from '../../store/ledger.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { entriesOf } from '../audit/files.ts'
import { inTurn } from '../audit/turns.ts'
import { scoped } from '../route.ts'
import type { Route, ScopedCall } from '../route.ts'
import { demandRecord, writeOver } from './records.ts'

const EVIDENCE = '/organisations/{organisation}/evidence/{id}'
/** The largest file or archive. It is held in memory while it is taken in. */
const FILE_BYTES = 256 * 2 ** 20

const upload = scoped({
  method: 'post',
  path: `${EVIDENCE}/files`,
  tag: 'evidence',
  summary: 'Add a file or an archive (zip, tar, gz) to a piece of evidence; the same path replaces it',
  access: 'addEvidence',
  query: { path: z.string().min(1).max(1000) },
  bytes: FILE_BYTES,
  answer: z.object({}).loose(),
  handle: async (call) => {
    const { context, scope, bytes, query } = call
    if (!context.limits.take('upload', call.principal.account)) throw new Failure('too-many')
    const safe = safePath(query.path, LIMITS)
    if ('refused' in safe) throw new Failure('invalid', [{ path: ['path'], message: safe.refused }])
    await demandRecord(call, 'evidence')
    // To keep many bytes takes seconds, in which this transaction would make everybody else wait: it only saw that there is something to add to.
    return async () => {
      const sha256 = await context.store.blobs.put(bytes)
      const file = { path: safe.path, sha256, bytes: bytes.length }
      return context.store.inScope(scope.organisation, (own) => addFile({ ...call, scope: own }, file))
    }
  },
})

async function addFile(
  call: Pick<ScopedCall, 'context' | 'scope' | 'params' | 'principal'>,
  file: Identified<'evidence'>['files'][number],
): Promise<object> {
  // Files that are dropped together come at once: each waits for the one before.
  await lockLedger(call.scope)
  const current = await demandRecord(call, 'evidence')
  await holdBlob(call.scope, file.sha256, file.bytes, instant(call.context))
  const { id: _, ...body } = current.body
  const files = [...body.files.filter(({ path }) => path !== file.path), file]
  return writeOver(call, current, { ...body, files }, `file ${file.path}`.slice(0, 300))
}

const remove = scoped({
  method: 'delete',
  path: `${EVIDENCE}/files`,
  tag: 'evidence',
  summary: 'Take a file out of a piece of evidence; its bytes stay for the history',
  access: 'addEvidence',
  query: { path: z.string().min(1).max(1000) },
  answer: z.object({}).loose(),
  handle: async (call) => {
    await lockLedger(call.scope)
    const current = await demandRecord(call, 'evidence')
    const { id: _, ...body } = current.body
    const files = body.files.filter(({ path }) => path !== call.query.path)
    if (files.length === body.files.length) throw new Failure('missing')
    return writeOver(call, current, { ...body, files }, `without ${call.query.path}`.slice(0, 300))
  },
})

const download = scoped({
  method: 'get',
  path: `${EVIDENCE}/files/{sha256}`,
  tag: 'evidence',
  summary: 'The bytes of a file',
  access: 'read',
  handle: async (call) => {
    const { body } = await demandRecord(call, 'evidence')
    const file = body.files.find(({ sha256 }) => sha256 === call.params['sha256'])
    const bytes = file === undefined ? null : await readBlob(call.scope, call.context.store.blobs, file.sha256)
    if (file === undefined || bytes === null) throw new Failure('missing')
    // Never shown by the browser, whatever it holds.
    const name = encodeURIComponent(file.path.split('/').at(-1) ?? 'file')
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
        'content-security-policy': 'sandbox',
      },
    })
  },
})

/** Does the work with the files, which are held only while it is its turn. */
const withFiles = <T>(
  { context, scope }: Pick<ScopedCall, 'context' | 'scope'>,
  evidence: Identified<'evidence'>,
  work: (entries: readonly IntakeEntry[]) => Promise<T>,
): Promise<T> =>
  inTurn(async () => work(await context.store.inScope(scope.organisation, (own) => entriesOf(context, own, evidence))))

const recognition = scoped({
  method: 'get',
  path: `${EVIDENCE}/recognition`,
  tag: 'evidence',
  summary: 'What each file is recognised as, what is covered, and what was not understood',
  access: 'read',
  answer: z.object({
    sha256: z.string(),
    files: z.array(z.unknown()),
    coverage: z.array(z.unknown()),
    problems: z.array(z.unknown()),
    engagement: z.string().nullable(),
  }),
  handle: async (call) => {
    const { body } = await demandRecord(call, 'evidence')
    return () => withFiles(call, body, (entries) => call.context.perform({ kind: 'recognise', entries }))
  },
})

const ownership = scoped({
  method: 'post',
  path: `${EVIDENCE}/ownership`,
  tag: 'evidence',
  summary:
    'Whose each endpoint of the evidence is under the text of an engagement, what of the text is wrong, and a first text to begin with; nothing is kept',
  access: 'read',
  body: z.strictObject({ text: z.string().max(1_000_000) }),
  answer: z.object({
    endpoints: z.array(z.unknown()),
    total: z.number(),
    problems: z.array(z.unknown()),
    draft: z.object({ ja: z.string(), en: z.string() }),
  }),
  handle: async (call) => {
    const { body } = await demandRecord(call, 'evidence')
    const engagement = call.body.text
    return () => withFiles(call, body, (entries) => call.context.perform({ kind: 'sight', entries, engagement }))
  },
})

export const evidenceRoutes: readonly Route[] = [upload, remove, download, recognition, ownership]
