import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostile } from '../fixtures/hostile.ts'
import { sample } from '../fixtures/sample.ts'
import { htmlReport } from './report.ts'

const CHROMIUM = '/usr/bin/chromium'
const SLOW = 120_000

describe.skipIf(!existsSync(CHROMIUM))('the HTML report in a browser', () => {
  let browser: Browser
  const folder = mkdtempSync(join(tmpdir(), 'akashi-report-'))
  const files = {
    ja: htmlReport(sample, { lang: 'ja' }),
    en: htmlReport(sample, { lang: 'en' }),
    hostile: htmlReport(hostile, { lang: 'ja' }),
  }
  beforeAll(async () => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.html`), text)
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  }, SLOW)
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  /** The report open in a window; whatever the browser complains about, and whatever it asks for beside the file, is collected. */
  async function opened(name: keyof typeof files, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ viewport: { width: 1366, height: 800 }, ...options })
    const page = await context.newPage()
    const complaints: string[] = []
    const requests: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('dialog', (dialog) => complaints.push(dialog.message()))
    page.on('request', (request) => requests.push(request.url()))
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href)
    return { page, complaints, requests }
  }

  const unfold = (page: Page): Promise<void> =>
    page.evaluate(() => document.querySelectorAll('details').forEach((one) => one.setAttribute('open', '')))

  it.each(['ja', 'en', 'hostile'] as const)(
    '%s has nothing that axe objects to, on a laptop and on a phone, folded and unfolded',
    async (name) => {
      for (const width of [1366, 390]) {
        const { page } = await opened(name, { viewport: { width, height: 800 } })
        if (width === 390) await unfold(page)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`)).toEqual([])
        await page.context().close()
      }
    },
    SLOW,
  )

  it(
    'runs without complaint, asks for nothing, and nothing of the evidence runs',
    async () => {
      for (const name of ['ja', 'hostile'] as const) {
        const { page, complaints, requests } = await opened(name)
        await unfold(page)
        expect(complaints).toEqual([])
        expect(requests).toHaveLength(1)
        expect(await page.title()).not.toBe('owned')
        expect(await page.locator('main img, main iframe, main script').count()).toBe(0)
        await page.context().close()
      }
    },
    SLOW,
  )

  it(
    'does not scroll sideways, on a laptop or on a phone, whatever the names',
    async () => {
      for (const name of ['ja', 'hostile'] as const)
        for (const width of [1366, 390]) {
          const { page } = await opened(name, { viewport: { width, height: 800 } })
          await unfold(page)
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
          await page.context().close()
        }
    },
    SLOW,
  )

  it(
    'a cell of the matrix is reached and chosen by the keyboard, and leads to its paths',
    async () => {
      const { page } = await opened('ja')
      const label = (): Promise<string | null> => page.evaluate(() => document.activeElement?.ariaLabel ?? null)
      await page.locator('table.mx a').first().focus()
      expect(await label()).toContain('テナント A から外部へ')
      await page.keyboard.press('ArrowDown')
      expect(await label()).toContain('テナント B から外部へ')
      await page.keyboard.press('ArrowLeft')
      expect(await label()).toContain('反証')
      await page.keyboard.press('Enter')
      const target = page.locator('section.pair:target')
      expect(await target.locator('h3').innerText()).toContain('管理ネットワーク')
      expect(await target.locator('details.finding').first().getAttribute('open')).not.toBeNull()
      await page.context().close()
    },
    SLOW,
  )

  it(
    'works without script: cells lead to their paths, and folds open',
    async () => {
      const { page } = await opened('ja', { javaScriptEnabled: false })
      expect(await page.locator('button:visible').count()).toBe(0)
      await page.locator('table.mx td.refuted a').first().click()
      expect(await page.locator('section.pair:target h3').count()).toBe(1)
      await page.context().close()
    },
    SLOW,
  )

  it(
    'what an auditor filled in is in the file that is saved',
    async () => {
      const { page } = await opened('ja')
      await page.locator('textarea').first().fill('現地で確認した <b>')
      await page.locator('input[value=disagree]').first().check()
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-do=save]').click()])
      const saved = join(folder, 'saved.html')
      await download.saveAs(saved)
      await page.goto(pathToFileURL(saved).href)
      expect(await page.locator('textarea').first().inputValue()).toBe('現地で確認した <b>')
      expect(await page.locator('input[value=disagree]').first().isChecked()).toBe(true)
      expect(await page.locator('[data-do=save]').isVisible()).toBe(true)
      await page.context().close()
    },
    SLOW,
  )

  it(
    'prints on A4 with every finding unfolded',
    async () => {
      const { page } = await opened('ja')
      await page.evaluate(() => document.querySelectorAll('details').forEach((one) => one.removeAttribute('open')))
      const seen = await page.evaluate(async () => {
        dispatchEvent(new Event('beforeprint'))
        const open = document.querySelectorAll('details.finding[open]').length
        dispatchEvent(new Event('afterprint'))
        return [open, document.querySelectorAll('details.finding[open]').length]
      })
      expect(seen).toEqual([5, 0])
      const pdf = await page.pdf({ preferCSSPageSize: true })
      expect(pdf.length).toBeGreaterThan(50_000)
      await page.context().close()
    },
    SLOW,
  )
})
