import { buffer } from 'node:stream/consumers'
import { readCells } from './cells.ts'
import { SheetRefused } from './refusal.ts'

/** The child process of read-sheet.ts: reads one table from its input, and sends its cells or why there are none. */
try {
  const cells = await readCells(await buffer(process.stdin), process.argv[2] === 'xlsx')
  process.send?.({ cells })
} catch (error) {
  const refused =
    error instanceof SheetRefused
      ? { code: error.code, params: error.params }
      : { code: 'damaged', params: { detail: error instanceof Error ? error.message.slice(0, 200) : '' } }
  process.send?.({ refused })
}
process.disconnect?.()
