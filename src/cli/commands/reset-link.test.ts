import { Command } from 'commander'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/databases.ts'
import { performReset } from '../../server/identity/resets.ts'
import { tokenHash } from '../../server/identity/secrets.ts'
import { createAccount } from '../../store/accounts.ts'
import { openStore } from '../../store/open.ts'
import { useLink } from '../../store/sessions.ts'
import type { Io } from '../io.ts'
import { resetLinkCommand } from './reset-link.ts'

async function run(...args: string[]) {
  const seen = { out: '', err: '', status: -1 }
  const io: Io = {
    out: (text) => void (seen.out += text),
    err: (text) => void (seen.err += text),
    isTerminal: false,
    isErrTerminal: false,
    lang: 'en',
  }
  const program = new Command()
  resetLinkCommand.register(program, io, (status) => void (seen.status = status))
  await program.parseAsync(['node', 'akashi', 'reset-link', ...args])
  return seen
}

it('[ID-5] `reset-link` prints a link for an account, and says why where it cannot', async () => {
  const folder = await temporaryFolder()
  const store = await openStore({ folder })
  await store.asCaller({ system: true }, (trx) =>
    createAccount(trx, {
      id: 'a',
      email: 'owner@example.jp',
      name: '責任者',
      language: 'ja',
      password: 'hash',
      created_at: '2026-11-21T00:00:00.000Z',
    }),
  )
  const where = ['--data', folder, '--origin', 'https://akashi.example.jp']
  expect(await run('owner@example.jp', ...where)).toMatchObject({
    status: 3,
    out: '',
    err: expect.stringContaining('Another process uses the data folder'),
  })
  await store.close()
  expect(await run('nobody@example.jp', ...where)).toMatchObject({
    status: 3,
    err: 'No account has the address nobody@example.jp.\n',
  })
  expect(await run('owner@example.jp', '--data', folder, '--origin', 'akashi.example.jp')).toMatchObject({ status: 3 })
  const made = await run('Owner@example.jp', ...where, '--factors')
  expect(made).toMatchObject({ status: 0, err: expect.stringContaining('every passkey') })
  const token = /^https:\/\/akashi\.example\.jp\/reset#([\w-]{43})\n$/.exec(made.out)?.[1] ?? ''
  const again = await openStore({ folder })
  const link = await again.asCaller({ system: true }, (trx) => useLink(trx, tokenHash(token), new Date().toISOString()))
  expect(link).toMatchObject({ purpose: 'reset-factors', email: 'owner@example.jp' })
  await again.asCaller({ system: true }, (trx) =>
    performReset(trx, 'a', { password: 'new', removeFactors: true, at: '2026-11-21T01:00:00.000Z' }),
  )
  await again.close()
}, 90_000)
