import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/databases.ts'
import { openStore } from '../../store/open.ts'
import { createOrganisation } from '../../store/organisations.ts'
import { ledgerMark } from '../../store/records.ts'
import type { Io } from '../io.ts'
import { backupCommand, restoreCommand } from './backup.ts'

async function run(...args: string[]) {
  const seen = { err: '', status: -1 }
  const io: Io = {
    out: () => undefined,
    err: (text) => void (seen.err += text),
    isTerminal: false,
    isErrTerminal: false,
    lang: 'en',
  }
  const program = new Command()
  for (const command of [backupCommand, restoreCommand])
    command.register(program, io, (status) => void (seen.status = status))
  await program.parseAsync(['node', 'akashi', ...args])
  return seen
}

it('[D-9] `backup` and `restore` are one command each, and say what they did or why not', async () => {
  const source = join(await temporaryFolder(), 'source')
  const store = await openStore({ folder: source })
  await store.inScope('o', (scope) => createOrganisation(scope, { by: 'system', at: '2026-11-21T00:00:00.000Z' }, 'o'))
  const file = join(await temporaryFolder(), 'akashi.tar')
  const key = store.signer.publicKey.toString('hex')
  expect(await run('backup', file, '--data', source)).toMatchObject({
    status: 3,
    err: expect.stringContaining('is held by process'),
  })
  await store.close()
  expect(await run('backup', file, '--data', source)).toMatchObject({
    status: 0,
    err: expect.stringContaining('Saved 3 rows and 0 files'),
  })
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const folder = join(await temporaryFolder(), 'new')
  expect(await run('restore', file, '--data', folder)).toMatchObject({
    status: 0,
    err: expect.stringContaining('every row, file and ledger was verified'),
  })
  expect(await run('restore', file, '--data', folder)).toMatchObject({
    status: 3,
    err: expect.stringContaining('empty store'),
  })
  const restored = await openStore({ folder })
  expect([(await restored.inScope('o', ledgerMark)).size, restored.signer.publicKey.toString('hex')]).toEqual([1, key])
  await restored.close()
}, 90_000)
