import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { importAssets } from '../../isms/import-assets.ts'
import type { ImportWords } from '../../isms/import-assets.ts'
import type { Isms } from '../../isms/isms.ts'
import { ASSET_CLASSES } from '../../isms/records/asset.ts'
import { ismsWord } from '../../report/isms/sentences.ts'
import { change } from '../../store/change.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { newId } from '../identity/secrets.ts'
import { ismsOf } from '../isms.ts'
import { scoped } from '../route.ts'
import type { Route } from '../route.ts'
import { whySchema } from './answers.ts'

const ROWS = 20_000

const assets = scoped({
  method: 'post',
  path: '/organisations/{organisation}/assets/import',
  tag: 'assets',
  summary:
    "Import assets from CSV: with `dryRun` it only says what would be made and every row's errors; else it happens whole or not at all (M-5)",
  access: 'write',
  body: z.strictObject({ csv: z.string().max(3 * 2 ** 20), dryRun: z.boolean().default(true), why: whySchema }),
  answer: z.object({
    made: z.number(),
    assets: z.array(z.unknown()),
    problems: z.array(z.object({ row: z.number(), code: z.string(), params: z.record(z.string(), z.string()) })),
  }),
  handle: async ({ context, scope, principal, body: { csv, dryRun, why } }) => {
    const read = importAssets(tableOf(csv), wordsOf(await ismsOf(context, scope)))
    if (dryRun || read.problems.length > 0) return { made: 0, ...read }
    const changes = read.assets.map((body) => ({ action: 'create', kind: 'asset', id: newId(), body, why }) as const)
    await change(scope, { by: principal.by, at: instant(context) }, changes)
    return { made: changes.length, ...read }
  },
})

function tableOf(csv: string): string[][] {
  const rows = rowsOf(csv)
  if (rows.length > ROWS) throw new Failure('invalid', [{ path: ['csv'], message: `more than ${ROWS} rows` }])
  return rows
}

function rowsOf(csv: string): string[][] {
  try {
    return parse(csv, { bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 100_000 })
  } catch (error) {
    throw new Failure('invalid', [{ path: ['csv'], message: error instanceof Error ? error.message : 'not CSV' }])
  }
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

const wordsOf = ({ records }: Isms): ImportWords => ({
  services: records.service,
  classOf: (text) =>
    ASSET_CLASSES.find((code) =>
      [code, ismsWord(code, 'ja'), ismsWord(code, 'en')].some((known) => plain(known) === plain(text)),
    ) ?? null,
})

export const importRoutes: readonly Route[] = [assets]
