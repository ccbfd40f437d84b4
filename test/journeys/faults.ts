import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const EXCERPT = 160

/** What axe objects to on the page as it stands, a line for each rule, with the beginnings of the elements. */
export async function faults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, EXCERPT)).join(' | ')}`)
}

/** As `faults` when the page has its heading and asks for nothing more, and that it scrolls sideways; each line says where and how wide. */
export async function faultsAtRest(page: Page): Promise<readonly string[]> {
  await page.locator('h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  const width = page.viewportSize()?.width ?? Infinity
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  const found = [...(await faults(page)), ...(wide > width ? [`is ${wide} wide`] : [])]
  return found.map((one) => `${width} ${page.url()} ${one}`)
}
