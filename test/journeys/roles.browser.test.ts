import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsAtRest } from './faults.ts'
import { PAGES } from './pages.ts'
import { hasChromium, staffed } from './workbench.ts'

const SLOW = 300_000
const PASSWORD = 'correct horse battery staple'
const SEEN = [...PAGES, '/members', '/tokens']

/** What changes something, by the words of the pages. */
const CHANGES =
  /保存|追加|削除|承認|取り込む|次の版|を作成|起こす|監査を実行|反映|外す|受容|ファイルを選択|移行する|引き継ぐ|招待する|判断を記録/
const LEDGER = /照合|台帳を書き出す|チェックポイント/
const BUTTON = 'button:visible:enabled:not(.row-link)'
/** Comments are for auditors from outside as well (M-3), and stand apart. */
const COMMENT = /コメント/

describe.skipIf(!hasChromium)('what each role sees', () => {
  let bench: Awaited<ReturnType<typeof staffed>>
  beforeAll(async () => void (bench = await staffed(PASSWORD)), SLOW)
  afterAll(async () => bench?.close())

  async function enter(role: string) {
    const window = await bench.open('/')
    const { page } = window
    const refusals: string[] = []
    const data = { email: `${role}@example.jp`, password: PASSWORD }
    expect((await page.context().request.post(`${bench.url}/api/v1/session`, { data })).status()).toBe(204)
    page.on('response', (answer) => {
      if (answer.status() >= 400) refusals.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`)
    })
    return { page, refusals }
  }

  /** The buttons that one could press, on the page and in a panel beside it. */
  async function buttons(page: Page): Promise<readonly string[]> {
    await page.locator('h1').first().waitFor()
    await page.waitForLoadState('networkidle')
    const all = page.locator(`main ${BUTTON}, [role=dialog] ${BUTTON}`)
    return (await all.allInnerTexts()).map((text) => text.trim()).filter((text) => !COMMENT.test(text))
  }

  /** Every page and its first record; gives what each offers. */
  async function tour(page: Page): Promise<readonly string[]> {
    const offered: string[] = []
    for (const path of SEEN) {
      await page.goto(`${bench.url}${path}`)
      offered.push(...(await buttons(page)).map((name) => `${path} ${name}`))
      const row = page.locator('main button.row-link').first()
      if ((await row.count()) === 0 || path === '/audit') continue
      await row.click()
      await page.waitForTimeout(300)
      offered.push(...(await buttons(page)).map((name) => `${path} › ${name}`))
    }
    return offered
  }

  it.each(['viewer', 'externalAuditor'])(
    '[M-3] a %s finds nothing to press that would be refused, and no page asks for what is refused',
    async (role) => {
      const { page, refusals } = await enter(role)
      const offered = await tour(page)
      expect(offered.length).toBeGreaterThan(100)
      expect(offered.filter((name) => CHANGES.test(name) && !LEDGER.test(name))).toEqual([])
      expect(offered.filter((name) => LEDGER.test(name)).length > 0).toBe(role === 'externalAuditor')
      expect(refusals).toEqual([])
      await page.context().close()
    },
    SLOW,
  )

  it.each([
    ['riskOwner', ['/risks 追加', '/risks 取り込む', '/risks 起こす'], ['/assets 追加', '/scope 次の版を作成']],
    ['controlOwner', ['/evidence ファイルを選択', '/audit/first-run 判定を管理策に反映'], ['/risks 追加']],
    [
      'internalAuditor',
      ['/audit 監査を実行', '/evidence ファイルを選択'],
      ['/risks 追加', '/statement いまの回答から版を作成'],
    ],
    ['manager', ['/assets 追加', '/scope 次の版を作成', '/statement いまの回答から版を作成'], ['/members 招待する']],
    ['owner', ['/assets 追加', '/members 招待する', '/tokens トークンを作成'], []],
  ] as const)(
    '[M-3] a %s is offered what the role is for, and not what others are for',
    async (role, wanted, unwanted) => {
      const { page, refusals } = await enter(role)
      const offered = await tour(page)
      for (const one of wanted) expect(offered).toContain(one)
      for (const one of unwanted) expect(offered).not.toContain(one)
      expect(refusals).toEqual([])
      await page.context().close()
    },
    SLOW,
  )

  it(
    'axe objects to nothing where a record is read only',
    async () => {
      const { page } = await enter('externalAuditor')
      const found: string[] = []
      for (const path of ['/organisation', '/scope', '/risks', '/treatment', '/evidence']) {
        await page.goto(`${bench.url}${path}`)
        await buttons(page)
        const row = page.locator('main button.row-link').first()
        if ((await row.count()) > 0) await row.click()
        await page.waitForTimeout(400)
        found.push(...(await faultsAtRest(page)))
      }
      expect(found).toEqual([])
      await page.context().close()
    },
    SLOW,
  )
})
