import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { reachCommand } from './reach.ts'

const LAB = new URL('../../../examples/linux-vlan-vrf/', import.meta.url).pathname

async function run(...argv: string[]) {
  const seen = { out: '', err: '', status: -1 }
  const io = {
    out: (text: string) => void (seen.out += text),
    err: (text: string) => void (seen.err += text),
    isTerminal: false,
    isErrTerminal: false,
    lang: 'en' as const,
  }
  const program = new Command().exitOverride()
  reachCommand.register(program, io, (status) => void (seen.status = status))
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: io.err })
  await program.parseAsync(['node', 'akashi', 'reach', LAB, ...argv])
  return seen
}

const source = z.strictObject({ file: z.string(), line: z.number().optional(), pointer: z.string().optional() })
const answer = z.looseObject({
  id: z.union([z.string(), z.number(), z.null()]),
  delivered: z.enum(['yes', 'no', 'unknown']),
  connected: z.enum(['yes', 'no', 'unknown']),
  blockedAt: z.looseObject({ device: z.string(), what: z.string(), evidence: z.array(source) }).nullable(),
  path: z.array(z.looseObject({ device: z.string(), what: z.string(), evidence: z.array(source) })),
  why: z.array(z.unknown()),
})
const refusal = z.strictObject({
  id: z.union([z.string(), z.number(), z.null()]),
  error: z.strictObject({ code: z.string(), message: z.string() }),
})

async function ask(...lines: (object | string)[]) {
  const file = join(await mkdtemp(join(tmpdir(), 'questions-')), 'questions.jsonl')
  await writeFile(file, lines.map((l) => (typeof l === 'string' ? l : JSON.stringify(l))).join('\n'))
  const { out, status } = await run('--queries', file)
  const answers = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
  return { answers, status }
}

describe('akashi reach', () => {
  it('shows the way of the connection itself where one works, each hop with its evidence', async () => {
    const { answers, status } = await ask({ id: 'q', from: 'b1', to: '10.1.0.11', proto: 'tcp', port: 22 })
    const [{ path, ...rest }] = z.tuple([answer]).parse(answers)
    expect({ ...rest, status }).toMatchObject({
      id: 'q',
      delivered: 'yes',
      connected: 'yes',
      blockedAt: null,
      status: 0,
    })
    const decided = path.find((step) => step.what.includes('rule-accepts'))
    expect(decided).toMatchObject({ device: 'hv' })
    expect(decided?.evidence).toContainEqual({ file: 'hv/nft.json', pointer: '/nftables/6/rule' })
    expect(path.map((step) => step.device)).not.toContain('b2')
  })

  it.each([
    [
      { from: 'b1', to: 'a1', proto: 'tcp', port: 80 },
      { device: 'hv', direction: 'request', code: 'policy-drops' },
    ],
    [
      { from: 'm1', to: 'a1', proto: 'tcp', port: 80 },
      { device: 'hv', direction: 'request', code: 'no-route' },
    ],
    [
      { from: 'b2', to: 'm1', proto: 'tcp', port: 80 },
      { device: 'hv', direction: 'reply', code: 'no-route' },
    ],
  ])('says where %j stops', async (question, blockedAt) => {
    const [found] = z.tuple([answer]).parse((await ask(question)).answers)
    expect(found).toMatchObject({ id: null, connected: 'no', blockedAt })
  })

  it('takes a question as other programs write it, and steps over blank lines', async () => {
    const { answers, status } = await ask({ id: 1, from: 'b1', to: 'a1', proto: 'TCP', port: '22' }, '', '   ', {
      id: 2,
      from: 'b1',
      to: 'a1',
      proto: null,
      port: null,
    })
    const found = z.array(answer).parse(answers)
    expect([status, found.map(({ id, connected }) => [id, connected])]).toEqual([
      0,
      [
        [1, 'yes'],
        [2, 'yes'],
      ],
    ])
  })

  it('answers a line that is no question in its place with an error, exits 3, and the other answers stand', async () => {
    const { answers, status } = await ask(
      'not json',
      { id: 'p', from: 'a1', to: 'b1', port: 70000 },
      { id: 'n', from: 'a1', to: 'nobody' },
      { id: 'd', from: 'tenant:A/10.2.0.21', to: 'a1' },
      { id: 'ok', from: 'a1', to: 'a2' },
    )
    const refused = z.array(refusal).parse(answers.slice(0, 4))
    expect(refused.map(({ id, error }) => [id, error.code])).toEqual([
      [null, 'invalid-question'],
      ['p', 'invalid-question'],
      ['n', 'unknown-name'],
      ['d', 'not-an-address-of'],
    ])
    expect([status, answer.parse(answers[4]).id]).toEqual([3, 'ok'])
  })

  it('no questions give no answers', async () => {
    expect(await ask()).toEqual({ answers: [], status: 0 })
  })

  it.each([
    ['a port that is none', ['--from', 'a1', '--to', 'b1', '--port', 'abc'], 'port'],
    ['a protocol that is none', ['--from', 'a1', '--to', 'b1', '--proto', 'gre'], 'proto'],
    ['a name that nobody bears', ['--from', 'a1', '--to', 'nobody'], 'nobody'],
    ['half a question', ['--from', 'a1'], '--to'],
  ])('refuses %s on stderr with status 3', async (_what, argv, text) => {
    const { out, err, status } = await run(...argv)
    expect([out, status]).toEqual(['', 3])
    expect(err).toContain(text)
  })

  it('`--json` prints an error as the answer', async () => {
    const { out, status } = await run('--from', 'a1', '--to', 'nobody', '--json')
    expect([status, refusal.parse(JSON.parse(out)).error.code]).toEqual([3, 'unknown-name'])
  })

  it('knows no language but ja and en', async () => {
    await expect(run('--from', 'a1', '--to', 'b1', '--lang', 'fr')).rejects.toThrow('ja, en')
  })
})
