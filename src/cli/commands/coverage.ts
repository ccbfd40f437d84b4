import { groupBy } from '../../base/group.ts'
import type { Cell } from '../../cloud/cloud.ts'
import type { CoverageRow } from '../../evidence/reader.ts'
import type { CliCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'
import { langOption, withLang } from '../lang.ts'

/** `akashi coverage DIR`: what was read, refused, missing and not understood. */
export const coverageCommand: CliCommand = {
  register(program, io, exit) {
    program
      .command('coverage')
      .description('show what evidence was read, refused, missing and not understood')
      .argument('<dir>', 'the engagement directory or archive')
      .option('--json', 'print JSON and nothing else on stdout')
      .addOption(langOption())
      .action(async (dir: string, options: { json?: boolean; lang?: string }) =>
        exit(await coverage(dir, options.json === true, withLang(io, options.lang))),
      )
  },
}

async function coverage(dir: string, json: boolean, io: Io): Promise<number> {
  const { examineFolder } = await import('../examine-folder.ts')
  const examination = await examineFolder(dir, io)
  if (examination === null) return EXIT.usage
  const { evidence } = examination
  if (json) {
    const { coverage: rows, artifacts, unread } = evidence
    io.out(
      `${JSON.stringify({ format: 'akashi-coverage', version: 1, evidence: examination.evidenceHash, coverage: rows, cells: byCell(rows), files: artifacts, unread }, null, 2)}\n`,
    )
    return EXIT.proved
  }
  io.out(textOf(evidence.coverage, io))
  const strange = evidence.artifacts.filter((a) => a.status === 'unrecognised').map((a) => a.path)
  if (strange.length > 0)
    io.out(`\n${WORDS[io.lang].unrecognised} (${strange.length}): ${strange.slice(0, 20).join(', ')}\n`)
  if (evidence.unread.length > 0) {
    io.out(`\n${WORDS[io.lang].unread} (${evidence.unread.length}):\n`)
    for (const { at, text } of evidence.unread.slice(0, 40))
      io.out(`  ${at.file}:${at.line ?? ''} ${at.pointer ?? ''} ${text}\n`)
  }
  return EXIT.proved
}

const WORDS = {
  ja: {
    read: '読取',
    partial: '一部',
    refused: '拒否',
    missing: '欠落',
    unread: '未読の行',
    unrecognised: '認識できないファイル',
    of: '装置',
  },
  en: {
    read: 'read',
    partial: 'partial',
    refused: 'refused',
    missing: 'missing',
    unread: 'lines not understood',
    unrecognised: 'files not recognised',
    of: 'device',
  },
} as const

function textOf(rows: readonly CoverageRow[], io: Io): string {
  const words = WORDS[io.lang]
  const devices = groupBy(rows, (r) => r.device)
  const lines = [...devices].flatMap(([device, own]) => {
    const count = (status: CoverageRow['status']): number => own.filter((r) => r.status === status).length
    const head = `${device}: ${words.read} ${count('read')}, ${words.partial} ${count('partial')}, ${words.refused} ${count('refused')}, ${words.missing} ${own.filter((r) => r.status === 'missing' && r.needed).length}`
    const lacking = own.filter((r) => r.status !== 'read' && r.needed)
    return [head, ...lacking.map((r) => `  ${words[r.status]}: ${r.command}${r.unread > 0 ? ` (${r.unread})` : ''}`)]
  })
  return `${lines.join('\n')}\n`
}

/** Per cell of the environment model: how many pieces of evidence were expected, and what became of them. */
function byCell(rows: readonly CoverageRow[]): object[] {
  const keyOf = (cell: Cell): string => (cell === 'serviceManagement' ? cell : `${cell.layer}/${cell.kind}`)
  const cells = groupBy(
    rows.flatMap((row) => row.cells.map((cell) => ({ key: keyOf(cell), row }))),
    (x) => x.key,
  )
  return [...cells].map(([cell, list]) => ({
    cell,
    expected: list.filter((x) => x.row.needed || x.row.status !== 'missing').length,
    ...Object.fromEntries(
      (['read', 'partial', 'refused', 'missing'] as const).map((s) => [
        s,
        list.filter((x) => x.row.status === s).length,
      ]),
    ),
    unread: list.reduce((sum, x) => sum + x.row.unread, 0),
  }))
}
