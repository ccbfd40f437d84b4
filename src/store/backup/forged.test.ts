import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedStore } from '../../../test/databases.ts'
import { createAccount } from '../accounts.ts'
import { sha256Of } from '../blobs.ts'
import { change } from '../change.ts'
import { keepBlob } from '../evidence-blobs.ts'
import { KEY_FILE } from '../ledger-key.ts'
import type { Store } from '../open.ts'
import { createOrganisation } from '../organisations.ts'
import { MANIFEST } from './contents.ts'
import type { Manifest } from './contents.ts'
import { writeBackup } from './dump.ts'
import { restoreBackup } from './restore.ts'
import { BadArchive, TAR_END, tarMember, tarMembers } from './tar.ts'
import type { Member } from './tar.ts'

type Opened = Store & { readonly folder: string }
const at = '2026-11-21T01:02:03.000Z'
const system = { by: 'system', at }
const EVIDENCE = Buffer.from('evidence')

let members: readonly Member[] = []
let target: Opened
beforeAll(async () => {
  const source = await embeddedStore()
  await source.inScope('one', async (scope) => {
    await createOrganisation(scope, system, '組織')
    const account = { id: 'acc', email: 'a@example.jp', name: '担当', language: 'ja', password: null, created_at: at }
    await createAccount(scope.trx, account)
    const body = { name: { ja: '保管', en: '' } }
    await change(scope, system, [{ action: 'create', kind: 'service', id: 's1', body, why: '' }])
    await keepBlob(scope, source.blobs, EVIDENCE, at)
  })
  const chunks: Uint8Array[] = []
  await writeBackup(source, source.folder, at, async (bytes) => void chunks.push(bytes))
  await source.close()
  members = await collected(pieces(Buffer.concat(chunks)))
  target = await embeddedStore()
}, 120_000)
afterAll(async () => target?.close())

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function collected(chunks: AsyncIterable<Uint8Array>): Promise<readonly Member[]> {
  const all: Member[] = []
  for await (const { name, bytes } of tarMembers(chunks)) all.push({ name, bytes: Buffer.from(bytes) })
  return all
}

type Edit = (member: Member) => Member | null
const edited = (edit: Edit): readonly Member[] => members.flatMap((one) => edit(one) ?? [])

/** The member with another text in the place of one that it holds; of other members nothing changes. */
const replacing =
  (part: string, from: string, to: string): Edit =>
  (member) => {
    if (!member.name.includes(part)) return member
    const text = member.bytes.toString('utf8')
    if (!text.includes(from)) throw new Error(`${member.name} does not hold ${from}`)
    return { ...member, bytes: Buffer.from(text.replaceAll(from, to)) }
  }

/** A manifest that says of the members what is true of them: whoever forges a backup can write one. */
function vouched(all: readonly Member[]): readonly Member[] {
  const others = all.filter(({ name }) => name !== MANIFEST)
  return all.map((one) => {
    if (one.name !== MANIFEST) return one
    const manifest = JSON.parse(one.bytes.toString('utf8')) as Manifest
    const hashes = Object.fromEntries(others.map(({ name, bytes }) => [name, sha256Of(bytes)]))
    return { name: MANIFEST, bytes: Buffer.from(JSON.stringify({ ...manifest, members: hashes })) }
  })
}

const restored = (all: readonly Member[]) =>
  restoreBackup(target, target.folder, pieces(Buffer.concat([...all.map(tarMember), TAR_END])))

const without =
  (part: string): Edit =>
  (member) =>
    member.name.includes(part) ? null : member

/** What the restore says of it; every time nothing may be left behind. */
async function refusalOf(all: readonly Member[]): Promise<string> {
  const error: unknown = await restored(all).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(BadArchive)
  const left = await target.asCaller({ system: true }, (trx) => trx.selectFrom('organisation').select('id').execute())
  expect(left).toEqual([])
  return error instanceof Error ? error.message : ''
}

describe('[D-9] a backup is not restored', () => {
  it('when a member is not as the manifest says, is missing, or was put in', async () => {
    const manifest = 'is not as the manifest says'
    expect(await refusalOf(edited(replacing('shared/account', '担当', '別人')))).toContain(manifest)
    expect(await refusalOf(edited(without('/blob/')))).toContain(manifest)
    const blob = { name: `blobs/${sha256Of(Buffer.from('x'))}`, bytes: Buffer.from('x') }
    expect(await refusalOf([blob, ...members])).toContain(manifest)
  })

  it('when a table has another number of rows than the manifest says', async () => {
    const counts = replacing(MANIFEST, '"account":1', '"account":2')
    expect(await refusalOf(edited(counts))).toBe('account has 1 rows, expected 2')
  })

  it.each([
    ['a record', replacing('/record/', '保管', '改変')],
    ['a change', replacing('/change/', '保管', '改変')],
    ['who changed it', replacing('/change/', '"by":"system"', '"by":"account:x"')],
    ['that there is a record', without('/record/')],
    ['that there was a change', without('/change/')],
    ['the end of the ledger', replacing('/ledger_head/', '"size":', '"size":1')],
  ])('when the ledger does not hold it, though the manifest vouches for it: %s', async (_, edit) => {
    const all = vouched(edited(edit))
    const counted = all.map((one) => (one.name === MANIFEST ? recounted(one, all) : one))
    expect(await refusalOf(counted)).toMatch(/^the ledger of one does not hold/)
  })

  it('when a blob is not what its name says, though the manifest vouches for it', async () => {
    const forged = vouched(edited(replacing('blobs/', 'evidence', 'Evidence')))
    expect(await refusalOf(forged)).toContain(`holds the bytes of ${sha256Of(Buffer.from('Evidence'))}`)
  })

  it('without the key of its ledger', async () => {
    expect(await refusalOf(vouched(edited(without(KEY_FILE))))).toBe('the backup has no key')
  })

  it('without a manifest, or with one of something else', async () => {
    expect(await refusalOf(edited(without(MANIFEST)))).toBe('the backup has no manifest')
    const other = edited(replacing(MANIFEST, 'akashi-backup', 'other-backup'))
    expect(await refusalOf(other)).toBe('the manifest is not one of a backup')
  })

  it('with a member of no table, or a line that is no row', async () => {
    const strange = { name: 'organisations/one/session/0.jsonl', bytes: Buffer.from('{"id":"x"}\n') }
    expect(await refusalOf(vouched([strange, ...members]))).toContain('is no member of a backup')
    const bad = { name: 'shared/account/0.jsonl', bytes: Buffer.from('[]\n1\n') }
    expect(await refusalOf([bad, ...members])).toContain('holds a line that is no row')
  })
})

/** The manifest with the rows counted again. */
function recounted(manifest: Member, all: readonly Member[]): Member {
  const rows: Record<string, number> = {}
  for (const { name, bytes } of all) {
    const table = /^shared\/(\w+)\/|^organisations\/one\/(\w+)\//.exec(name)
    const key = table?.[1] ?? table?.[2]
    if (key !== undefined) rows[key] = (rows[key] ?? 0) + bytes.toString('utf8').trimEnd().split('\n').length
  }
  const said = JSON.parse(manifest.bytes.toString('utf8')) as Manifest
  return { name: MANIFEST, bytes: Buffer.from(JSON.stringify({ ...said, rows })) }
}

describe('[D-9] an archive', () => {
  const header = (change: (bytes: Buffer) => void): Promise<readonly Member[]> => {
    const bytes = tarMember({ name: 'shared/account/0.jsonl', bytes: Buffer.from('x') })
    change(bytes)
    return collected(pieces(Buffer.concat([bytes, TAR_END])))
  }
  const summed = (bytes: Buffer): void => {
    bytes.fill(' ', 148, 156)
    const sum = bytes.subarray(0, 512).reduce((all, byte) => all + byte, 0)
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  }

  it('whose header was changed is damaged', async () => {
    expect(await header(() => undefined)).toHaveLength(1)
    await expect(header((bytes) => void bytes.write('z', 0))).rejects.toThrow('does not have its checksum')
  })

  it.each(['shared/../../x', 'a/../b', '/etc/passwd', 'a b', '..'])('has no member of the name %j', async (name) => {
    const renamed = header((bytes) => {
      bytes.fill(0, 0, 100).write(name, 0)
      summed(bytes)
    })
    await expect(renamed).rejects.toThrow('is not one of a backup')
  })

  it('has no member of a size that nobody could hold', async () => {
    const huge = header((bytes) => {
      bytes.write('77777777777', 124)
      summed(bytes)
    })
    await expect(huge).rejects.toThrow('has the size')
  })

  it('is restored when it is as it was written, and once', async () => {
    await restored(members)
    await expect(restored(members)).rejects.toThrow('into an empty store only')
  })
})
