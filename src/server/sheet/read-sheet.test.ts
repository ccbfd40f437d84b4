import { describe, expect, it } from 'vitest'
import { plainWorkbook } from '../../report/xlsx/plain-workbook.ts'
import { readTable } from './read-sheet.ts'
import { SHEET_REFUSALS, refusalText } from './refusal.ts'

const text = (said: string): Uint8Array => new TextEncoder().encode(said)
/** `髙橋①,ｶﾅ` as Windows writes it in Shift_JIS (CP932), with signs that are not in the standard's own set. */
const CP932 = Uint8Array.of(0xfb, 0xfc, 0x8b, 0xb4, 0x87, 0x40, 0x2c, 0xb6, 0xc5)

describe('reading a table by what its bytes are', () => {
  it.each([
    ['UTF-8', text('髙橋①,ｶﾅ'), 'utf-8'],
    ['UTF-8 with its mark', text('\uFEFF髙橋①,ｶﾅ'), 'utf-8'],
    ['Shift_JIS as Windows has it', CP932, 'shift_jis'],
    ['UTF-16 with tabs', new Uint8Array(Buffer.from('\uFEFF髙橋①\tｶﾅ', 'utf16le')), 'utf-16'],
    ['a workbook', plainWorkbook([{ name: 'a', lines: [['髙橋①', 'ｶﾅ']] }]), 'xlsx'],
  ])('[M-5] %s', async (_, bytes, form) => {
    const read = await readTable(bytes)
    expect([read.sheet.header, read.form]).toEqual([['髙橋①', 'ｶﾅ'], form])
  })

  it('[M-5] a table of 20,000 rows arrives whole', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `資産 ${i},情報,${'説明'.repeat(20)}`)
    const csv = await readTable(text(`名称,区分,説明\n${rows.join('\n')}`))
    expect([csv.sheet.rows.length, csv.sheet.rows.at(-1)?.row]).toEqual([20_000, 20_001])
    const lines = [['名称'], ...Array.from({ length: 20_000 }, (_, i) => [`資産 ${i}`])]
    expect((await readTable(plainWorkbook([{ name: 'a', lines }]))).sheet.rows).toHaveLength(20_000)
  }, 60_000)

  it('takes off the apostrophe that keeps a spreadsheet from running a text, and no other', async () => {
    expect((await readTable(text("'=1+1,'quoted'\n"))).sheet.header).toEqual(['=1+1', "'quoted'"])
  })

  it('every refusal is a sentence in both languages, with all its places filled from what is told', () => {
    for (const code of Object.keys(SHEET_REFUSALS) as (keyof typeof SHEET_REFUSALS)[]) {
      const said = refusalText(code, { limit: 1, part: 'p', line: 2, detail: 'd' })
      expect([code, said.ja, said.en]).toEqual([code, expect.stringMatching(/。$/), expect.stringMatching(/\.$/)])
      expect(`${said.ja}${said.en}`).not.toContain('?')
    }
  })
})
