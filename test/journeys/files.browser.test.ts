import { readFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { danglingReferences } from '../../src/base/oscal/references.ts'
import { faults } from './faults.ts'
import { hasChromium, workbench } from './workbench.ts'
import type { Workbench } from './workbench.ts'

const SLOW = 300_000
const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

describe.skipIf(!hasChromium)('files in and out, and comments, in a browser', () => {
  let bench: Workbench
  beforeAll(async () => {
    bench = await workbench()
    await bench.settled()
  }, SLOW)
  afterAll(async () => bench?.close())

  it(
    '[M-5] a table with errors is shown row by row and imports nothing; mended, it comes in whole',
    async () => {
      const { page, complaints, strangers } = await bench.open('/assets')
      await page.getByRole('button', { name: '取り込む' }).click()
      const panel = page.getByRole('dialog')
      const file = panel.locator('input[type=file]')
      await file.setInputFiles(csv('a.csv', '名称,区分\n顧客の鍵,暗号鍵\n台,机\n'))
      await panel.getByText('新規 1 件、変更 0 件、変更なし 0 件、誤り 1 件').waitFor()
      await panel.getByText('「区分」の「机」は分かりません').waitFor()
      expect(await panel.getByRole('button', { name: /件を取り込む/ }).count()).toBe(0)
      expect(await faults(page)).toEqual([])
      await file.setInputFiles(csv('b.csv', '名称,区分\n顧客の鍵,暗号鍵\n'))
      await panel.getByLabel('変更の理由（任意）').fill('台帳から移行')
      await panel.getByRole('button', { name: '1 件を取り込む' }).click()
      await panel.getByText('1 件を取り込みました。').waitFor()
      await panel.getByRole('button', { name: '閉じる' }).click()
      await page.getByRole('button', { name: '顧客の鍵' }).waitFor()
      expect([complaints, strangers]).toEqual([[], []])
      await page.context().close()
    },
    SLOW,
  )

  it(
    '[M-5] in English: the whole register is saved, and changes nothing when it is imported again; a broken file says what to do',
    async () => {
      const { page } = await bench.open('/risks', { locale: 'en-GB' })
      await page.getByRole('button', { name: 'Import' }).click()
      const panel = page.getByRole('dialog')
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        panel.getByRole('button', { name: 'Save as xlsx: All that there is now' }).click(),
      ])
      await panel.locator('input[type=file]').setInputFiles(await download.path())
      await panel.getByText('Nothing would change.').waitFor()
      const broken = { name: 'x.xlsx', mimeType: '', buffer: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]) }
      await panel.locator('input[type=file]').setInputFiles(broken)
      await panel.getByText('This is an old workbook (.xls) or one behind a password.').waitFor()
      expect(await panel.getByRole('button', { name: /^Import \d/ }).count()).toBe(0)
      await page.context().close()
    },
    SLOW,
  )

  it(
    '[M-5] a register goes to xlsx as it is seen, with its columns, filter and order, and comes back without a change',
    async () => {
      const { page } = await bench.open('/risks')
      const register = page.getByRole('region', { name: 'リスク登録簿の表' })
      await register.waitFor()
      await page.getByLabel('絞り込み').first().fill('顧客データ')
      await page.getByText('3 / 7 件').waitFor()
      await page.getByRole('button', { name: '列' }).first().click()
      await page.getByRole('menuitem', { name: 'リスク所有者' }).click()
      await page.keyboard.press('Escape')
      await register.getByRole('button', { name: 'レベル' }).click()
      const lines = await register
        .getByRole('row')
        .evaluateAll((rows) =>
          rows.map((row) =>
            [...row.querySelectorAll('th,td')].map((cell) => (cell.textContent ?? '').replace(/ [▲▼]$/, '')),
          ),
        )
      expect([lines.length, lines[0]?.includes('リスク所有者')]).toEqual([4, false])
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'xlsx に書き出す' }).first().click(),
      ])
      const book = new ExcelJS.Workbook()
      await book.xlsx.load(new Uint8Array(await readFile(await download.path())).buffer)
      const sheet = book.worksheets[0]
      const written = Array.from({ length: sheet?.rowCount ?? 0 }, (_, i) =>
        Array.from({ length: sheet?.columnCount ?? 0 }, (__, k) => sheet?.getCell(i + 1, k + 1).text),
      )
      expect(written).toEqual(lines)
      await page.getByRole('button', { name: '取り込む' }).click()
      await page
        .getByRole('dialog')
        .locator('input[type=file]')
        .setInputFiles(await download.path())
      await page.getByText('変更なし 3 件、誤り 0 件').waitFor()
      await page.context().close()
    },
    SLOW,
  )

  it(
    '[M-3] a comment on a risk stands in the list of all comments until it is settled',
    async () => {
      const { page, complaints } = await bench.open('/risks')
      await page.getByRole('button', { name: '他テナントの仮想サーバへの到達' }).click()
      const panel = page.getByRole('dialog')
      await panel.getByRole('button', { name: '未解決のコメント 1 件を見る' }).waitFor()
      await panel.getByLabel('コメントを書く').fill('再評価の予定日を教えてください。')
      await panel.getByRole('button', { name: 'コメントする' }).click()
      await panel.getByText('再評価の予定日を教えてください。').waitFor()
      await expect.poll(() => panel.getByLabel('コメントを書く').inputValue()).toBe('')
      expect(await faults(page)).toEqual([])
      await page.goto(`${bench.url}/comments`)
      await page.getByText('そのうち未解決は 2 件です').waitFor()
      expect(await faults(page)).toEqual([])
      await page
        .getByRole('row', { name: /再評価の予定日/ })
        .getByRole('button')
        .click()
      const article = panel.getByRole('article').filter({ hasText: '再評価の予定日' })
      await article.getByRole('button', { name: '解決済みにする' }).click()
      await panel.getByText('解決済みのコメント 1 件').click()
      await panel.getByText('Demonstration が解決しました').waitFor()
      await page.getByText('そのうち未解決は 1 件です').waitFor()
      expect(complaints).toEqual([])
      await page.context().close()
    },
    SLOW,
  )

  it(
    '[T-4] a version of the statement is saved as OSCAL, in which nothing leads nowhere',
    async () => {
      const { page } = await bench.open('/statement')
      await page.getByRole('button', { name: 'いまの回答から版を作成' }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '第 1 版を OSCAL で書き出す' }).click(),
      ])
      expect(download.suggestedFilename()).toMatch(/\.oscal\.json$/)
      const document: unknown = JSON.parse(await readFile(await download.path(), 'utf8'))
      expect(danglingReferences(document)).toEqual([])
      expect(JSON.stringify(document)).toContain('"verdict"')
      await page.context().close()
    },
    SLOW,
  )
})
