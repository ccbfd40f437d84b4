import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PASSWORD, VERIFIED, backFrom, outsideAccounts, refused } from '../../test/outside-accounts.ts'
import type { OutsideAccounts } from '../../test/outside-accounts.ts'
import { createAccount } from '../store/accounts.ts'
import { createInvitation, openInvitations } from '../store/invitations.ts'
import { addMember, createOrganisation } from '../store/organisations.ts'
import { tokenHash } from './identity/secrets.ts'

let place: OutsideAccounts
beforeAll(async () => {
  place = await outsideAccounts()
}, 60_000)
afterAll(async () => place?.close())
beforeEach(() => place.anHourLater())

describe('who is let in', () => {
  it('[OIDC-2] an invited person with a verified address gets an account of their own, and comes back by subject', async () => {
    await place.invited('new@example.jp')
    const claims = { sub: 'newcomer', email: 'New@Example.jp', email_verified: true, name: 'リスク担当' }
    const { who, page } = await place.signInWith({ claims })
    expect(page).toBe('/')
    const { json } = await who.ask('GET', '/me')
    expect(json).toMatchObject({
      name: 'リスク担当',
      email: 'new@example.jp',
      organisations: [{ roles: ['riskOwner'] }],
    })
    // The address may change at the provider; the subject stays who it was.
    const again = await place.signInWith({
      claims: { sub: 'newcomer', email: 'changed@example.jp', email_verified: false },
    })
    expect((await again.who.ask('GET', '/me')).json.account).toBe(json.account)
  })

  it('[OIDC-2] an invitation is used up by it, and a name that another member bears is told apart', async () => {
    const token = await place.invited('namesake@example.jp')
    const claims = { sub: 'namesake', email: 'namesake@example.jp', email_verified: true, name: '責任者' }
    const { who } = await place.signInWith({ claims })
    expect((await who.ask('GET', '/me')).json.name).toBe('責任者 (namesake@example.jp)')
    expect((await place.server.ask('POST', '/invitations/look', { body: { token } })).status).toBe(410)
  })

  it('[OIDC-2] [T-1] a name that a member of any of the inviting organisations bears is told apart, not only of the first', async () => {
    const email = 'invited-twice@example.jp'
    await place.invited(email)
    const at = '2026-11-21T00:00:00.000Z'
    const system = { by: 'system', at }
    await place.server.context.store.inScope('two', async (scope) => {
      await createOrganisation(scope, system, '二つ目の組織')
      const account = { id: 'second', email: 'second@example.jp', name: '二人目', language: 'ja', password: null }
      await createAccount(scope.trx, { ...account, created_at: at })
      await addMember(scope, system, 'second', 'riskOwner', '')
      const wish = { id: 'i2', email, roles: ['riskOwner'], expiresAt: '2027-11-21T00:00:00.000Z' }
      await createInvitation(scope, system, tokenHash('of the second'), wish)
    })
    const { who } = await place.signInWith({ claims: { sub: 'both', email, email_verified: true, name: '二人目' } })
    const { name, organisations } = (await who.ask('GET', '/me')).json
    expect([name, organisations.length]).toEqual([`二人目 (${email})`, 2])
  })

  it('[OIDC-2] nobody without an invitation, and nobody whose address was not verified', async () => {
    await place.invited('invited@example.jp')
    const page = async (claims: object) => (await place.signInWith({ claims: { sub: 'stranger', ...claims } })).page
    expect(await page({ email: 'stranger@example.jp', email_verified: true })).toBe(refused('oidc-unknown'))
    expect(await page({ email: 'invited@example.jp', email_verified: false })).toBe(refused('oidc-unverified'))
    expect(await page({ email: 'invited@example.jp', email_verified: 'true' })).toBe(refused('oidc-unverified'))
    expect(await page({ email: 'invited@example.jp' })).toBe(refused('oidc-unverified'))
    expect(await page({})).toBe(refused('oidc-unverified'))
  })

  it('[OIDC-2] nobody whose invitation has ended', async () => {
    await place.invited('late@example.jp')
    for (let days = 0; days < 8; days += 1) for (let hours = 0; hours < 24; hours += 1) place.anHourLater()
    const claims = { sub: 'late', email: 'late@example.jp', email_verified: true }
    expect((await place.signInWith({ claims })).page).toBe(refused('oidc-unknown'))
  })

  it('[OIDC-2] an account that is there already is never joined by its address alone', async () => {
    const { who, page } = await place.signInWith({ claims: { sub: 'claims-to-be-owner', ...VERIFIED } })
    expect(page).toBe(refused('oidc-link-first'))
    expect((await who.ask('GET', '/me')).status).toBe(401)
  })

  it('[OIDC-2] nor by an invitation to its address, which its person accepts when signed in', async () => {
    const by = { by: 'system', at: place.server.clock.now.toISOString() }
    await place.store.inScope('elsewhere', async (scope) => {
      await createOrganisation(scope, by, '別の組織')
      const invitation = { id: 'i', email: VERIFIED.email, roles: ['manager'], expiresAt: '2027-12-31T00:00:00.000Z' }
      await createInvitation(scope, by, 'hash', invitation)
    })
    const { who, page } = await place.signInWith({ claims: { sub: 'invited-owner', ...VERIFIED } })
    expect(page).toBe(refused('oidc-link-first'))
    expect((await who.ask('GET', '/me')).status).toBe(401)
    const open = await place.store.inScope('elsewhere', (scope) => openInvitations(scope, by.at))
    expect(open.map(({ id }) => id)).toEqual(['i'])
  })

  it('[OIDC-2] an account that links the identity itself is entered by it, until they are parted again', async () => {
    const owner = await place.linkedOwner('owner-subject')
    const { who, page } = await place.signInWith({ claims: { sub: 'owner-subject', ...VERIFIED } })
    expect(page).toBe('/')
    expect((await who.ask('GET', '/me')).json.account).toBe('owner')
    const { events } = (await owner.ask('GET', '/me/factors')).json
    expect(events[0]).toMatchObject({ action: 'identity-linked', about: place.provider.issuer })
    const [own] = (await owner.ask('GET', '/me/identities')).json.identities
    expect(own).toMatchObject({ issuer: place.provider.issuer, email: 'owner@example.jp' })
    expect((await owner.ask('POST', `/me/identities/${own.id}/remove`, { password: PASSWORD })).status).toBe(204)
    expect((await place.signInWith({ claims: { sub: 'owner-subject', ...VERIFIED } })).page).toBe(
      refused('oidc-link-first'),
    )
  })

  it('[OIDC-2] an identity belongs to one account, and one of another address is not linked', async () => {
    const owner = await place.linkedOwner('owner-subject')
    const link = async (claims: object) => {
      place.provider.plays({ claims: { ...VERIFIED, ...claims } })
      return owner.come(await backFrom((await owner.ask('POST', '/me/identities', { password: PASSWORD })).json.url))
    }
    expect(await link({ sub: 'newcomer' })).toBe(refused('oidc-taken'))
    expect(await link({ sub: 'second-of-owner' })).toBe(refused('oidc-taken'))
    const [own] = (await owner.ask('GET', '/me/identities')).json.identities
    await owner.ask('POST', `/me/identities/${own.id}/remove`, { password: PASSWORD })
    expect(await link({ sub: 'other', email: 'other@example.jp' })).toBe(refused('oidc-other-address'))
    expect(await link({ sub: 'other', email_verified: false })).toBe(refused('oidc-unverified'))
    expect((await owner.ask('GET', '/me/identities')).json.identities).toEqual([])
  })

  it('a link that another account began is refused', async () => {
    const owner = await place.signedInOwner()
    place.provider.plays({ claims: { ...VERIFIED, sub: 'late' } })
    const back = await backFrom((await owner.ask('POST', '/me/identities', { password: PASSWORD })).json.url)
    await owner.ask('DELETE', '/session')
    expect(await owner.come(back)).toBe(refused('oidc-state'))
  })

  it('[ID-6] an outside account is linked and parted with the password only: an unwatched screen is not enough', async () => {
    const owner = await place.linkedOwner('owner-subject')
    const [own] = (await owner.ask('GET', '/me/identities')).json.identities
    const wrong = { password: 'not the password' }
    const parted = await owner.ask('POST', `/me/identities/${own.id}/remove`, wrong)
    const linked = await owner.ask('POST', '/me/identities', wrong)
    for (const { status, json } of [parted, linked])
      expect([status, json.error.code]).toEqual([403, 'wrong-present-password'])
    expect((await owner.ask('POST', '/me/identities', {})).status).toBe(400)
    expect((await owner.ask('GET', '/me/identities')).json.identities).toHaveLength(1)
  })

  it('an account without a password keeps its outside account', async () => {
    const { who } = await place.signInWith({ claims: { sub: 'newcomer' } })
    const [own] = (await who.ask('GET', '/me/identities')).json.identities
    expect((await who.ask('POST', `/me/identities/${own.id}/remove`, { password: PASSWORD })).json.error.code).toBe(
      'oidc-only-way',
    )
  })

  it('[OIDC-2] nobody whose account is disabled, however they come', async () => {
    await place.linkedOwner('owner-subject')
    const enabled = (is: boolean) =>
      place.store.asCaller({ system: true }, (trx) =>
        trx.updateTable('account').set({ disabled: !is }).where('id', '=', 'owner').execute(),
      )
    await enabled(false)
    const { who, page } = await place.signInWith({ claims: { sub: 'owner-subject', ...VERIFIED } })
    expect(page).toBe(refused('oidc-disabled'))
    expect([...who.jar.keys()]).not.toContain('__Host-akashi')
    expect((await (await place.signedInOwner()).ask('GET', '/me')).status).toBe(401)
    await enabled(true)
    expect((await (await place.signedInOwner()).ask('GET', '/me')).status).toBe(200)
  })
})
