import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { webhookReceiver } from '../receiver.ts'
import type { Receiver } from '../receiver.ts'
import { faults } from './faults.ts'
import { hasChromium, installation } from './workbench.ts'
import type { Installation } from './workbench.ts'

const SLOW = 300_000
const OWNER = { email: 'owner@example.jp', password: 'とても長い合言葉です、どうぞ' }

const WORDS = {
  'ja-JP': {
    signIn: 'サインイン',
    email: 'メールアドレス',
    password: 'パスワード',
    make: '通知先を追加',
    create: '追加',
    close: '閉じる',
    test: 'テスト送信',
    delivered: '送信済み',
    notListed: 'このホストには通知を送信できません。',
    again: '再送待ち',
    pause: '送信を停止',
    resume: '送信を再開',
    remove: '削除',
    sure: '本当に削除する',
    off: 'このサーバでは、通知の送信先が許可されていません。',
  },
  'en-GB': {
    signIn: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    make: 'Add a webhook',
    create: 'Add it',
    close: 'Close',
    test: 'Send a test',
    delivered: 'delivered',
    notListed: 'Nothing is sent to this host.',
    again: 'waiting to try again',
    pause: 'Pause',
    resume: 'Resume',
    remove: 'Remove',
    sure: 'Remove it with its deliveries',
    off: 'This server permits no host to which messages could go.',
  },
} as const

/** What a browser says of a refusal that was expected. */
const expected = (complaint: string): boolean => /status of (400|401)/.test(complaint)

async function begun(bench: Installation): Promise<void> {
  const { page } = await bench.open('/')
  const token = bench.startPath.split('#')[1] ?? ''
  const data = { token, organisation: '例示組織', name: '責任者', ...OWNER }
  expect((await page.context().request.post(`${bench.url}/api/v1/start`, { data })).status()).toBe(200)
  await page.context().close()
}

async function ownerAt(bench: Installation, path: string, locale: keyof typeof WORDS) {
  const t = WORDS[locale]
  const window = await bench.open(path, { locale })
  await window.page.getByLabel(t.email).fill(OWNER.email)
  await window.page.getByRole('textbox', { name: t.password }).fill(OWNER.password)
  await window.page.getByRole('button', { name: t.signIn, exact: true }).click()
  await window.page.getByRole('navigation').waitFor()
  return window
}

describe.skipIf(!hasChromium)('webhooks in a browser', () => {
  let bench: Installation
  let receiver: Receiver
  beforeAll(async () => {
    receiver = await webhookReceiver()
    bench = await installation(null, [receiver.entry])
    await begun(bench)
  }, SLOW)
  afterAll(async () => {
    await bench?.close()
    await receiver?.close()
  })

  it.each(['ja-JP', 'en-GB'] as const)(
    '[W-1] [W-2] [W-3] an owner adds one, tries it, sees a failure and a delivery, pauses and removes it (%s)',
    async (locale) => {
      const t = WORDS[locale]
      const { page, complaints, strangers } = await ownerAt(bench, '/webhooks', locale)
      const button = (name: string) => page.getByRole('button', { name, exact: true })
      await button(t.make).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('URL').fill('https://elsewhere.example.jp/')
      await button(t.create).click()
      await dialog.getByText(t.notListed).waitFor()
      await dialog.getByLabel('URL').fill(receiver.url)
      await button(t.create).click()
      const secret = await dialog.locator('.copy-once code').innerText()
      receiver.knows(secret)
      expect(await faults(page)).toEqual([])
      await button(t.close).last().click()

      await page.locator('table.data tbody tr').first().click()
      expect(await dialog.innerText()).not.toContain(secret)
      receiver.statuses.push(500)
      await button(t.test).click()
      await dialog.getByText('HTTP 500').waitFor()
      await dialog.getByText(t.again).waitFor()
      await button(t.test).click()
      await dialog.getByText(t.delivered, { exact: true }).waitFor()
      expect(receiver.received.slice(-2).map(({ type, isSigned }) => [type, isSigned])).toEqual([
        ['test', true],
        ['test', true],
      ])
      await button(t.pause).click()
      await button(t.resume).waitFor()
      expect(await button(t.test).isDisabled()).toBe(true)
      expect(await faults(page)).toEqual([])
      await button(t.remove).click()
      await dialog.getByRole('button', { name: t.sure }).click()
      await dialog.waitFor({ state: 'hidden' })
      await button(t.make).waitFor()
      await page.locator('table.data').waitFor({ state: 'detached' })
      expect([complaints.filter((one) => !expected(one)), strangers]).toEqual([[], []])
      await page.context().close()
    },
    SLOW,
  )

  it(
    '[W-1] the page says that none is possible where the operator listed no host',
    async () => {
      const closed = await installation()
      await begun(closed)
      const { page } = await ownerAt(closed, '/webhooks', 'ja-JP')
      await page.getByText(WORDS['ja-JP'].off).waitFor()
      expect(await page.getByRole('button', { name: WORDS['ja-JP'].make }).count()).toBe(0)
      expect(await faults(page)).toEqual([])
      await closed.close()
    },
    SLOW,
  )
})
