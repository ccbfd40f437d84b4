import { plainWorkbook } from '../../report/xlsx/plain-workbook.ts'
import type { Column } from './arranged.ts'

/** Gives the bytes to the person as a file. */
export function saveFile(name: string, bytes: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The table as it is seen, as a workbook. */
export function saveTable<R>(name: string, columns: readonly Column<R>[], rows: readonly R[]): void {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ value }) => value(row)))]
  saveFile(`${name}.xlsx`, new Blob([new Uint8Array(plainWorkbook([{ name: 'Akashi', lines }]))], { type: XLSX }))
}
