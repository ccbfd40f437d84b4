import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { hasPostgres, postgresServer, temporaryFolder } from '../../../test/databases.ts'

const MAIN = join(import.meta.dirname, '..', 'main.ts')

/** Runs `akashi` until it has said where it listens. */
async function started(...args: string[]) {
  return startedWith({}, ...args)
}

async function startedWith(environment: Readonly<Record<string, string>>, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], {
    env: { ...process.env, AKASHI_LANG: 'en', DATABASE_URL: '', ...environment },
  })
  const seen = { out: '', err: '' }
  child.stderr.on('data', (chunk: Buffer) => void (seen.err += chunk.toString()))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      seen.out += chunk.toString()
      const found = /Akashi: (\S+)\//.exec(seen.out)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error(seen.err)))
  })
  const stop = async (): Promise<number | null> => {
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    return (await exit)[0]
  }
  return { url, seen, stop }
}

it('[M-3] `serve` prints a one-time link at its first start, lets nobody in without it, and ends in order', async () => {
  const data = await temporaryFolder()
  const first = await started('serve', '--port', '0', '--data', data)
  expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect((await fetch(`${first.url}/api/v1/health`)).status).toBe(200)
  expect((await fetch(`${first.url}/api/v1/me`)).status).toBe(401)
  const token = /\/start#(\S+)/.exec(first.seen.err)?.[1]
  const body = {
    token,
    organisation: 'Example',
    name: 'Owner',
    email: 'owner@example.jp',
    password: 'correct horse battery',
  }
  const start = () =>
    fetch(`${first.url}/api/v1/start`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  expect((await start()).status).toBe(200)
  expect((await start()).status).toBe(410)
  expect(await first.stop()).toBe(0)
  const second = await started('serve', '--port', '0', '--data', data)
  expect(second.seen.err).not.toContain('/start#')
  expect(await second.stop()).toBe(0)
}, 120_000)

/** The demonstration's audits run beside its pages: asked for until they are done, or for a minute and a half. */
async function untilDone(url: string): Promise<unknown> {
  for (let i = 0; i < 180; i++) {
    const text = await (await fetch(`${url}/api/v1/organisations/demo/summary`)).text()
    if (!/"status":"(running|waiting)"/.test(text)) return JSON.parse(text)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('the audits of the demonstration did not end')
}

it('`demo` audits the shipped examples in a thread of their own, beside its pages', async () => {
  const demo = await started('demo', '--port', '0', '--data', await temporaryFolder())
  expect(demo.seen.err).toContain('This is a demonstration')
  expect(await untilDone(demo.url)).toMatchObject({ runs: [{ status: 'done' }, { status: 'done' }] })
  expect(await demo.stop()).toBe(0)
}, 180_000)

it.runIf(hasPostgres)(
  '[D-10] `serve` refuses a database that another one serves, in both languages, and an address where nothing may be sent',
  async () => {
    const server = await postgresServer()
    const DATABASE_URL = server.database('plain')
    const first = await startedWith({ DATABASE_URL }, 'serve', '--port', '0', '--data', await temporaryFolder())
    const second = async (AKASHI_LANG: string): Promise<unknown> =>
      startedWith({ DATABASE_URL, AKASHI_LANG }, 'serve', '--port', '0', '--data', await temporaryFolder())
    await expect(second('en')).rejects.toThrow('Another `akashi serve` uses the database')
    await expect(second('ja')).rejects.toThrow('データベースは、別の akashi serve が使用しています')
    expect(await first.stop()).toBe(0)
    await expect(started('serve', '--port', '0', '--webhook-host', 'https://hooks.example.jp')).rejects.toThrow(
      '"https://hooks.example.jp" is no host',
    )
    await server.stop()
  },
  120_000,
)
