import { readFileSync } from 'node:fs'
import { readXlsx } from './xlsx.ts'

/** The child process of read-sheet.ts: reads one workbook and sends its cells, or what is wrong with it. */
const path = process.argv[2] ?? ''
try {
  process.send?.({ cells: await readXlsx(readFileSync(path)) })
} catch (error) {
  process.send?.({ error: error instanceof Error ? error.message : String(error) })
}
process.disconnect?.()
