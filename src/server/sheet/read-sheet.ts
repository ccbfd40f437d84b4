import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { z } from 'zod'
import { sheetOf } from '../../catalogue/import/sheet.ts'
import type { Sheet } from '../../catalogue/import/sheet.ts'
import type { Cells } from './cells.ts'
import { FILE_LIMITS, MEBIBYTE } from './limits.ts'
import { SheetRefused, isSheetRefusal } from './refusal.ts'

const replySchema = z.union([
  z.strictObject({
    cells: z.strictObject({
      rows: z.array(z.array(z.string())),
      numeric: z.array(z.array(z.number())),
      form: z.enum(['xlsx', 'utf-8', 'utf-16', 'shift_jis']),
    }),
  }),
  z.strictObject({
    refused: z.strictObject({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
  }),
])

export interface ReadTable {
  readonly sheet: Sheet
  readonly form: Cells['form']
}

let reading = 0

/**
 * The first worksheet of an .xlsx, or a csv or tsv in UTF-8, UTF-16 (marked) or Shift_JIS, by what its bytes are. Read in a child process with limits on
 * time and memory, so that a hostile file harms nothing. Throws SheetRefused.
 */
export async function readTable(bytes: Uint8Array, onlyWorkbook = false): Promise<ReadTable> {
  if (bytes.length > FILE_LIMITS.bytes) throw new SheetRefused('too-large', { limit: FILE_LIMITS.bytes / MEBIBYTE })
  if (reading >= FILE_LIMITS.atOnce) throw new SheetRefused('busy')
  reading++
  try {
    const { rows, numeric, form } = await cellsFrom(bytes, onlyWorkbook)
    return { sheet: sheetOf(rows, numeric), form }
  } finally {
    reading--
  }
}

function cellsFrom(bytes: Uint8Array, onlyWorkbook: boolean): Promise<Cells> {
  return new Promise((resolve, reject) => {
    const child = startChild(onlyWorkbook)
    child.on('message', (message) => {
      const said = replySchema.safeParse(message)
      if (!said.success) reject(new Error('the reading process sent something else than cells'))
      else if ('cells' in said.data) resolve(said.data.cells)
      else reject(refusalOf(said.data.refused))
    })
    child.on('error', reject)
    // Comes after all that it has sent, however it ended; its exit may come before.
    child.on('disconnect', () => reject(new SheetRefused('time-or-memory')))
    // A child that has ended takes no more of it, and its end says why.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(bytes)
  })
}

const refusalOf = ({ code, params }: { code: string; params: Record<string, string | number> }): SheetRefused =>
  isSheetRefusal(code) ? new SheetRefused(code, params) : new SheetRefused('damaged', { detail: code })

/** It is given no environment. Built, it runs by itself; from the sources it first needs the loader. */
function startChild(onlyWorkbook: boolean): ChildProcess {
  const isSource = import.meta.url.endsWith('.ts')
  const program = new URL(`./sheet-child.${isSource ? 'ts' : 'js'}`, import.meta.url)
  const limits = [`--max-old-space-size=${FILE_LIMITS.heapMiB}`]
  return fork(program, onlyWorkbook ? ['xlsx'] : [], {
    execArgv: [...limits, ...(isSource ? ['--import', import.meta.resolve('tsx')] : [])],
    env: {},
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    timeout: FILE_LIMITS.milliseconds,
    killSignal: 'SIGKILL',
  })
}
