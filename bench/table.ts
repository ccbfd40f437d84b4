import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { FINDINGS_RUN, largeOrganisation } from './large.ts'

// How tables of 100,000 risks and 5,000 findings feel in a browser. `npx tsx bench/table.ts [risks] [findings] [folder that is kept]`, after `npm run build:web`.
const RISKS = Number(process.argv[2] ?? 100_000)
const FINDINGS = Number(process.argv[3] ?? 5000)
const KEPT = process.argv[4]
const BROWSER = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** A table of a page: where it is, how it is called, how many rows it has, and what is typed into its filter. */
interface Table {
  readonly name: string
  readonly path: string
  readonly label: string
  readonly rows: number
  readonly typed: string
}
const TABLES: readonly Table[] = [
  { name: 'risks', path: '/risks', label: 'リスク登録簿の表', rows: RISKS, typed: '漏えい 12' },
  {
    name: 'findings',
    path: `/audit/${FINDINGS_RUN}`,
    label: '検出事項の一覧の表',
    rows: FINDINGS,
    typed: 'テナント B',
  },
]

/** Notes the length of every frame until it is told that that was all. */
const RECORD = `(() => { window.frames_ = []; window.isRecorded = false; let last = performance.now()
  const step = (now) => { window.frames_.push(now - last); last = now; if (!window.isRecorded) requestAnimationFrame(step) }
  requestAnimationFrame(step) })()`

const folder = KEPT ?? (await mkdtemp(join(tmpdir(), 'akashi-bench-')))
if (!existsSync(join(folder, 'database'))) {
  const began = performance.now()
  const bytes = await largeOrganisation(folder, RISKS, FINDINGS)
  say(`${RISKS} risks and a result of ${Math.round(bytes / 2 ** 20)} MiB written`, [performance.now() - began])
}
const server = spawn(
  process.execPath,
  ['--import', 'tsx', 'src/cli/main.ts', 'demo', '--port', '0', '--data', folder],
  {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'ignore'],
  },
)
const url = await listening()
const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-gpu'] })
try {
  // The page's own policy forbids code made from text, which is how the looks below are taken.
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'ja-JP', bypassCSP: true })
  for (const table of TABLES) await measured(page, table)
} finally {
  await browser.close()
  server.kill('SIGTERM')
  await once(server, 'exit')
  if (KEPT === undefined) await rm(folder, { recursive: true })
}

async function measured(page: Page, table: Table): Promise<void> {
  const first = (): Promise<number> =>
    timed(async () => {
      await page.goto(`${url}${table.path}`)
      await settled(page, table)
    })
  say(`${table.name}: first row, the server has read nothing yet`, [await first()])
  say(`${table.name}: first row, again`, [await first(), await first(), await first()])
  await scrolled(page, table)
  await filtered(page, table)
  await ordered(page, table)
  await opened(page, table)
}

async function scrolled(page: Page, table: Table): Promise<void> {
  const box = page.locator(selector(table))
  await box.focus()
  const toEnd = await timed(async () => {
    const isThere = settled(page, table, `rows.at(-1).getAttribute('aria-rowindex') === '${table.rows + 1}'`)
    // Rows of more than one line make a table longer while one nears its end: one presses again.
    const again = setInterval(() => void page.keyboard.press('End'), 300)
    await page.keyboard.press('End')
    await isThere.finally(() => clearInterval(again))
  })
  say(`${table.name}: to the last row by the End key`, [toEnd])
  await page.keyboard.press('Home')
  await settled(page, table, `rows[0].getAttribute('aria-rowindex') === '2'`)
  await box.hover()
  await page.evaluate(RECORD)
  for (let turn = 0; turn < 150; turn += 1) {
    await page.mouse.wheel(0, 700)
    await page.waitForTimeout(16)
  }
  const frames: number[] = await page.evaluate(`(window.isRecorded = true, window.frames_.slice(1))`)
  say(`${table.name}: frames while the wheel turns 105,000 pixels`, frames)
  say(`${table.name}: rows after the wheel has stopped`, [await timed(() => settled(page, table))])
}

async function filtered(page: Page, table: Table): Promise<void> {
  const bar = page.locator(selector(table)).locator('xpath=preceding-sibling::div[contains(@class,"bar-row")][1]')
  const input = bar.getByRole('textbox')
  const [echoes, shown]: [number[], number[]] = [[], []]
  for (const letter of table.typed) {
    await input.focus()
    const wanted = `${await input.inputValue()}${letter}`
    const begun = performance.now()
    await page.keyboard.insertText(letter)
    await page.waitForFunction(
      (text) => [...document.querySelectorAll('.bar-row input')].some((one) => one.getAttribute('value') === text),
      wanted,
      { polling: 'raf' },
    )
    echoes.push(performance.now() - begun)
    // Past the pause after which the server is asked.
    await page.waitForTimeout(100)
    await page.waitForLoadState('networkidle')
    await settled(page, table)
    shown.push(performance.now() - begun)
  }
  say(`${table.name}: a typed letter stands in the filter`, echoes)
  say(`${table.name}: the rows that it leaves are shown`, shown)
  await input.fill('')
  await page.waitForTimeout(300)
  await settled(page, table)
}

async function ordered(page: Page, table: Table): Promise<void> {
  const cell = page.locator(`${selector(table)} tbody tr[data-index] td`).first()
  const sort = async (): Promise<number> => {
    const before = await cell.textContent()
    return timed(async () => {
      await page
        .locator(`${selector(table)} thead th button`)
        .first()
        .click()
      await settled(page, table, `rows[0].cells[0].textContent !== ${JSON.stringify(before)}`)
    })
  }
  await page.locator(selector(table)).evaluate((box) => box.scrollTo({ top: 0 }))
  say(`${table.name}: turned round twice by the first column`, [await sort(), await sort()])
}

async function opened(page: Page, table: Table): Promise<void> {
  const open = async (): Promise<number> => {
    const took = await timed(async () => {
      await page
        .locator(`${selector(table)} .row-link`)
        .nth(3)
        .click()
      await page.locator('[role=dialog] h2, [role=dialog] h3, [role=dialog] input').first().waitFor()
    })
    await page.keyboard.press('Escape')
    await page.locator('[role=dialog]').waitFor({ state: 'detached' })
    return took
  }
  say(`${table.name}: one opens at the side`, [await open(), await open(), await open()])
}

function selector({ label }: Table): string {
  return `[aria-label="${label}"]`
}

/** Settles when the rows of the table are here, not only on their way, and the condition on these `rows` holds. */
async function settled(page: Page, table: Table, condition = 'true'): Promise<void> {
  const isSo = `(() => { const rows = [...document.querySelectorAll('${selector(table)} tbody tr[data-index]')]
    return rows.length > 0 && !rows.some((row) => row.getAttribute('aria-busy')) && (${condition}) })()`
  await page.waitForFunction(isSo, null, { polling: 'raf', timeout: 60_000 })
}

function say(what: string, ms: readonly number[]): void {
  const sorted = ms.toSorted((a, b) => a - b)
  const at = (part: number): string => `${(sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(0)} ms`
  const spread = sorted.length === 1 ? at(1) : `p50 ${at(0.5)}  p95 ${at(0.95)}  most ${at(1)}`
  console.log(`${what.padEnd(58)} ${spread.padEnd(40)} load ${loadavg()[0]?.toFixed(1)}`)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

async function listening(): Promise<string> {
  let text = ''
  for await (const chunk of server.stdout) {
    text += String(chunk)
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text)
    if (found !== null) return found[0]
  }
  throw new Error('the server ended before it listened')
}
