import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { expect, it } from 'vitest'
import { signCheckpoint } from '../../ledger/checkpoint.ts'
import { hashOfLeaf, leafOf } from '../../ledger/entry.ts'
import { exportLines } from '../../ledger/export.ts'
import { newPrivateKey, signerOf, verifierKeyOf } from '../../ledger/keys.ts'
import { treeRoot } from '../../ledger/tree.ts'
import type { Io } from '../io.ts'
import { ledgerCommand } from './ledger.ts'

const signer = signerOf('akashi', newPrivateKey())
const leaf = (index: number): string =>
  leafOf({
    index,
    at: '2026-11-21T00:00:00Z',
    by: 'system',
    action: 'create',
    kind: 'risk',
    id: 'r',
    before: null,
    after: 'x',
    why: '',
  })
const leaves = [leaf(0), leaf(1)]
const checkpoint = signCheckpoint({ origin: 'o', size: 2, root: treeRoot(leaves.map(hashOfLeaf)) }, signer)
const lines = [...exportLines({ origin: 'o', key: verifierKeyOf(signer), checkpoints: [checkpoint] }, leaves)]

async function run(text: string | null, lang: Io['lang'] = 'en', ...options: string[]) {
  const file = join(await mkdtemp(join(tmpdir(), 'ledger-')), 'export.jsonl')
  if (text !== null) await writeFile(file, text)
  const seen = { out: '', err: '', status: -1 }
  const io: Io = {
    out: (t) => void (seen.out += t),
    err: (t) => void (seen.err += t),
    isTerminal: false,
    isErrTerminal: false,
    lang,
  }
  const program = new Command()
  ledgerCommand.register(program, io, (status) => void (seen.status = status))
  await program.parseAsync(['node', 'akashi', 'ledger', 'verify', file, ...options])
  return seen
}

it('[L-5] `ledger verify` accepts a true export and says where the key came from', async () => {
  const seen = await run(`${lines.join('\n')}\n`)
  expect(seen).toMatchObject({ status: 0, err: '' })
  expect(seen.out).toContain('The ledger holds: 2 entries, 1 signed checkpoints.')
  expect(seen.out).toContain('Give --key')
  expect((await run(`${lines.join('\n')}\n`, 'ja', '--key', verifierKeyOf(signer))).out).toContain('台帳は完全です。')
})

it('[L-5] `ledger verify` ends with 1 for a changed entry, and says so in both languages', async () => {
  const forged = lines.join('\n').replace('"id":"r"', '"id":"q"')
  expect(await run(forged)).toMatchObject({ status: 1, err: expect.stringContaining('an entry was changed') })
  expect((await run(forged, 'ja')).err).toContain('記録が変更されています')
})

it('[L-5] `ledger verify` ends with 3 for a file that is missing, is no export, or has an endless line', async () => {
  expect((await run(null)).status).toBe(3)
  expect((await run('hello')).status).toBe(3)
  expect((await run('x'.repeat(2_000_000))).status).toBe(3)
})
