import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Witness } from '../../checker/witness.ts'
import type { CliCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'
import { langOption, withLang } from '../lang.ts'

/** `akashi check CERTIFICATE DIR`: only the independent checker, on what a run has written. */
export const checkCommand: CliCommand = {
  register(program, io, exit) {
    program
      .command('check')
      .description('replay the witnesses of a JSON report with the independent checker alone')
      .argument('<certificate>', 'a report of `akashi audit --format json`, or one witness')
      .argument('<dir>', 'the engagement directory or archive that it was made from')
      .addOption(langOption())
      .action(async (file: string, dir: string, options: { lang?: string }) =>
        exit(await check(file, dir, withLang(io, options.lang))),
      )
  },
}

const step = z.looseObject({
  place: z.looseObject({ kind: z.string() }),
  packet: z.looseObject({ family: z.string() }),
})
const witness = z.looseObject({
  version: z.literal(1),
  from: z.string(),
  to: z.string(),
  steps: z.array(step).max(10_000),
})
const report = z.looseObject({
  evidence: z.looseObject({ sha256: z.string() }),
  findings: z.array(z.looseObject({ id: z.string(), witness: witness.nullable() })),
})

interface Named {
  readonly id: string
  readonly witness: Witness
}

async function check(file: string, dir: string, io: Io): Promise<number> {
  const found = await witnessesIn(file, io)
  if (found === null) return EXIT.usage
  const { examineFolder } = await import('../examine-folder.ts')
  const { checkWitness } = await import('../../checker/checkWitness.ts')
  const examination = await examineFolder(dir, io)
  if (examination === null) return EXIT.usage
  if (found.evidence !== null && found.evidence !== examination.evidenceHash) {
    io.err(
      io.lang === 'ja'
        ? '証拠一式が、報告書の作られたものと異なります。\n'
        : 'The evidence is not the set that the report was made from.\n',
    )
    return EXIT.usage
  }
  const owners = { tenantDevices: examination.ownership.owners.tenants }
  let refused = 0
  for (const { id, witness: one } of found.witnesses) {
    const result = checkWitness(examination.evidence.cloud, owners, one, { relay: true })
    if (!result.accepted) refused++
    io.out(
      `${id}: ${result.accepted ? WORDS[io.lang].accepted : `${WORDS[io.lang].refused} (${result.step}: ${result.reason.code})`}\n`,
    )
  }
  io.out(`${WORDS[io.lang].sum(found.witnesses.length - refused, refused)}\n`)
  return refused > 0 ? EXIT.finding : EXIT.proved
}

const WORDS = {
  ja: {
    accepted: '反例を再現しました',
    refused: '再現できません',
    sum: (a: number, r: number): string => `再現 ${a} 件、再現できないもの ${r} 件`,
  },
  en: {
    accepted: 'replayed',
    refused: 'not replayed',
    sum: (a: number, r: number): string => `${a} replayed, ${r} not`,
  },
} as const

async function witnessesIn(file: string, io: Io): Promise<{ witnesses: Named[]; evidence: string | null } | null> {
  try {
    const document: unknown = JSON.parse(await readFile(file, 'utf8'))
    const whole = report.safeParse(document)
    if (whole.success)
      return {
        evidence: whole.data.evidence.sha256,
        witnesses: whole.data.findings.flatMap((f) =>
          f.witness === null ? [] : [{ id: f.id, witness: f.witness as object as Witness }],
        ),
      }
    return { evidence: null, witnesses: [{ id: 'witness', witness: witness.parse(document) as object as Witness }] }
  } catch (error) {
    io.err(`${file}: ${error instanceof Error ? error.message.slice(0, 300) : String(error)}\n`)
    return null
  }
}
