import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedStore } from '../../test/databases.ts'
import { testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import { KINDS } from '../isms/records/kinds.ts'
import { COMMENT_SUBJECTS } from '../isms/records/comment.ts'
import { createAccount } from '../store/accounts.ts'
import { addMember, createOrganisation } from '../store/organisations.ts'
import { createToken } from '../store/tokens.ts'
import type { Store } from '../store/open.ts'
import { tokenHash } from './identity/secrets.ts'
import type { Role } from './permissions.ts'

const O = '/organisations/mine'
const at = '2026-11-21T00:00:00.000Z'
const system = { by: 'system', at }
let store: Store
let server: TestServer

/** Asks as the member of that role. */
const as = (role: Role) => (method: string, path: string, body?: object) =>
  server.ask(method, `${O}${path}`, {
    headers: { authorization: `Bearer akashi_${role}` },
    ...(body === undefined ? {} : { body }),
  })

beforeAll(async () => {
  store = await embeddedStore()
  server = testServer(store)
  await store.inScope('mine', async (scope) => {
    await createOrganisation(scope, system, '例示組織')
    for (const role of ['manager', 'externalAuditor', 'viewer'] as const) {
      const account = {
        id: role,
        email: `${role.toLowerCase()}@example.jp`,
        name: role,
        language: 'ja',
        password: null,
      }
      await createAccount(scope.trx, { ...account, created_at: at })
      await addMember(scope, system, role, role, '')
      await createToken(scope, system, tokenHash(`akashi_${role}`), {
        id: role,
        account: role,
        name: role,
        roles: [role],
        readOnly: false,
        createdAt: at,
        expiresAt: '2027-01-01T00:00:00.000Z',
      })
    }
  })
  await as('manager')('POST', '/services', { id: 'store', body: { name: { ja: '共同保管' }, roles: ['provider'] } })
  await as('manager')('POST', '/risks', { id: 'r1', body: { title: '到達', service: 'store', role: 'provider' } })
}, 60_000)
afterAll(async () => store?.close())

const about = { kind: 'risk', id: 'r1' }

describe('comments on records', () => {
  it('[M-3] an external auditor comments, and writes nothing else', async () => {
    const auditor = as('externalAuditor')
    const made = await auditor('POST', '/comments', { about, text: '評価の根拠を示してください。' })
    expect([made.status, made.json.body]).toEqual([
      200,
      {
        about: { ...about, run: null },
        text: '評価の根拠を示してください。',
        author: { account: 'externalAuditor', name: 'externalAuditor' },
        at: '2026-11-21T01:00:00.000Z',
        settled: null,
      },
    ])
    const { names } = (await auditor('GET', '/comments/subjects')).json
    expect(names).toEqual({ 'risk r1': { ja: expect.stringMatching(/./), en: expect.stringMatching(/./) } })
    expect(names['risk r1'].ja).toBe((await auditor('GET', '/risks/r1')).json.body.title)
    expect(
      (await auditor('PUT', '/risks/r1', { version: 1, body: { title: 'x', service: 'store', role: 'provider' } }))
        .status,
    ).toBe(403)
    expect((await as('viewer')('POST', '/comments', { about, text: 'x' })).status).toBe(403)
    expect((await as('viewer')('GET', '/comments')).json.total).toBe(1)
  })

  it('[M-3] an open comment is something open until somebody settles it, and it can be opened again', async () => {
    const manager = as('manager')
    const [comment] = (await manager('GET', '/comments')).json.records
    const open = async () => (await manager('GET', '/open?station=comments')).json.points
    expect(await open()).toMatchObject([
      {
        rule: 'M-3',
        at: { kind: 'comment', id: comment.id },
        text: { ja: 'externalAuditor のコメント「評価の根拠を示してください。」が未解決です。' },
      },
    ])
    const settled = await manager('POST', `/comments/${comment.id}/settle`, {
      version: 1,
      settled: true,
      why: '追記した',
    })
    expect(settled.json.body.settled).toEqual({ by: 'manager', on: '2026-11-21' })
    expect(await open()).toEqual([])
    const again = await as('externalAuditor')('POST', `/comments/${comment.id}/settle`, { version: 2, settled: false })
    expect(again.json.body).toMatchObject({ settled: null, text: '評価の根拠を示してください。' })
    expect(await open()).toHaveLength(1)
  })

  it('[M-1] only the author rewrites a comment, nobody takes it away, and the ledger keeps what it was', async () => {
    const [comment] = (await as('manager')('GET', '/comments')).json.records
    const rewrite = (role: Role, version: number) =>
      as(role)('PUT', `/comments/${comment.id}`, { version, text: '根拠は?' })
    expect((await rewrite('manager', 3)).json.error.code).toBe('not-the-author')
    expect((await rewrite('externalAuditor', 2)).json.error.code).toBe('conflict')
    expect((await rewrite('externalAuditor', 3)).json.body.text).toBe('根拠は?')
    expect((await as('manager')('DELETE', `/comments/${comment.id}?version=4`)).status).toBe(404)
    const { changes } = (await as('manager')('GET', `/comments/${comment.id}/history`)).json
    expect(changes.map(({ by, content }: { by: string; content: { text: string } }) => [by, content.text])).toEqual([
      ['token:externalAuditor', '評価の根拠を示してください。'],
      ['token:manager', '評価の根拠を示してください。'],
      ['token:externalAuditor', '評価の根拠を示してください。'],
      ['token:externalAuditor', '根拠は?'],
    ])
  })

  it('[M-3] may be about the answer for a control that nobody has written yet, and about nothing that is not there', async () => {
    const comment = async (subject: object) =>
      (await as('externalAuditor')('POST', '/comments', { about: subject, text: 'x' })).status
    expect(await comment({ kind: 'applicability', id: 'iso27017-2015_CLD.9.5.1_provider' })).toBe(200)
    for (const subject of [
      { kind: 'applicability', id: 'iso27017-2015_99.9_provider' },
      { kind: 'risk', id: 'none' },
      { kind: 'risk', id: 'r1', run: 'r1' },
      { kind: 'finding', id: 'F-1' },
      { kind: 'finding', id: 'F-1', run: 'none' },
      { kind: 'comment', id: 'x' },
      { kind: '__proto__', id: 'x' },
    ])
      expect([subject, await comment(subject)]).toEqual([subject, 400])
  })

  it('every kind of record but judgements and comments themselves may be commented on', () => {
    const subjects: readonly string[] = COMMENT_SUBJECTS
    expect(KINDS.filter((kind) => !subjects.includes(kind))).toEqual(['judgement', 'comment'])
  })
})
