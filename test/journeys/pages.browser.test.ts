import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsAtRest } from './faults.ts'
import { PAGES } from './pages.ts'
import { hasChromium, workbench } from './workbench.ts'
import type { Workbench } from './workbench.ts'

const SLOW = 300_000

const ALL = [
  ...PAGES,
  '/audit?engagement=separation',
  '/internal-audit',
  '/certificate',
  '/assertion',
  '/comments',
  '/start',
]

describe.skipIf(!hasChromium)('every page of the workbench', () => {
  let bench: Workbench
  beforeAll(async () => {
    bench = await workbench()
    await bench.settled()
  }, SLOW)
  afterAll(async () => bench?.close())

  it.each(['ja-JP', 'en-GB'])(
    'has nothing that axe objects to and does not scroll sideways, on a laptop and on a phone (%s)',
    async (locale) => {
      const found: string[] = []
      for (const width of [1320, 390]) {
        const { page, complaints, strangers } = await bench.open('/', { locale, viewport: { width, height: 844 } })
        for (const path of ALL) {
          await page.goto(`${bench.url}${path}`)
          found.push(...(await faultsAtRest(page)))
        }
        expect([...complaints, ...strangers]).toEqual([])
        await page.context().close()
      }
      expect(found).toEqual([])
    },
    SLOW,
  )

  it(
    'has nothing that axe objects to where a record is open at the side',
    async () => {
      const { page } = await bench.open('/statement')
      const found: string[] = []
      for (const path of [
        '/statement',
        '/risks',
        '/assets',
        '/treatment',
        '/customers',
        '/evidence',
        '/organisation',
        '/gap',
      ]) {
        await page.goto(`${bench.url}${path}`)
        await page.locator('button.row-link').first().click()
        await page.getByRole('dialog').waitFor()
        found.push(...(await faultsAtRest(page)))
      }
      expect(found).toEqual([])
      await page.context().close()
    },
    SLOW,
  )
})
