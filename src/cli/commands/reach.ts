import { createReadStream } from 'node:fs'
import type { Query, ReachAnswer, ReachReply } from '../../audit/reach.ts'
import type { CliCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'
import { readQuestion } from '../question.ts'
import { langOption, withLang } from '../lang.ts'
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
      .addOption(langOption())
      .action(async (dir: string, options: Options) => exit(await reach(dir, options, withLang(io, options.lang))))
  },
}

async function reach(dir: string, options: Options, io: Io): Promise<number> {
  const lines = await questionsOf(options, io)
  if (lines === null) return EXIT.usage
  const { examineFolder } = await import('../examine-folder.ts')
  const { Reach, querySchema } = await import('../../audit/reach.ts')
  const examination = await examineFolder(dir, io)
  if (examination === null) return EXIT.usage
  const queries = lines.map((line) => readQuestion(line, querySchema))
  const asked = new Reach(
    examination,
    queries.filter((q): q is Query => !('error' in q)),
  )
  const json = options.queries !== undefined || options.json === true
  const print = json ? jsonLine : await textPrinter()
  let failed = false
  for (const query of queries) {
    const answer = 'error' in query ? query : asked.answer(query)
    if ('error' in answer) failed = true
    if ('error' in answer && !json) io.err(`${errorText(answer, io)}\n`)
    else io.out(print(answer, io))
  }
  return failed ? EXIT.usage : EXIT.proved
}

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
  const { from, to, proto, port } = options
  return [JSON.stringify({ from, to, proto, port })]
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

/** What each member of a question may be. */
const FORMS: Readonly<Record<string, readonly [string, string]>> = {
  line: ['1 行に 1 つの JSON オブジェクト', 'one JSON object a line'],
  id: ['文字列または数値', 'a text or a number'],
  from: ['必須の文字列', 'a text that must be there'],
  to: ['必須の文字列', 'a text that must be there'],
  proto: ['tcp・udp・icmp・any のいずれか', 'tcp, udp, icmp or any'],
  port: ['0 から 65535 までの整数', 'a whole number from 0 to 65535'],
}

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
    'invalid-question': [
      `質問の ${params['member']} が正しくありません: ${params['text']}（${FORMS[params['member'] ?? '']?.[0] ?? ''}）`,
      `the question's ${params['member']} does not fit: ${params['text']} (${FORMS[params['member'] ?? '']?.[1] ?? ''})`,
    ],
  }
  return texts[code]?.[io.lang === 'ja' ? 0 : 1] ?? code
}

async function textPrinter(): Promise<(answer: ReachAnswer, io: Io) => string> {
  const { reachText } = await import('../reach-text.ts')
  return (answer, io) => ('error' in answer ? `${errorText(answer, io)}\n` : reachText(answer, io))
}
