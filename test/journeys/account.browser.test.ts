import { TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faults } from './faults.ts'
import { hasChromium, installation } from './workbench.ts'
import type { Installation } from './workbench.ts'

const SLOW = 180_000
const PASSWORD = 'とても長い合言葉です、どうぞ'

/** An authenticator of the browser itself: it keeps passkeys and says that it checked the person. */
async function virtualAuthenticator(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

describe.skipIf(!hasChromium)('an account in a browser', () => {
  let place: Installation
  beforeAll(async () => void (place = await installation()), SLOW)
  afterAll(async () => place?.close())

  it(
    '[M-3] [ID-1] [ID-2] [ID-3] goes from the first link over an app, recovery codes and a passkey to signing in with each, in Japanese',
    async () => {
      const { page, complaints, strangers } = await place.open(place.startPath)
      await virtualAuthenticator(page)
      await page.getByLabel('組織の名称').fill('例示組織')
      await page.getByLabel('氏名又は役職').fill('情報セキュリティ責任者')
      await page.getByLabel('メールアドレス').fill('owner@example.jp')
      await page.getByLabel('パスワード').fill(PASSWORD)
      await page.getByRole('button', { name: '登録して始める' }).click()
      await page.getByRole('link', { name: /自分のアカウント/ }).click()
      await page.getByText('パスワードだけでサインインできます').waitFor()
      expect(await faults(page)).toEqual([])

      // By keyboard alone: the password field has the focus as soon as it is there.
      await page.getByRole('button', { name: '認証アプリを設定' }).press('Enter')
      await page.keyboard.type('wrong')
      await page.keyboard.press('Enter')
      await page.getByText('現在のパスワードが正しくありません').waitFor()
      await page.getByLabel('現在のパスワード').fill(PASSWORD)
      await page.getByRole('button', { name: '認証アプリを設定' }).click()
      const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '')
      expect(await page.getByRole('link', { name: 'この端末の認証アプリで開く' }).getAttribute('href')).toContain(
        secret,
      )
      expect(await faults(page)).toEqual([])
      const code = (steps = 0): string => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 })
      await page.getByLabel('6 桁のコード').fill(code(-1))
      await page.getByRole('button', { name: '確認して完了' }).click()
      const codes = page.getByRole('region', { name: '回復コード' })
      await codes.waitFor()
      const [recovery = '', ...others] = await codes.getByRole('listitem').allInnerTexts()
      expect(others).toHaveLength(9)
      expect(await faults(page)).toEqual([])
      await codes.getByRole('button', { name: '保管しました' }).click()
      await page.getByText('未使用の回復コード: 10 個').waitFor()
      await page.getByText('パスワードだけではできません').waitFor()

      // Signing out loads the page anew; what is typed before that would be lost.
      const signOut = () =>
        Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'サインアウト' }).click()])
      const password = async (): Promise<void> => {
        await page.getByLabel('メールアドレス').fill('owner@example.jp')
        await page.getByLabel('パスワード', { exact: true }).fill(PASSWORD)
        await page.getByRole('button', { name: 'サインイン', exact: true }).click()
        await page.getByRole('heading', { name: '認証コードの入力' }).waitFor()
      }
      await signOut()
      await page.getByRole('heading', { name: 'サインイン' }).waitFor()
      expect(await faults(page)).toEqual([])
      await password()
      expect(await faults(page)).toEqual([])
      // The field has the focus; a Japanese keyboard types full-width digits.
      await page.keyboard.type(code().replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)))
      await page.keyboard.press('Enter')
      await page.getByRole('link', { name: /自分のアカウント/ }).click()

      await page.getByRole('button', { name: 'パスキーを追加' }).click()
      await page.getByLabel('パスキーの名称').fill('業務用ノート PC')
      await page.getByLabel('現在のパスワード').fill(PASSWORD)
      await page.getByRole('button', { name: 'パスキーを追加' }).click()
      await page.getByText('localhost・1 台の端末のみ').waitFor()
      expect(await faults(page)).toEqual([])
      await signOut()
      await page.getByRole('button', { name: 'パスキーでサインイン' }).click()
      await page.getByRole('link', { name: /自分のアカウント/ }).click()
      await page.getByRole('listitem').filter({ hasText: 'この端末' }).getByText('パスキー・開始').waitFor()

      await signOut()
      await password()
      await page.getByLabel('認証コード又は回復コード').fill(recovery)
      await page.getByRole('button', { name: 'サインイン', exact: true }).click()
      await page.getByRole('link', { name: /自分のアカウント/ }).click()
      await page.getByText('未使用の回復コード: 9 個').waitFor()
      await page.getByRole('listitem').filter({ hasText: '回復コードを使用' }).waitFor()
      expect(complaints.filter((text) => !/40[13]/.test(text))).toEqual([])
      expect(strangers).toEqual([])
      await page.context().close()
    },
    SLOW,
  )

  it(
    '[ID-5] comes back by a link from the command line, in English and on a phone',
    async () => {
      const token = await place.resetToken('owner@example.jp')
      const { page, complaints } = await place.open(`/reset#${token}`, {
        locale: 'en-GB',
        viewport: { width: 390, height: 844 },
      })
      await page.getByRole('heading', { name: 'Set a new password' }).waitFor()
      expect(await faults(page)).toEqual([])
      await page.getByLabel('New password').fill(`${PASSWORD}2`)
      await page.getByRole('button', { name: 'Set it' }).click()
      await page.getByRole('link', { name: 'To sign in' }).click()
      await page.getByLabel('E-mail address').fill('owner@example.jp')
      await page.getByLabel('Password', { exact: true }).fill(`${PASSWORD}2`)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByRole('link', { name: /My account/ }).click()
      await page.getByText('The password alone signs in').waitFor()
      await page.getByText('App and passkeys removed').waitFor()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(390)
      expect(await faults(page)).toEqual([])
      expect(complaints.filter((text) => !/401/.test(text))).toEqual([])
      await page.context().close()
    },
    SLOW,
  )
})
