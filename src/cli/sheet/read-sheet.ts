import { fork } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { z } from 'zod'
import { type Sheet, sheetOf } from '../../catalogue/import/sheet.ts'
import { type CatalogueProblem, problemOf } from '../../catalogue/messages.ts'

export interface ReadSheet {
  readonly sheet: Sheet | null
  readonly problems: readonly CatalogueProblem[]
}

/** A file of a person's spreadsheet program is refused beyond this many bytes; its reading is stopped after this many milliseconds and MiB. */
export const FILE_LIMITS = { bytes: 16 << 20, milliseconds: 20_000, heapMiB: 256 } as const

/** The first worksheet of an .xlsx, or a .csv/.tsv in UTF-8, UTF-16 (marked) or Shift_JIS. Workbooks are read in a child process, so that a hostile one harms nothing. */
export async function readSheet(path: string): Promise<ReadSheet> {
  const { size } = await stat(path)
  if (size > FILE_LIMITS.bytes) return refuse(problemOf('too-large', { file: path, size, limit: FILE_LIMITS.bytes }))
  try {
    const kind = extname(path).toLowerCase()
    return { sheet: kind === '.xlsx' ? await readWorkbook(path) : await readText(path, kind), problems: [] }
  } catch (error) {
    return refuse(
      problemOf('wrong-sheet', { file: path, detail: error instanceof Error ? error.message : String(error) }),
    )
  }
}

const refuse = (problem: CatalogueProblem): ReadSheet => ({ sheet: null, problems: [problem] })

async function readText(path: string, kind: string): Promise<Sheet> {
  const { parse } = await import('csv-parse/sync')
  const text = decode(await readFile(path))
  const rows = parse(text, {
    bom: true,
    delimiter: kind === '.tsv' ? '\t' : ',',
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: 1 << 20,
  })
  return sheetOf(z.array(z.array(z.string())).parse(rows))
}

/** UTF-16 where the mark says so (“Unicode text” of spreadsheets), UTF-8 where the bytes are UTF-8; otherwise what Japanese spreadsheets write by default. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true }).decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true }).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('shift_jis', { fatal: true }).decode(bytes)
  }
}

const reply = z.union([
  z.strictObject({ cells: z.object({ rows: z.array(z.array(z.string())), numeric: z.array(z.array(z.number())) }) }),
  z.strictObject({ error: z.string() }),
])

function readWorkbook(path: string): Promise<Sheet> {
  const { promise, resolve, reject } = deferred<Sheet>()
  const own = import.meta.url.endsWith('.ts')
  const child = fork(new URL(`./xlsx-child.${own ? 'ts' : 'js'}`, import.meta.url), [path], {
    execArgv: [`--max-old-space-size=${FILE_LIMITS.heapMiB}`, ...(own ? ['--import', import.meta.resolve('tsx')] : [])],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    timeout: FILE_LIMITS.milliseconds,
    killSignal: 'SIGKILL',
  })
  child.on('message', (message) => {
    const said = reply.safeParse(message)
    if (!said.success) reject(new Error('the reading process sent something else than cells'))
    else if ('error' in said.data) reject(new Error(said.data.error))
    else resolve(sheetOf(said.data.cells.rows, said.data.cells.numeric))
  })
  child.on('error', reject)
  child.on('exit', () => reject(new Error('reading took too long or too much memory')))
  return promise
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined
  let reject: (reason: Error) => void = () => undefined
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
