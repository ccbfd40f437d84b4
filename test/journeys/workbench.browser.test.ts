import { readFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faults } from './faults.ts'
import { hasChromium, workbench } from './workbench.ts'
import type { Workbench } from './workbench.ts'

const SLOW = 300_000

describe.skipIf(!hasChromium)('the workbench in a browser', () => {
  let bench: Workbench
  beforeAll(async () => {
    bench = await workbench()
    await bench.settled()
  }, SLOW)
  afterAll(async () => bench?.close())

  it(
    '[T-4] leads from the first page to an exported statement with a proved and a refuted control, in Japanese',
    async () => {
      const { page, complaints, strangers } = await bench.open('/')
      await page.getByText('技術監査が、適用宣言書の').waitFor()
      expect(await page.locator('.card', { hasText: '証明' }).first().innerText()).toMatch(/[1-9]/)
      await page.getByRole('link', { name: '反証された管理策を確認し、実施状況と対応を記入する' }).click()
      await page.getByRole('heading', { name: '適用宣言書', level: 1 }).waitFor()

      await page.getByRole('button', { name: /反証された管理策/ }).click()
      await page.getByRole('button', { name: '13.1.3', exact: true }).click()
      const provider = page.getByRole('region', { name: 'プロバイダ' })
      await provider.getByText('反証').first().waitFor()
      await provider.getByLabel('実施状況').selectOption({ label: '一部実施' })
      await provider.getByLabel('実施の方法').fill('VLAN の設定を是正し、再監査する。')
      await provider.getByRole('button', { name: '保存' }).click()
      await provider.getByText('保存しました').waitFor()
      const customer = page.getByRole('region', { name: 'カスタマ' })
      await customer.getByText('証明').first().waitFor()
      await page.getByRole('button', { name: '閉じる' }).first().click()

      await page.getByRole('button', { name: 'いまの回答から版を作成' }).click()
      await page.getByText('第 1 版を作成しました').waitFor()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '第 1 版を xlsx で書き出す' }).click(),
      ])
      const book = new ExcelJS.Workbook()
      await book.xlsx.load(new Uint8Array(await readFile(await download.path())).buffer)
      const text = book.worksheets.flatMap((sheet) => sheet.getSheetValues()).map((row) => JSON.stringify(row ?? ''))
      expect(text.find((row) => row.includes('13.1.3') && row.includes('プロバイダ'))).toContain('✕ 反証')
      expect(text.find((row) => row.includes('13.1.3') && row.includes('カスタマ'))).toContain('● 証明')
      expect(complaints).toEqual([])
      expect(strangers).toEqual([])
      await page.context().close()
    },
    SLOW,
  )

  it(
    '[K-1] in English: a risk begun from a threat is rated and kept, and the language changes without losing the place',
    async () => {
      const { page, complaints } = await bench.open('/risks', { locale: 'en-GB' })
      await page.getByRole('heading', { name: 'Risks', level: 1 }).waitFor()
      await page.getByRole('button', { name: /^Begin: Attack traffic stops the service/ }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Service', { exact: true }).selectOption({ label: 'Shared Cloud Platform' })
      await dialog.getByRole('combobox', { name: 'Risk owner' }).fill('Head of service')
      await dialog.getByLabel('Likelihood').selectOption({ index: 3 })
      await dialog.getByLabel('Consequence').selectOption({ index: 4 })
      await dialog.getByText('above the line').waitFor()
      await dialog.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('button', { name: 'Attack traffic stops the service', exact: true }).waitFor()
      await page.getByRole('button', { name: '日本語' }).click()
      await page.getByRole('heading', { name: 'リスク', level: 1 }).waitFor()
      expect(new URL(page.url()).pathname).toBe('/risks')
      expect(await page.locator('html').getAttribute('lang')).toBe('ja')
      expect(complaints).toEqual([])
      await page.context().close()
    },
    SLOW,
  )

  it(
    '[I-13] files that are chosen are kept and recognised, an audit of them runs, and its verdicts are shown',
    async () => {
      const { page, complaints } = await bench.open('/evidence')
      const folder = new URL('../../examples/linux-plain-repaired/a1/', import.meta.url).pathname
      await page
        .locator('input[type=file]')
        .setInputFiles(['ip-link.json', 'ip-addr.json', 'ip-rule.json'].map((name) => `${folder}${name}`))
      await page.getByText('3 個を証拠として認識しました').waitFor()
      await page.getByRole('link', { name: 'この証拠で技術監査を始める' }).click()
      await page.getByRole('button', { name: '監査を実行' }).click()
      await page.getByRole('heading', { name: '誰から誰へ届くか' }).waitFor({ timeout: 120_000 })
      expect(await page.locator('.say').innerText()).toContain('判定不能')
      expect(complaints).toEqual([])
      await page.context().close()
    },
    SLOW,
  )

  it(
    'what was typed and not saved is there again after the page was left',
    async () => {
      const { page } = await bench.open('/assets')
      await page.getByRole('button', { name: '追加' }).click()
      await page.getByRole('dialog').getByRole('combobox', { name: '管理責任者' }).fill('設備課長')
      await page.reload()
      await page.getByRole('button', { name: '追加' }).click()
      await page.getByText('保存していない入力を復元しました').waitFor()
      expect(await page.getByRole('dialog').getByRole('combobox', { name: '管理責任者' }).inputValue()).toBe('設備課長')
      await page.context().close()
    },
    SLOW,
  )

  it(
    'a cell of the matrix is chosen by the keyboard, and the skip link leads to the content',
    async () => {
      const { page } = await bench.open('/audit/first-run')
      await page.getByRole('heading', { name: '誰から誰へ届くか' }).waitFor()
      await page
        .locator('table.mx')
        .getByRole('button', { name: /テナント B から管理ネットワークへ/ })
        .focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: /^テナント B から管理ネットワークへ 反証/, level: 3 }).waitFor()
      await page.goto(`${bench.url}/scope`)
      await page.locator('h1').waitFor()
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('本文へ移動')
      await page.keyboard.press('Enter')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
      await page.context().close()
    },
    SLOW,
  )

  it(
    '[V-13] a refuted cell opens its path on the drawn environment, with the hop that should not be there marked in words, and the same as a table',
    async () => {
      const { page, complaints } = await bench.open('/audit/first-run', { viewport: { width: 1320, height: 900 } })
      await page
        .locator('table.mx')
        .getByRole('button', { name: /テナント B からテナント A へ/ })
        .click()
      const picture = page.getByRole('img', { name: /^経路: b1 → br0 VLAN 20 → hv → br0 VLAN 10 → a1/ })
      await picture.waitFor()
      expect(await picture.getAttribute('aria-label')).toContain('あってはならない通過: hv')
      await picture.getByText('✕ あってはならない通過').waitFor()
      await page
        .getByRole('row', { name: /ticket 4711 temporary migration/ })
        .getByText('あってはならない箇所')
        .waitFor()
      await page.getByRole('button', { name: '次の経路' }).click()
      await page.getByRole('img', { name: /^経路: b2 → br0 VLAN 10 → a1/ }).waitFor()
      await page.getByText('図を表で読む').click()
      const stops = page.getByRole('region', { name: '経路の順' })
      expect(await stops.getByRole('row', { name: /br0 VLAN 10/ }).innerText()).toContain('あってはならない通過')
      expect(await faults(page)).toEqual([])
      expect(complaints).toEqual([])
      await page.context().close()
    },
    SLOW,
  )

  it(
    '[T-4] the verdicts of an audit are taken off the controls with a reason, and put on them again',
    async () => {
      const { page, complaints } = await bench.open('/audit/first-run')
      await page.getByText('判定を管理策から外す').first().click()
      const withdraw = page.getByRole('button', { name: '判定を管理策から外す' })
      expect(await withdraw.isDisabled()).toBe(true)
      await page.getByLabel('外す理由').fill('環境を廃止したため')
      await withdraw.click()
      await page.getByText(/[1-9]\d* 件の回答から外しました/).waitFor()
      expect(await faults(page)).toEqual([])
      await page.getByRole('button', { name: '判定を管理策に反映' }).click()
      await page.getByText(/[1-9]\d* 件の回答に反映しました/).waitFor()
      expect(complaints).toEqual([])
      await page.context().close()
    },
    SLOW,
  )

  it(
    'an engagement is written from what the evidence shows: form and text stay the same, comments stay, and what is wrong has its line',
    async () => {
      const { page, complaints } = await bench.open('/audit?engagement=separation')
      const text = page.getByLabel('テキスト（akashi.yaml）')
      await page.getByLabel('m1 の持ち主').selectOption({ label: '共用サービス' })
      // At once, and not only when the server has looked again.
      expect(await page.getByLabel('m1 の持ち主').inputValue()).toBe('shared')
      expect(await text.inputValue()).toMatch(/shared:\n {2}endpoints:\n {4}- \{ device: m1 \}/)
      expect(await text.inputValue()).toContain('# One hypervisor with')
      await page.getByRole('button', { name: '許可する通信を追加' }).click()
      await page.getByText('理由または承認者がないため').waitFor()
      await page.getByLabel('理由').fill('監視')
      await page.getByLabel('承認者').fill('運用責任者')
      await page.getByText('記載に指摘はありません').waitFor()
      await text.fill('akashi: 1\ntenants: [\n')
      await page.getByText('フォームは使えません').waitFor()
      await page.getByRole('button', { name: /行目/ }).first().waitFor()
      expect(await faults(page)).toEqual([])
      expect(complaints).toEqual([])
      await page.context().close()
    },
    SLOW,
  )
})
