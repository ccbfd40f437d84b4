import { createReadStream } from 'node:fs'
import type { Query, ReachAnswer, ReachReply } from '../../audit/reach.ts'
import type { CliCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'
import { linesOf } from '../lines.ts'

interface Options {
  readonly from?: string
  readonly to?: string
  readonly proto?: string
  readonly port?: string
  readonly queries?: string
  readonly json?: boolean
  readonly lang?: string
}

/** `akashi reach DIR`: who reaches whom, one question or a file of them. */
export const reachCommand: CliCommand = {
  register(program, io, exit) {
    program
      .command('reach')
      .description('ask whether one party, machine or address can reach another')
      .argument('<dir>', 'the engagement directory or archive')
      .option('--from <x>', 'address, endpoint, instance or device name, tenant:ID, management, shared, external')
      .option('--to <y>', 'likewise; tenant:ID/ADDRESS says whose address is meant')
      .option('--proto <protocol>', 'tcp, udp, icmp or any', 'any')
      .option('--port <number>', 'destination port')
      .option('--queries <file>', 'a file of questions, one JSON object a line: {"id","from","to","proto","port"}')
      .option('--json', 'print JSON and nothing else on stdout')
      .option('--lang <lang>', 'ja or en')
      .action(async (dir: string, options: Options) => exit(await reach(dir, options, withLang(io, options.lang))))
  },
}

/** The same rim in the language that was asked for. */
export const withLang = (io: Io, lang: string | undefined): Io =>
  lang === 'ja' || lang === 'en' ? { ...io, lang } : io

async function reach(dir: string, options: Options, io: Io): Promise<number> {
  const lines = await questionsOf(options, io)
  if (lines === null) return EXIT.usage
  const { examineFolder } = await import('../examine-folder.ts')
  const { Reach, querySchema } = await import('../../audit/reach.ts')
  const examination = await examineFolder(dir, io)
  if (examination === null) return EXIT.usage
  const queries = lines.map((line) => parsed(line, querySchema))
  const asked = new Reach(
    examination,
    queries.filter((q): q is Query => !('error' in q)),
  )
  const print = options.queries !== undefined || options.json === true ? jsonLine : await textPrinter(io)
  let failed = false
  for (const query of queries) {
    const answer = 'error' in query ? query : asked.answer(query)
    if ('error' in answer) failed = true
    io.out(print(answer, io))
  }
  return failed ? EXIT.usage : EXIT.proved
}

type Line = Query | Extract<ReachAnswer, { error: unknown }>

async function questionsOf(options: Options, io: Io): Promise<string[] | null> {
  if (options.queries !== undefined) return await readQuestions(options.queries, io)
  if (options.from === undefined || options.to === undefined) {
    io.err(
      io.lang === 'ja'
        ? '--from と --to、または --queries を指定してください。\n'
        : 'Give --from and --to, or --queries.\n',
    )
    return null
  }
  const port = options.port === undefined ? {} : { port: Number(options.port) }
  return [JSON.stringify({ from: options.from, to: options.to, proto: options.proto, ...port })]
}

async function readQuestions(file: string, io: Io): Promise<string[] | null> {
  const lines: string[] = []
  try {
    for await (const text of linesOf(createReadStream(file, 'utf8'))) if (text.trim() !== '') lines.push(text)
  } catch (error) {
    io.err(`${file}: ${error instanceof Error ? error.message : String(error)}\n`)
    return null
  }
  return lines
}

function parsed(line: string, schema: typeof import('../../audit/reach.ts').querySchema): Line {
  const bad = (id: unknown, text: string): Line => ({
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    error: { code: 'invalid-question', params: { text: text.slice(0, 200) } },
  })
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return bad(null, line)
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null
  return bad(id, result.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; '))
}

/** One answer as one line of JSON (docs/spec/command-line.md). */
function jsonLine(answer: ReachAnswer, io: Io): string {
  if ('error' in answer)
    return `${JSON.stringify({ id: answer.id, error: { code: answer.error.code, message: errorText(answer, io) } })}\n`
  const { id, delivered, connected } = answer
  return `${JSON.stringify({ id, delivered, connected, blockedAt: blockedJson(answer), path: pathJson(answer), why: answer.why })}\n`
}

const evidenceOf = (sources: readonly { file: string; line?: number; pointer?: string }[]): object[] =>
  sources.map(({ file, line, pointer }) => ({
    file,
    ...(line === undefined ? {} : { line }),
    ...(pointer === undefined ? {} : { pointer }),
  }))

const blockedJson = ({ blockedAt }: ReachReply): object | null =>
  blockedAt === null
    ? null
    : {
        device: blockedAt.device,
        direction: blockedAt.direction,
        code: blockedAt.decision.code,
        params: blockedAt.decision.params,
        what: say(blockedAt.decision),
        evidence: evidenceOf(blockedAt.decision.from),
      }

const say = ({ code, params }: { code: string; params: Readonly<Record<string, string | number>> }): string =>
  `${code}${Object.entries(params)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => ` ${key}=${value}`)
    .join('')}`

const pathJson = ({ path }: ReachReply): object[] =>
  path.map((step) => ({
    device: step.device,
    what: step.because.map(say).join('; ') || step.what,
    place: step.what,
    vlan: step.vlan,
    evidence: evidenceOf(step.because.flatMap((d) => d.from)),
  }))

const errorText = (answer: Extract<ReachAnswer, { error: unknown }>, io: Io): string => {
  const { code, params } = answer.error
  const texts: Readonly<Record<string, readonly [string, string]>> = {
    'unknown-name': [
      `「${params['name']}」という端点・装置・当事者は証拠にありません。`,
      `no endpoint, device or party is called "${params['name']}" in this evidence`,
    ],
    'ambiguous-address': [
      `${params['address']} を持つ端点が複数あります。次のいずれかで指定してください: ${params['bearers']}`,
      `several endpoints bear ${params['address']}; say which: ${params['bearers']}`,
    ],
    'not-an-address-of': [
      `「${params['name']}」: ${params['owner']} はその番地を持ちません。`,
      `"${params['name']}": ${params['owner']} does not bear that address`,
    ],
    'no-endpoints': [`「${params['name']}」には端点がありません。`, `"${params['name']}" has no endpoints`],
    'invalid-question': [`質問の形が正しくありません: ${params['text']}`, `not a question: ${params['text']}`],
  }
  return texts[code]?.[io.lang === 'ja' ? 0 : 1] ?? code
}

async function textPrinter(io: Io): Promise<(answer: ReachAnswer, io: Io) => string> {
  const { reachText } = await import('../reach-text.ts')
  return (answer) => ('error' in answer ? `${errorText(answer, io)}\n` : reachText(answer, io))
}
