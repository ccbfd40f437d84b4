import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Running } from '../../server/run.ts'
import type { CliCommand } from '../command.ts'
import { originOf, storeOptions } from '../data.ts'
import { storeTrouble } from '../store-trouble.ts'
import type { Io } from '../io.ts'
import { EXIT } from '../io.ts'
import { BadOidc, oidcOf } from '../oidc.ts'
import type { OidcFlags } from '../oidc.ts'

interface Options extends OidcFlags {
  readonly port: string
  readonly host: string
  readonly data?: string
  readonly webhookHost?: readonly string[]
  readonly origin?: string
  readonly behindProxy?: boolean
}

const PORT = 8450
const LOOPBACK = '127.0.0.1'
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

const TEXT = {
  ja: {
    listening: (url: string) => `証（Akashi）: ${url}/\n`,
    first: (url: string) =>
      `最初の管理者を登録するには、24時間以内にこのリンクを開いてください（1回だけ使えます）:\n  ${url}\n`,
    demo: 'デモンストレーションです。アカウントはなく、このコンピュータからだけ利用できます。実際の組織の情報は入力しないでください。\n',
    open: (host: string) =>
      `${host} で待ち受けます。他のコンピュータから利用するには、HTTPS を終端するプロキシを前に置いてください。\n`,
    port: (port: string) => `${port} はポート番号ではありません。\n`,
    origin: (url: string) => `${url} は https://akashi.example.jp の形ではありません（パスは付けません）。\n`,
    lost: 'データベースを別の akashi serve が使用し始めたため、終了します…\n',
    stopping: '終了します。処理中の要求を完了し、台帳に署名しています…\n',
  },
  en: {
    listening: (url: string) => `Akashi: ${url}/\n`,
    first: (url: string) => `Open this link within 24 hours to register the first owner (it works once):\n  ${url}\n`,
    demo: 'This is a demonstration: it has no accounts and answers this computer only. Enter nothing of a real organisation.\n',
    open: (host: string) => `Listening on ${host}. For other computers, put a proxy in front that ends HTTPS.\n`,
    port: (port: string) => `${port} is no port number.\n`,
    origin: (url: string) => `${url} is no origin such as https://akashi.example.jp, without a path.\n`,
    lost: 'Stopping: another `akashi serve` has taken the database…\n',
    stopping: 'Stopping: finishing requests and signing the ledgers…\n',
  },
} as const

const ENVIRONMENT = `
Environment:
  DATABASE_URL       PostgreSQL 15 or later, by a direct connection; one database has one server
  AKASHI_BLOBS       s3://bucket/prefix: keep evidence in a bucket and not in the data folder; then also
                     AKASHI_S3_ENDPOINT (https://host), AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN
`

/** `akashi serve`: the workbench with accounts. */
export const serveCommand: CliCommand = {
  register(program, io, exit) {
    program
      .command('serve')
      .description('run the workbench; the database is DATABASE_URL, or an embedded one in the data folder')
      .option('--port <number>', 'port', String(PORT))
      .option('--host <address>', 'address to listen on', LOOPBACK)
      .option('--data <folder>', 'the data folder (AKASHI_DATA)')
      .option('--origin <url>', 'where a proxy offers the workbench, as https://akashi.example.jp (AKASHI_ORIGIN)')
      .option(
        '--behind-proxy',
        'believe the last address that the proxy in front writes into X-Forwarded-For: without it all its callers are one when guesses are counted',
      )
      .option(
        '--webhook-host <host...>',
        'hosts to which webhooks may go, as host, host:port, or host:port+private for an inner address (AKASHI_WEBHOOK_HOSTS, with commas); none: no webhooks',
      )
      .option(
        '--oidc-issuer <url>',
        'let people sign in with accounts of this OpenID Connect provider (AKASHI_OIDC_ISSUER)',
      )
      .option(
        '--oidc-client-id <id>',
        'what Akashi is registered as there (AKASHI_OIDC_CLIENT_ID); its secret is AKASHI_OIDC_CLIENT_SECRET, or in the file AKASHI_OIDC_CLIENT_SECRET_FILE. Redirect URI: ORIGIN/api/v1/oidc/callback',
      )
      .option('--oidc-label <text>', 'what the accounts are called on the sign-in page (AKASHI_OIDC_LABEL)')
      .option(
        '--oidc-host <host...>',
        'further hosts of the provider, as for --webhook-host, where its keys or tokens lie elsewhere (AKASHI_OIDC_HOSTS)',
      )
      .addHelpText('after', ENVIRONMENT)
      .action(async (options: Options) => exit(await start('accounts', options, io)))
  },
}

/** `akashi demo`: the workbench on a demonstration organisation, without accounts, for this computer only. */
export const demoCommand: CliCommand = {
  register(program, io, exit) {
    program
      .command('demo')
      .description('open the workbench on a demonstration organisation, for this computer only')
      .option('--port <number>', 'port', String(PORT))
      .option('--data <folder>', 'the data folder of the demonstration (default: its own)')
      .action(async (options: Omit<Options, 'host'>) => exit(await start('demo', { ...options, host: LOOPBACK }, io)))
  },
}

async function start(mode: 'accounts' | 'demo', options: Options, io: Io): Promise<number> {
  const text = TEXT[io.lang]
  const port = Number(options.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    io.err(text.port(options.port))
    return EXIT.usage
  }
  const origin = originOf(options.origin, process.env)
  if (origin === undefined) {
    io.err(text.origin(options.origin ?? process.env['AKASHI_ORIGIN'] ?? ''))
    return EXIT.usage
  }
  const { run, CannotListen } = await import('../../server/run.ts')
  const { BadHost } = await import('../../server/outbound/hosts.ts')
  const log = await logger()
  try {
    const running = await run({
      store: placeOf(mode, options),
      mode,
      host: options.host,
      port,
      root: ROOT,
      webhookHosts: mode === 'demo' ? [] : webhookHosts(options, process.env),
      origin,
      behindProxy: options.behindProxy ?? false,
      oidc: mode === 'demo' ? null : oidcOf(options, process.env, io.lang),
      log,
    })
    // Heard before anybody can know that it runs.
    const end = ended()
    announce(mode, options.host, running, io)
    const isLost = await Promise.race([end.then(() => false), running.lost.then(() => true)])
    io.err(isLost ? text.lost : text.stopping)
    await running.stop()
    return isLost ? EXIT.usage : EXIT.proved
  } catch (error) {
    const isOrdinary = [CannotListen, BadHost, BadOidc].some((kind) => error instanceof kind)
    const said =
      storeTrouble(error, io.lang) ?? (error instanceof Error && isOrdinary ? `${error.message.trimEnd()}\n` : null)
    if (said === null) throw error
    io.err(said)
    return EXIT.usage
  }
}

/** The hosts of the command line, else of the environment. */
const webhookHosts = (
  { webhookHost }: Options,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] =>
  (webhookHost ?? (environment['AKASHI_WEBHOOK_HOSTS'] ?? '').split(',')).map((host) => host.trim()).filter(Boolean)

/** A demonstration never touches the records of a real installation. */
function placeOf(mode: 'accounts' | 'demo', { data }: Options): ReturnType<typeof storeOptions> {
  const place = storeOptions(data === undefined ? {} : { data }, process.env)
  if (mode === 'accounts') return place
  return { folder: data ?? join(place.folder, 'demo') }
}

function announce(mode: 'accounts' | 'demo', host: string, { url, startPath }: Running, io: Io): void {
  const text = TEXT[io.lang]
  if (mode === 'demo') io.err(text.demo)
  if (host !== LOOPBACK && host !== 'localhost' && host !== '::1') io.err(text.open(host))
  if (startPath !== null) io.err(text.first(`${url}${startPath}`))
  io.out(text.listening(url))
}

/** Settles when the process is asked to end. */
const ended = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

async function logger(): Promise<(event: string, params: Readonly<Record<string, string | number>>) => void> {
  const { pino } = await import('pino')
  const log = pino({ level: process.env['AKASHI_LOG'] ?? 'info' }, pino.destination(2))
  return (event, params) => (event === 'internal-error' ? log.error(params, event) : log.info(params, event))
}
