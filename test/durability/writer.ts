import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { change } from '../../src/store/change.ts'
import { keepBlob, readBlob } from '../../src/store/evidence-blobs.ts'
import { exportLedger } from '../../src/store/ledger.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/open.ts'
import { createOrganisation } from '../../src/store/organisations.ts'
import { readAll } from '../../src/store/records.ts'
import type { Scope } from '../../src/store/scope.ts'

/*
 * A process that is there to be killed. It says `ready` when it is loaded, and begins when it reads `go FOLDER ROUND LEDGER` (1: with the ledger's export).
 * It opens the folder, says in one line what it found there, and then writes without a pause: every line that follows is a change that it acknowledges.
 */
const ORGANISATION = 'o'
const AT = '2026-11-21T00:00:00Z'
const actor = { by: 'system', at: AT }
const say = (line: string): boolean => process.stdout.write(`${line}\n`)

async function work(folder: string, round: number, withLedger: boolean): Promise<void> {
  const store = await openStore({ folder })
  await store.inScope(ORGANISATION, begin)
  say(JSON.stringify(await found(store, round, withLedger)))
  for (let i = 0; ; i += 1) {
    const write = KINDS[i % KINDS.length]
    if (write !== undefined) await store.inScope(ORGANISATION, (scope) => write(store, scope, `r${round}-${i}`))
    say(`r${round}-${i}`)
  }
}

async function begin(scope: Scope): Promise<void> {
  const isThere = await scope.trx.selectFrom('organisation').select('id').executeTakeFirst()
  if (isThere === undefined) await createOrganisation(scope, actor, ORGANISATION)
}

/** Every record that is there, and the ledger. What the last round wrote counts only with the bytes that it names; with the ledger everything is looked at so. */
const found = (store: Store, round: number, withLedger: boolean) =>
  store.inScope(ORGANISATION, async (scope) => {
    const ids: string[] = []
    for (const { body } of await readAll(scope)) {
      const isLooked = withLedger || body.id.startsWith(`r${round - 1}-`)
      const bytes = isLooked
        ? await Promise.all(blobsOf(body).map((sha256) => readBlob(scope, store.blobs, sha256)))
        : []
      if (bytes.every((one) => one !== null)) ids.push(body.id)
    }
    return { ids, ledger: withLedger ? await exportLedger(scope, store.signer, AT) : null }
  })

const blobsOf = (body: object): readonly string[] => {
  const { files, result } = named.parse(body)
  return [...files.map(({ sha256 }) => sha256), ...(result === null ? [] : [result])]
}
const named = z.object({
  files: z.array(z.object({ sha256: z.string() })).default([]),
  result: z.string().nullable().default(null),
})

type Write = (store: Store, scope: Scope, id: string) => Promise<void>

const create = (scope: Scope, kind: 'service' | 'evidence' | 'auditRun', id: string, body: object): Promise<void> =>
  change(scope, actor, [{ action: 'create', kind, id, body, why: '' }])

// Half a page to two pages, so that journals and files end at all places.
const bytesFor = (id: string): Buffer =>
  Buffer.alloc(4000 + (createHash('sha256').update(id).digest()[0] ?? 0) * 48, `${id} `)

/** What is written in turn: a plain record, a record with a file, and a finished audit with its result. */
const KINDS: readonly Write[] = [
  (_, scope, id) => create(scope, 'service', id, { name: { ja: id, en: '' } }),
  async (store, scope, id) => {
    const bytes = bytesFor(id)
    const sha256 = await keepBlob(scope, store.blobs, bytes, AT)
    await create(scope, 'evidence', id, { title: id, files: [{ path: 'a', sha256, bytes: bytes.length }] })
  },
  async (store, scope, id) => {
    const result = await keepBlob(scope, store.blobs, bytesFor(`result of ${id}`), AT)
    await create(scope, 'auditRun', id, { title: id, status: 'done', result })
  },
]

say('ready')
for await (const line of createInterface({ input: process.stdin })) {
  const [, folder = '', round = '', ledger = ''] = line.split(' ')
  await work(folder, Number(round), ledger === '1')
}
