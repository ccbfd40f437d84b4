import { z } from 'zod'
import { csvText } from '../../base/csv.ts'
import type { Lang } from '../../base/text.ts'
import { ASSET_FORM } from '../../isms/import/assets.ts'
import type { ImportForm } from '../../isms/import/field.ts'
import { RISK_FORM } from '../../isms/import/risks.ts'
import type { BodyOf } from '../../isms/records/kinds.ts'
import { importGuide, importLines } from '../../report/isms/import-sheet.ts'
import { importWords } from '../../report/isms/import-words.ts'
import { plainWorkbook } from '../../report/xlsx/plain-workbook.ts'
import { bodyOf } from '../import-table.ts'
import type { Imported } from '../import-table.ts'
import { heldRecords } from '../held.ts'
import { scoped } from '../route.ts'
import type { Route } from '../route.ts'
import { file } from './documents.ts'

const NAMES: Readonly<Record<Imported, Record<Lang, string>>> = {
  asset: { ja: '資産', en: 'Assets' },
  risk: { ja: 'リスク', en: 'Risks' },
}

/** The register as the table that the import reads; without rows it is the template. */
const sheet = <K extends Imported>(kind: K, path: string, form: ImportForm<BodyOf<K>>): Route =>
  scoped({
    method: 'get',
    path: `/organisations/{organisation}/sheets/${path}`,
    tag: path,
    summary: `The ${path} as the table that their import reads, with ids and every column; \`rows=none\` is the template to fill in`,
    access: 'read',
    query: {
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
      lang: z.enum(['ja', 'en']).default('ja'),
      rows: z.enum(['all', 'none']).default('all'),
    },
    handle: async ({ context, scope, query: { format, lang, rows } }) => {
      const { held, records } = await heldRecords(context.store, scope)
      const words = importWords({ records })
      const wanted = rows === 'none' ? [] : held[kind].map((one) => ({ id: one.body.id, body: bodyOf(one) }))
      const lines = importLines(form, wanted, words, lang)
      const name = rows === 'none' ? `${path}-template-${lang}` : `${path}-${lang}`
      if (format === 'csv') return file(name, 'csv', csvText(lines))
      return file(name, 'xlsx', plainWorkbook([{ name: NAMES[kind][lang], lines }, importGuide(form, words, lang)]))
    },
  })

export const sheetRoutes: readonly Route[] = [sheet('asset', 'assets', ASSET_FORM), sheet('risk', 'risks', RISK_FORM)]
