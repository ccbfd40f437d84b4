import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FAILURES } from '../../src/server/failure.ts'
import { oidcProvider } from '../oidc-provider.ts'
import type { OidcProvider } from '../oidc-provider.ts'
import { faults, faultsAtRest } from './faults.ts'
import { hasChromium, installation } from './workbench.ts'
import type { Installation } from './workbench.ts'

const SLOW = 300_000
const OWNER = { email: 'owner@example.jp', password: 'とても長い合言葉です、どうぞ' }
const PASSWORD = 'correct horse battery staple'

const WORDS = {
  'ja-JP': {
    signIn: 'サインイン',
    email: 'メールアドレス',
    password: 'パスワード',
    name: '氏名又は役職',
    invite: '招待する',
    riskOwner: /^リスク所有者/,
    viewer: /^閲覧者/,
    makeLink: '招待のリンクを作成',
    invited: '「例示組織」に、リスク所有者として招待されています。',
    join: '参加する',
    add: '追加',
    readOnly: '閲覧だけができます',
    ownersOnly: 'API トークンを管理できるのは、所有者だけです。',
    save: '役割を保存',
    lastOwner: 'この人は唯一の所有者です。',
    begin: '適用範囲を定める',
  },
  'en-GB': {
    signIn: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    name: 'Name or position',
    invite: 'Invite',
    riskOwner: /^Risk owner/,
    viewer: /^Viewer/,
    makeLink: 'Make the link',
    invited: 'You are invited to “例示組織” as Risk owner.',
    join: 'Join',
    add: 'Add',
    readOnly: 'you read this and change nothing',
    ownersOnly: 'Only owners manage API tokens.',
    save: 'Save the roles',
    lastOwner: 'This is the only owner.',
    begin: 'Begin',
  },
} as const
type Words = (typeof WORDS)[keyof typeof WORDS]

/** What a browser says of a refusal that was expected. */
const expected = (complaint: string): boolean => /status of (401|403|410)/.test(complaint)

describe.skipIf(!hasChromium)('members in a browser', () => {
  let bench: Installation
  let provider: OidcProvider
  beforeAll(async () => {
    provider = await oidcProvider()
    const { issuer, client } = provider
    bench = await installation({
      issuer,
      clientId: client.id,
      clientSecret: client.secret,
      label: '社内アカウント',
      hosts: [],
    })
    const { page } = await bench.open('/')
    const token = bench.startPath.split('#')[1] ?? ''
    const body = { token, organisation: '例示組織', name: '責任者', ...OWNER }
    const started = await page.context().request.post(`${bench.url}/api/v1/start`, { data: body })
    expect(started.status()).toBe(200)
    await page.context().close()
  }, SLOW)
  afterAll(async () => {
    await bench?.close()
    await provider?.close()
  })

  async function signIn(page: Page, t: Words, { email, password }: typeof OWNER): Promise<void> {
    await page.getByLabel(t.email).fill(email)
    await page.getByRole('textbox', { name: t.password }).fill(password)
    await page.getByRole('button', { name: t.signIn, exact: true }).click()
    await page.getByRole('navigation').waitFor()
  }

  /** The owner's window, at the members. */
  async function ownerAt(path: string, locale: keyof typeof WORDS) {
    const window = await bench.open(path, { locale })
    await signIn(window.page, WORDS[locale], OWNER)
    return window
  }

  async function invite(page: Page, t: Words, email: string): Promise<string> {
    await page.getByRole('button', { name: t.invite, exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t.email).fill(email)
    await dialog.getByRole('checkbox', { name: t.riskOwner }).check()
    await dialog.getByRole('button', { name: t.makeLink }).click()
    const link = await dialog.locator('.copy-once code').innerText()
    await page.keyboard.press('Escape')
    return link
  }

  it.each(['ja-JP', 'en-GB'] as const)(
    '[M-3] an owner invites a risk owner, who joins by the link, signs in again, and sees only what the role allows (%s)',
    async (locale) => {
      const t = WORDS[locale]
      const email = `risk-${locale.slice(0, 2)}@example.jp`
      const owner = await ownerAt('/members', locale)
      const link = await invite(owner.page, t, email)
      expect(new URL(link).pathname).toBe('/join')
      await owner.page.getByText(email).waitFor()

      const { page, complaints, strangers } = await bench.open(link.slice(bench.url.length), { locale })
      await page.getByText(t.invited).waitFor()
      await page.getByLabel(t.name).fill(`担当 ${locale}`)
      await page.getByRole('textbox', { name: t.password }).fill(PASSWORD)
      await page.getByRole('button', { name: t.join, exact: true }).click()
      await page.getByRole('navigation').waitFor()
      await page.context().clearCookies()
      await page.goto(`${bench.url}/risks`)
      await signIn(page, t, { email, password: PASSWORD })

      await page.getByRole('button', { name: t.add, exact: true }).first().waitFor()
      await page.goto(`${bench.url}/organisation`)
      await page.getByText(t.readOnly).first().waitFor()
      expect(await page.getByRole('button', { name: t.add, exact: true }).count()).toBe(0)
      await page.goto(`${bench.url}/members`)
      await page.getByText(`担当 ${locale}`).first().waitFor()
      expect(await page.getByRole('button', { name: t.invite }).count()).toBe(0)
      expect(await page.getByText(OWNER.email).count()).toBe(0)
      await page.goto(`${bench.url}/tokens`)
      await page.getByText(t.ownersOnly).waitFor()
      const refused = await page.evaluate(async () => {
        const { organisations } = await (await fetch('/api/v1/me')).json()
        return (await fetch(`/api/v1/organisations/${organisations[0].id}/tokens`)).status
      })
      expect(refused).toBe(403)
      expect(complaints.filter((one) => !expected(one))).toEqual([])
      expect(strangers).toEqual([])

      // The owner takes the role back, and the button is gone for the other.
      await owner.page.reload()
      await owner.page.getByRole('button', { name: `担当 ${locale}` }).click()
      const dialog = owner.page.getByRole('dialog')
      await dialog.getByRole('checkbox', { name: t.riskOwner }).uncheck()
      await dialog.getByRole('checkbox', { name: t.viewer }).check()
      await dialog.getByRole('button', { name: t.save }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.goto(`${bench.url}/risks`)
      await page.locator('h1').waitFor()
      await page.waitForLoadState('networkidle')
      expect(await page.getByRole('button', { name: t.add, exact: true }).count()).toBe(0)
      await page.context().close()
      await owner.page.context().close()
    },
    SLOW,
  )

  it(
    'the last owner cannot give the role away, and an invitation that was taken back no longer opens',
    async () => {
      const t = WORDS['ja-JP']
      const { page } = await ownerAt('/members', 'ja-JP')
      await page.getByRole('button', { name: /^責任者/ }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('checkbox', { name: /^所有者/ }).uncheck()
      await dialog.getByText(t.lastOwner).waitFor()
      expect(await dialog.getByRole('button', { name: t.save }).isDisabled()).toBe(true)
      await page.keyboard.press('Escape')
      const link = await invite(page, t, 'late@example.jp')
      await page.getByRole('button', { name: 'late@example.jp への招待を取り消す' }).click()
      await page.getByText('late@example.jp').waitFor({ state: 'detached' })
      const late = await bench.open(link.slice(bench.url.length))
      await late.page.getByText(FAILURES['link-used'].ja).waitFor()
      await late.page.context().close()
      await page.context().close()
    },
    SLOW,
  )

  it(
    'a token is shown once, is read-only unless chosen otherwise, and stops when it is revoked',
    async () => {
      const { page } = await ownerAt('/tokens', 'ja-JP')
      await page.getByRole('button', { name: 'トークンを作成' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('名称').fill('監視')
      await dialog.getByRole('checkbox', { name: /^ISMS 管理責任者/ }).check()
      expect(await dialog.getByRole('radio', { name: '閲覧だけ' }).isChecked()).toBe(true)
      await dialog.getByRole('button', { name: '作成', exact: true }).click()
      const token = await dialog.locator('.copy-once code').innerText()
      await dialog.getByRole('button', { name: '閉じる' }).last().click()
      const me = (method: string) =>
        fetch(`${bench.url}/api/v1/me`, { method, headers: { authorization: `Bearer ${token}` } })
      expect((await me('GET')).status).toBe(200)
      await page.reload()
      const text = await page.locator('main').innerText()
      expect(text).not.toContain(token)
      expect(text).not.toContain('未使用')
      await page.getByRole('button', { name: '監視' }).click()
      await dialog.getByRole('button', { name: '失効させる' }).click()
      await dialog.getByRole('button', { name: /^本当に失効/ }).click()
      await dialog.getByText('失効', { exact: true }).waitFor()
      expect((await me('GET')).status).toBe(401)
      await page.context().close()
    },
    SLOW,
  )

  it(
    '[OIDC-2] an invited person joins with the outside account, and one who is not is told why in both languages',
    async () => {
      const t = WORDS['ja-JP']
      const owner = await ownerAt('/members', 'ja-JP')
      const link = await invite(owner.page, t, 'outside@example.jp')
      await owner.page.context().close()
      const claims = { email: 'outside@example.jp', email_verified: true, name: '外部の担当' }
      provider.plays({ claims })
      const { page } = await bench.open(link.slice(bench.url.length))
      await page.getByRole('button', { name: '社内アカウントでサインイン' }).click()
      await page.getByRole('navigation').waitFor()
      expect(await page.getByRole('navigation').innerText()).toContain('外部の担当')
      await page.context().close()

      provider.plays({ claims: { sub: 'stranger', email: 'stranger@example.jp', email_verified: true } })
      const stranger = await bench.open('/')
      await stranger.page.getByRole('button', { name: '社内アカウントでサインイン' }).click()
      await stranger.page.getByText(FAILURES['oidc-unknown'].ja).waitFor()
      await stranger.page.getByRole('button', { name: 'English' }).click()
      await stranger.page.getByText(FAILURES['oidc-unknown'].en).waitFor()
      await stranger.page.context().close()
    },
    SLOW,
  )

  it(
    '[ID-6] [OIDC-2] an owner links the outside account with the password, and parts from it with the password',
    async () => {
      provider.plays({ claims: { sub: 'the-owner', email: OWNER.email, email_verified: true } })
      const { page, complaints } = await ownerAt('/account', 'ja-JP')
      const link = page.getByRole('button', { name: '社内アカウントを結び付ける' })
      await link.click()
      await page.getByLabel('現在のパスワード').fill('違う合言葉です、きっと')
      await link.click()
      await page.getByText('現在のパスワードが正しくありません').waitFor()
      await page.getByLabel('現在のパスワード').fill(OWNER.password)
      await link.click()
      const part = page.getByRole('button', { name: '結び付けを解除' })
      await part.click()
      expect(await faults(page)).toEqual([])
      await page.getByLabel('現在のパスワード').fill(OWNER.password)
      await part.click()
      await link.waitFor()
      expect(complaints.filter((text) => !/40[13]/.test(text))).toEqual([])
      await page.context().close()
    },
    SLOW,
  )

  it.each(['ja-JP', 'en-GB'] as const)(
    'axe objects to nothing, and nothing scrolls sideways, on a laptop and on a phone (%s)',
    async (locale) => {
      const found: string[] = []
      const look = async (page: Page) => void found.push(...(await faultsAtRest(page)))
      for (const width of [1320, 390]) {
        const stranger = await bench.open('/join#no-such-token-at-all', { locale, viewport: { width, height: 844 } })
        await look(stranger.page)
        await stranger.page.goto(`${bench.url}/sign-in-refused?why=oidc-nonce`)
        await look(stranger.page)
        await stranger.page.context().close()
        const { page } = await bench.open('/', { locale, viewport: { width, height: 844 } })
        await page.context().request.post(`${bench.url}/api/v1/session`, { data: OWNER })
        for (const path of ['/members', '/tokens', '/account']) {
          await page.goto(`${bench.url}${path}`)
          await look(page)
        }
        await page.goto(`${bench.url}/members`)
        await page.getByRole('button', { name: WORDS[locale].invite, exact: true }).click()
        await page.getByRole('dialog').waitFor()
        await look(page)
        await page.context().close()
      }
      expect(found).toEqual([])
    },
    SLOW,
  )
})
