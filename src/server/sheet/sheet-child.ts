import { buffer } from 'node:stream/consumers'
import { readCells } from './cells.ts'
import { SheetRefused } from './refusal.ts'

/** The child process of read-sheet.ts: reads one table from its input, and sends its cells or why there are none. */
process.send?.(await answer(), () => process.disconnect?.())

async function answer(): Promise<object> {
  try {
    return { cells: await readCells(await buffer(process.stdin), process.argv[2] === 'xlsx') }
  } catch (error) {
    if (error instanceof SheetRefused) return { refused: { code: error.code, params: error.params } }
    const detail = error instanceof Error ? error.message.slice(0, 200) : ''
    return { refused: { code: 'damaged', params: { detail } } }
  }
}
