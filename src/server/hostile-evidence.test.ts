import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { O, demonstration } from '../../test/demonstration.ts'
import type { Demonstration } from '../../test/demonstration.ts'
import { tarOf } from '../../test/support/tar.ts'
import { zipOf } from '../../test/support/zip.ts'
import { LIMITS } from '../evidence/intake/limits.ts'
import { hasSentence, sayPlain } from '../report/sentences/say.ts'

let server: Demonstration
beforeAll(async () => void (server = await demonstration()), 60_000)
afterAll(async () => server?.store.close())

const evidence = async (): Promise<string> =>
  (await server.ask('POST', `${O}/evidence`, { body: { body: { title: '一式', effective: '2026-11-20' } } })).json.id

const text = (said: string): Uint8Array => new TextEncoder().encode(said)
const GOOD = { name: 'good.txt', bytes: text('show vlan\n') }
const MIB = 2 ** 20
const bomb = (): Uint8Array => zipOf([{ name: 'bomb.txt', bytes: new Uint8Array(40 * MIB), packed: true }, GOOD])

/** Each archive with the problem that it has to be told with, and whether its good member is still read. */
const ARCHIVES: readonly (readonly [name: string, code: string, keepsGood: boolean, make: () => Uint8Array])[] = [
  ['a ZIP bomb', 'intake-ratio', true, bomb],
  ['a gzip bomb', 'intake-ratio', false, () => gzipSync(new Uint8Array(40 * MIB))],
  [
    'an archive in an archive in an archive',
    'intake-archive-nested',
    true,
    () => zipOf([{ name: 'a.zip', bytes: zipOf([{ name: 'b.zip', bytes: bomb() }]) }, GOOD]),
  ],
  ['a path that leads out', 'intake-path', true, () => zipOf([{ ...GOOD, name: '../../etc/cron.d/x' }, GOOD])],
  ['a path that leads out by backslashes', 'intake-path', true, () => zipOf([{ ...GOOD, name: '..\\..\\x' }, GOOD])],
  ['an absolute path', 'intake-path', true, () => zipOf([{ ...GOOD, name: '/etc/passwd' }, GOOD])],
  ['a path of a drive', 'intake-path', true, () => zipOf([{ ...GOOD, name: 'C:\\Windows\\x' }, GOOD])],
  ['a huge name', 'intake-path', true, () => zipOf([{ ...GOOD, name: 'x'.repeat(60_000) }, GOOD])],
  ['a name of a thousand folders', 'intake-path', true, () => zipOf([{ ...GOOD, name: `${'a/'.repeat(400)}x` }, GOOD])],
  ['a name with control characters', 'intake-path', true, () => zipOf([{ ...GOOD, name: 'a\u0000b' }, GOOD])],
  [
    'a symbolic link',
    'intake-symlink',
    true,
    () => zipOf([{ name: 'link', bytes: text('/etc/shadow'), mode: 0o120777 }, GOOD]),
  ],
  [
    'a symbolic link of a tar',
    'intake-symlink',
    false,
    () => tarOf([{ name: 'link', type: '2', link: '/etc/shadow' }]),
  ],
  ['a hard link of a tar', 'intake-hardlink', false, () => tarOf([{ name: 'link', type: '1', link: '/etc/shadow' }])],
  ['a device of a tar', 'intake-device', false, () => tarOf([{ name: 'null', type: '3' }])],
  [
    'an encrypted member',
    'intake-archive-method',
    true,
    () => zipOf([{ name: 'secret.txt', bytes: text('secret'), flags: 0x801 }, GOOD]),
  ],
  ['two members of one name', 'intake-path-twice', true, () => zipOf([GOOD, { ...GOOD, bytes: text('other') }])],
  [
    'a member that claims another size',
    'intake-archive-broken',
    true,
    () => zipOf([{ name: 'liar.txt', bytes: text('x'.repeat(5000)), packed: true, claims: 10 }, GOOD]),
  ],
  [
    'a ZIP that breaks off',
    'intake-archive-cut',
    true,
    () => zipOf([GOOD, { name: 'b.txt', bytes: text('b'.repeat(5000)) }]).slice(0, 3000),
  ],
  [
    'too many members',
    'intake-files-many',
    true,
    () =>
      tarOf([
        { name: 'good.txt', text: 'show vlan' },
        ...Array.from({ length: LIMITS.files + 5 }, (_, i) => ({ name: `f${i}` })),
      ]),
  ],
]

describe('archives that mean harm', () => {
  it.each(ARCHIVES)(
    '[I-3] [I-5] %s is told as %s in both languages, and the rest is read',
    async (_, code, keepsGood, make) => {
      const id = await evidence()
      expect((await server.upload(id, 'upload.zip', make())).status).toBe(200)
      const { status, json } = await server.ask('GET', `${O}/evidence/${id}/recognition`)
      expect(status).toBe(200)
      const codes: string[] = json.problems.map((one: { code: string }) => one.code)
      expect(codes).toContain(code)
      for (const { code: one, params = {} } of json.problems.slice(0, 50)) {
        expect([one, hasSentence(one)]).toEqual([one, true])
        const [ja, en] = (['ja', 'en'] as const).map((lang) => sayPlain('problems', { code: one, params }, lang))
        expect(ja).toMatch(/[ぁ-ん]/)
        expect(en).toMatch(/[a-z]/)
      }
      const paths: string[] = json.files.map(({ path }: { path: string }) => path)
      expect(paths.some((path) => path.startsWith('/') || path.includes('..') || /[\u0000-\u001f]/.test(path))).toBe(
        false,
      )
      expect(paths.some((path) => path.endsWith('good.txt'))).toBe(keepsGood)
      expect((await server.ask('GET', '/health')).status).toBe(200)
    },
    120_000,
  )

  it('[I-5] a name that is no UTF-8 is never taken for another', async () => {
    const id = await evidence()
    await server.upload(id, 'upload.zip', zipOf([{ ...GOOD, name: Uint8Array.of(0x66, 0xff, 0xfe, 0x2e, 0x74) }, GOOD]))
    const { json } = await server.ask('GET', `${O}/evidence/${id}/recognition`)
    const paths: string[] = json.files.map(({ path }: { path: string }) => path)
    expect(new Set(paths).size).toBe(paths.length)
    expect(paths.some((path) => path.endsWith('good.txt'))).toBe(true)
  })

  it('[V-8] an audit of a bomb fails with its reason, and the next audit runs', async () => {
    const id = await evidence()
    await server.upload(id, 'upload.zip', bomb())
    const engagement = (
      await server.ask('POST', `${O}/engagements`, { body: { body: { title: '爆', text: 'akashi: 1' } } })
    ).json.id
    const run = (await server.ask('POST', `${O}/audit-runs`, { body: { engagement, evidence: [id] } })).json.id
    await server.jobs.idle()
    expect((await server.ask('GET', `${O}/audit-runs/${run}`)).json.body).toMatchObject({
      status: 'failed',
      result: null,
    })
  }, 60_000)
})

describe('names of uploaded files that mean harm', () => {
  it.each([
    '../x',
    '/etc/passwd',
    'a/../../x',
    'a\\..\\x',
    'C:\\x',
    'a\u0000b',
    'a\nb',
    'x'.repeat(1001),
    `${'a/'.repeat(200)}x`,
    '',
  ])('%j is refused in both languages, and nothing of it is kept', async (path) => {
    const id = await evidence()
    const { status, json } = await server.upload(id, path, text('x'))
    expect([status, Object.keys(json.error.message)]).toEqual([400, ['ja', 'en']])
    expect((await server.ask('GET', `${O}/evidence/${id}`)).json.body.files).toEqual([])
  })

  it.each(['__proto__', 'constructor', '名前 (1).txt', 'a b%2e%2e.txt'])('%j is a name like others', async (path) => {
    const id = await evidence()
    expect(
      (await server.upload(id, path, text('x'))).json.body.files.map((file: { path: string }) => file.path),
    ).toEqual([path])
  })
})
