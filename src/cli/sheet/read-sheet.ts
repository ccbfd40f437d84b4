import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Sheet } from '../../catalogue/import/sheet.ts'
import { type CatalogueProblem, problemOf } from '../../catalogue/messages.ts'
import { FILE_LIMITS } from '../../server/sheet/limits.ts'
import { readTable } from '../../server/sheet/read-sheet.ts'

export interface ReadSheet {
  readonly sheet: Sheet | null
  readonly problems: readonly CatalogueProblem[]
}

/** The first worksheet of an .xlsx, or a .csv/.tsv in UTF-8, UTF-16 (marked) or Shift_JIS, of a file on disk. */
export async function readSheet(path: string): Promise<ReadSheet> {
  const { size } = await stat(path)
  if (size > FILE_LIMITS.bytes) return refuse(problemOf('too-large', { file: path, size, limit: FILE_LIMITS.bytes }))
  try {
    const { sheet } = await readTable(await readFile(path), extname(path).toLowerCase() === '.xlsx')
    return { sheet, problems: [] }
  } catch (error) {
    return refuse(
      problemOf('wrong-sheet', { file: path, detail: error instanceof Error ? error.message : String(error) }),
    )
  }
}

const refuse = (problem: CatalogueProblem): ReadSheet => ({ sheet: null, problems: [problem] })
