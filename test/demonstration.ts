import { foundDemonstration } from '../src/server/demo/organisation.ts'
import { DEMO_ORGANISATION } from '../src/server/identity/principal.ts'
import { verifyExport } from '../src/ledger/verify.ts'
import { filesOf } from './audit/lab.ts'
import { embeddedStore } from './databases.ts'
import { testServer } from './server.ts'

/** Where the API has the organisation of a demonstration. */
export const O = `/organisations/${DEMO_ORGANISATION}`

/** A server in which one person holds every role of one organisation without records, with its store and short ways to ask it; end it by closing the store. */
export async function demonstration(webhookHosts: readonly string[] = []) {
  const store = await embeddedStore()
  await store.inScope(DEMO_ORGANISATION, (scope) => foundDemonstration(scope, '2026-11-21T00:00:00.000Z', '例示組織'))
  const server = testServer(store, 'demo', webhookHosts)
  const post = (path: string, body: object = {}) => server.ask('POST', `${O}${path}`, { body })
  const upload = (evidence: string, path: string, body: Uint8Array, headers = {}) =>
    server.ask('POST', `${O}/evidence/${evidence}/files?path=${encodeURIComponent(path)}`, { body, headers })
  const get = async (path: string) => (await server.ask('GET', `${O}${path}`)).json
  return {
    ...server,
    store,
    /** What the organisation has at the path, as JSON. */
    get,
    post,
    put: (path: string, body: object) => server.ask('PUT', `${O}${path}`, { body }),
    /** Adds a file to evidence. */
    upload,
    /** Keeps the files of a shipped example as evidence; gives its id. */
    evidenceOf: async (example: string): Promise<string> => {
      const { id } = (await post('/evidence', { body: { title: example, effective: '2026-11-20' } })).json
      for (const { path, bytes } of filesOf(example)) {
        const { status } = await upload(id, path, bytes)
        if (status !== 200) throw new Error(`${path} of ${example} was answered with ${status}`)
      }
      return id
    },
    /** How many entries the exported ledger has, and what is wrong with it or with the records that it tells of. */
    ledger: async () => {
      const { text } = await server.ask('GET', `${O}/ledger/export`)
      const { entries, problems } = await verifyExport(text.trimEnd().split('\n'))
      return { entries, problems: [...problems, ...(await get('/ledger/verify')).problems] }
    },
  }
}

export type Demonstration = Awaited<ReturnType<typeof demonstration>>
