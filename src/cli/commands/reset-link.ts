import type { CliCommand } from '../command.ts'
import { originOf, storeOptions } from '../data.ts'
import { storeTrouble } from '../store-trouble.ts'
import type { Io } from '../io.ts'
import { EXIT } from '../io.ts'

interface Options {
  readonly data?: string
  readonly origin?: string
  readonly factors?: boolean
}

const HERE = 'http://localhost:8450'

const TEXT = {
  ja: {
    link: (email: string) => `${email} のパスワードを設定し直すリンクです（1時間以内に1回だけ使えます）:\n`,
    factors: '使用すると、認証アプリ、回復コード及びパスキーの登録もすべて解除されます。\n',
    nobody: (email: string) => `${email} のアカウントはありません。\n`,
    origin: (url: string) => `${url} は https://akashi.example.jp の形ではありません（パスは付けません）。\n`,
  },
  en: {
    link: (email: string) => `This link sets a new password for ${email} (once, within an hour):\n`,
    factors: 'Using it also removes the authenticator app, its recovery codes and every passkey.\n',
    nobody: (email: string) => `No account has the address ${email}.\n`,
    origin: (url: string) => `${url} is no origin such as https://akashi.example.jp, without a path.\n`,
  },
} as const

/** `akashi reset-link EMAIL`: the way back in for the last owner. Who can run it has the data folder, and so everything anyway. */
export const resetLinkCommand: CliCommand = {
  register(program, io, exit) {
    program
      .command('reset-link')
      .description('print a one-time link by which the account sets a new password')
      .argument('<email>', 'the address of the account')
      .option('--factors', 'also remove its authenticator app, recovery codes and passkeys')
      .option('--origin <url>', `where the workbench is opened (AKASHI_ORIGIN; default ${HERE})`)
      .option('--data <folder>', 'the data folder (AKASHI_DATA)')
      .action(async (email: string, options: Options) => exit(await print(email, options, io)))
  },
}

async function print(email: string, options: Options, io: Io): Promise<number> {
  const text = TEXT[io.lang]
  const origin = originOf(options.origin, process.env)
  if (origin === undefined) {
    io.err(text.origin(options.origin ?? process.env['AKASHI_ORIGIN'] ?? ''))
    return EXIT.usage
  }
  try {
    const link = await make(email, options)
    if (link === null) {
      io.err(text.nobody(email))
      return EXIT.usage
    }
    io.err(`${text.link(email)}${options.factors === true ? text.factors : ''}`)
    io.out(`${origin ?? HERE}/reset#${link.token}\n`)
    return EXIT.proved
  } catch (error) {
    const said = storeTrouble(error, io.lang)
    if (said === null) throw error
    io.err(said)
    return EXIT.usage
  }
}

async function make(email: string, options: Options): Promise<{ readonly token: string } | null> {
  const [{ openStore }, { resetByOperator }] = await Promise.all([
    import('../../store/open.ts'),
    import('../../server/identity/resets.ts'),
  ])
  const store = await openStore(storeOptions(options, process.env))
  try {
    return await resetByOperator(store, email, { now: new Date(), removeFactors: options.factors === true })
  } finally {
    await store.close()
  }
}
