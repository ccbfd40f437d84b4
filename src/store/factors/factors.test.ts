import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedStore } from '../../../test/databases.ts'
import { createAccount } from '../accounts.ts'
import type { Store } from '../open.ts'
import { createChallenge, takeChallenge, tryChallenge } from './challenges.ts'
import type { Challenge } from './challenges.ts'
import { addPasskey, passkeyByCredential, usePasskey } from './passkeys.ts'

const at = '2026-11-21T00:00:00.000Z'
const soon = '2026-11-21T00:05:00.000Z'

let store: Store
beforeAll(async () => {
  store = await embeddedStore()
  await store.asCaller({ system: true }, async (trx) => {
    for (const id of ['a', 'b']) {
      const email = `${id}@example.jp`
      await createAccount(trx, { id, email, name: id, language: 'ja', password: null, created_at: at })
    }
  })
}, 60_000)
afterAll(async () => store?.close())

describe('a challenge', () => {
  const asked = { purpose: 'passkey-register', account: 'a', expiresAt: soon } as const satisfies Challenge
  const ask = (hash: string, challenge: Challenge = asked) =>
    store.asCaller({ system: true }, (trx) => createChallenge(trx, hash, challenge, at))
  const take = (hash: string, part: Partial<Challenge> = {}, now = at): Promise<boolean> =>
    store.asCaller({ system: true }, (trx) => takeChallenge(trx, hash, { ...asked, ...part }, now))
  const attempt = (hash: string, now = at, purpose: Challenge['purpose'] = 'second-step') =>
    store.asCaller({ system: true }, (trx) => tryChallenge(trx, hash, purpose, { now, most: 2 }))

  it('[ID-3] is answered for what it was made for, by whom it was made for, and a wrong answer leaves it', async () => {
    await ask('one')
    expect(await take('other')).toBe(false)
    expect(await take('one', { purpose: 'second-step' })).toBe(false)
    expect(await take('one', { account: 'b' })).toBe(false)
    expect(await take('one', { account: null })).toBe(false)
    expect(await take('one', {}, soon)).toBe(false)
    expect(await take('one')).toBe(true)
    expect(await take('one')).toBe(false)
  })

  it('[ID-3] that is for nobody yet is not answered for somebody, and of two answers at once one gets it', async () => {
    await ask('two', { ...asked, purpose: 'passkey-sign-in', account: null })
    const signIn = { purpose: 'passkey-sign-in', account: null } as const
    expect(await take('two', { ...signIn, account: 'a' })).toBe(false)
    expect((await Promise.all([take('two', signIn), take('two', signIn)])).toSorted()).toEqual([false, true])
  })

  it('[ID-1] is tried so often and no more, until it ends, and only for its purpose', async () => {
    await ask('three', { ...asked, purpose: 'second-step' })
    expect(await attempt('three', soon)).toBeNull()
    expect(await attempt('three', at, 'passkey-register')).toBeNull()
    expect([await attempt('three'), await attempt('three'), await attempt('three')]).toEqual(['a', 'a', null])
  })

  it('[ID-1] that ended is forgotten by the next one', async () => {
    await ask('four')
    await store.asCaller({ system: true }, (trx) =>
      createChallenge(trx, 'five', { ...asked, expiresAt: '2027-01-01T00:00:00.000Z' }, soon),
    )
    const rows = await store.asCaller({ system: true }, (trx) => trx.selectFrom('challenge').select('hash').execute())
    expect(rows.map(({ hash }) => hash)).toEqual(['five'])
  })
})

describe('a passkey', () => {
  const use = (id: string, counter: number): Promise<boolean> =>
    store.asCaller({ system: true }, (trx) => usePasskey(trx, id, counter, at))
  const add = (id: string, account: string, credential: string, counter: number): Promise<boolean> =>
    store.asCaller({ system: true }, (trx) =>
      addPasskey(trx, {
        id,
        account,
        credential,
        rpId: 'localhost',
        name: '鍵',
        publicKey: 'p',
        counter,
        transports: [],
        synced: false,
        createdAt: at,
        usedAt: null,
      }),
    )

  it('[ID-3] whose counter does not go on is a copy, and of two at once one is let in', async () => {
    expect(await add('counts', 'a', 'c1', 5)).toBe(true)
    expect([await use('counts', 5), await use('counts', 4), await use('counts', 0)]).toEqual([false, false, false])
    expect((await Promise.all([use('counts', 6), use('counts', 6)])).toSorted()).toEqual([false, true])
    expect(await use('counts', 7)).toBe(true)
  })

  it('[ID-3] that does not count is used again and again, until it counts', async () => {
    expect(await add('silent', 'a', 'c2', 0)).toBe(true)
    expect([await use('silent', 0), await use('silent', 0), await use('silent', 1)]).toEqual([true, true, true])
    expect(await use('silent', 0)).toBe(false)
  })

  it('[ID-3] is one account’s: the same credential is not added again for another', async () => {
    expect(await add('again', 'b', 'c1', 0)).toBe(false)
    const found = await store.asCaller({ system: true }, (trx) => passkeyByCredential(trx, 'c1'))
    expect([found?.id, found?.account]).toEqual(['counts', 'a'])
  })
})
