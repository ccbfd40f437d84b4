import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { run } from '../../src/server/run.ts'
import type { Running } from '../../src/server/run.ts'
import type { OidcOptions } from '../../src/server/identity/oidc.ts'
import { resetByOperator } from '../../src/server/identity/resets.ts'
import { hashPassword } from '../../src/server/identity/secrets.ts'
import { ROLES } from '../../src/server/permissions.ts'
import { createAccount } from '../../src/store/accounts.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/open.ts'
import { addMember } from '../../src/store/organisations.ts'
import { temporaryFolder } from '../databases.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const CHROMIUM = '/usr/bin/chromium'
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const hasChromium = existsSync(CHROMIUM)

/** A window of the workbench; whatever the browser complains about, and whatever is asked of another host, is collected. */
export interface Window {
  readonly page: Page
  readonly complaints: readonly string[]
  readonly strangers: readonly string[]
}

export interface Workbench {
  readonly url: string
  /** A new window in the language, at the address. */
  open(path: string, options?: BrowserContextOptions): Promise<Window>
  /** Settles when no audit waits or runs any more and its verdicts are on the controls. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** The demonstration with its built pages on a free port, and a browser before it. */
export async function workbench(): Promise<Workbench> {
  spawnSync(process.execPath, ['scripts/pages.mjs'], { cwd: ROOT, stdio: 'ignore' })
  const folder = await temporaryFolder()
  const running: Running = await run({
    store: { folder },
    mode: 'demo',
    host: '127.0.0.1',
    port: 0,
    root: ROOT,
    log: () => undefined,
  })
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  return {
    url: running.url,
    open: (path, options = {}) => open(browser, running.url, path, options),
    settled: () => settled(running.url),
    close: async () => {
      await browser.close()
      await running.stop()
      await rm(folder, { recursive: true })
    },
  }
}

export interface Installation extends Pick<Workbench, 'url' | 'open' | 'close'> {
  /** The path of the one-time link of the first start. */
  readonly startPath: string
  /** The token of a link that sets the account's password anew and removes its other factors, as the command line makes it. */
  resetToken(email: string): Promise<string>
}

/** The workbench with accounts, empty as at its first start, under a host name, as passkeys ask for; with outside accounts where a provider is given. */
export async function installation(
  oidc: OidcOptions | null = null,
  webhookHosts: readonly string[] = [],
): Promise<Installation> {
  spawnSync(process.execPath, ['scripts/pages.mjs'], { cwd: ROOT, stdio: 'ignore' })
  const folder = await temporaryFolder()
  const store = { folder }
  const listening = {
    mode: 'accounts',
    host: '127.0.0.1',
    root: ROOT,
    oidc,
    webhookHosts,
    log: () => undefined,
  } as const
  let running: Running = await run({ ...listening, store, port: 0 })
  const { startPath } = running
  if (startPath === null) throw new Error('a first start has a link')
  const url = running.url.replace('127.0.0.1', 'localhost')
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  return {
    url,
    startPath,
    open: (path, options = {}) => open(browser, url, path, options),
    async resetToken(email) {
      // As an operator does it with the embedded database: stop, make the link, start again.
      await running.stop()
      const own = await openStore(store)
      const link = await resetByOperator(own, email, { now: new Date(), removeFactors: true })
      await own.close()
      running = await run({ ...listening, store, port: Number(new URL(url).port) })
      if (link === null) throw new Error(`no account has the address ${email}`)
      return link.token
    },
    close: async () => {
      await browser.close()
      await running.stop()
      await rm(folder, { recursive: true })
    },
  }
}

/** The demonstration's records and verdicts, with an account for each role in the place of its one person. */
export async function staffed(password: string): Promise<Pick<Workbench, 'url' | 'open' | 'close'>> {
  spawnSync(process.execPath, ['scripts/pages.mjs'], { cwd: ROOT, stdio: 'ignore' })
  const folder = await temporaryFolder()
  const listening = { store: { folder }, host: '127.0.0.1', port: 0, root: ROOT, log: () => undefined } as const
  const demo = await run({ ...listening, mode: 'demo' })
  await settled(demo.url)
  await demo.stop()
  const store = await openStore({ folder })
  await employ(store, await hashPassword(password))
  await store.close()
  const running = await run({ ...listening, mode: 'accounts' })
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  return {
    url: running.url,
    open: (path, options = {}) => open(browser, running.url, path, options),
    close: async () => {
      await browser.close()
      await running.stop()
      await rm(folder, { recursive: true })
    },
  }
}

/** `viewer@example.jp` and so on, each with its one role. */
const employ = (store: Store, password: string): Promise<void> =>
  store.inScope('demo', async (scope) => {
    const at = new Date().toISOString()
    for (const role of ROLES) {
      const account = { id: role, email: `${role}@example.jp`, name: role, language: 'ja', password, created_at: at }
      await createAccount(scope.trx, account)
      await addMember(scope, { by: 'system', at }, role, role, '')
    }
  })

async function open(browser: Browser, url: string, path: string, options: BrowserContextOptions): Promise<Window> {
  const context = await browser.newContext({
    locale: 'ja-JP',
    viewport: { width: 1320, height: 900 },
    acceptDownloads: true,
    ...options,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  const strangers: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) strangers.push(request.url())
  })
  await page.goto(`${url}${path}`)
  await page.locator('h1').first().waitFor()
  return { page, complaints, strangers }
}

const TRIES = 240

async function settled(url: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { statement } = await (await fetch(`${url}/api/v1/organisations/demo/summary`)).json()
    if (statement.refuted > 0 && statement.proved > 0) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('the audits of the demonstration did not end within two minutes')
}
