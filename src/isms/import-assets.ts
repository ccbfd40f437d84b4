import { ASSET_CLASSES, assetSchema } from './records/asset.ts'
import type { Asset } from './records/asset.ts'
import type { Service } from './records/service.ts'

/** The columns of a list of assets, in either language. Others are refused, so that a misspelt one is not silently lost. */
const COLUMNS = {
  name: ['name', '名称', '資産名'],
  nameEn: ['name (en)', '英語名', '名称（英語）'],
  class: ['class', '分類', '種類'],
  services: ['services', 'サービス'],
  owner: ['owner', '管理責任者', '所有者'],
  location: ['location', '所在', '場所'],
  description: ['description', '説明', '備考'],
} as const satisfies Record<string, readonly string[]>

type Column = keyof typeof COLUMNS

/** What is wrong with one row (1 is the first after the head; 0 is the head). `params` fill the sentence of the code. */
export interface RowProblem {
  readonly row: number
  readonly code:
    'column-unknown' | 'column-missing' | 'column-twice' | 'class-unknown' | 'service-unknown' | 'cell-invalid'
  readonly params: Readonly<Record<string, string>>
}

/** What an import would make. Nothing may be written while there are problems: it happens whole or not at all (M-5). */
export interface AssetImport {
  readonly assets: readonly Asset[]
  readonly problems: readonly RowProblem[]
}

export interface ImportWords {
  /** The class that a cell names, by its code or by its word in either language. */
  readonly classOf: (text: string) => Asset['class'] | null
  readonly services: readonly (Service & { readonly id: string })[]
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

const COLUMN_NAMES: ReadonlyMap<string, Column> = new Map(
  (Object.keys(COLUMNS) as Column[]).flatMap((column) => COLUMNS[column].map((name) => [plain(name), column] as const)),
)

/** The assets that a table of cells describes, its first row being the head. */
export function importAssets(table: readonly (readonly string[])[], words: ImportWords): AssetImport {
  const [head = [], ...rows] = table
  const columns = head.map((name) => COLUMN_NAMES.get(plain(name)) ?? null)
  const problems: RowProblem[] = head.flatMap((name, i) => headProblems(name, columns, i))
  if (!columns.includes('name')) problems.push({ row: 0, code: 'column-missing', params: { column: COLUMNS.name[0] } })
  if (!columns.includes('class'))
    problems.push({ row: 0, code: 'column-missing', params: { column: COLUMNS.class[0] } })
  if (problems.length > 0) return { assets: [], problems }
  const read = rows.map((row, i) => readRow(row, columns, i + 1, words))
  return {
    assets: read.flatMap(({ asset }) => (asset === null ? [] : [asset])),
    problems: read.flatMap((one) => one.problems),
  }
}

function headProblems(name: string, columns: readonly (Column | null)[], at: number): RowProblem[] {
  const column = columns[at] ?? null
  if (column === null) return [{ row: 0, code: 'column-unknown', params: { column: name.slice(0, 100) } }]
  return columns.indexOf(column) < at ? [{ row: 0, code: 'column-twice', params: { column: name } }] : []
}

function readRow(row: readonly string[], columns: readonly (Column | null)[], number: number, words: ImportWords) {
  const at = (column: Column): string => row[columns.indexOf(column)]?.trim() ?? ''
  const problems: RowProblem[] = []
  const sort = words.classOf(at('class'))
  if (sort === null)
    problems.push({
      row: number,
      code: 'class-unknown',
      params: { text: at('class').slice(0, 100), known: ASSET_CLASSES.join(', ') },
    })
  const named = at('services')
    .split(/[,;、]/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
  const services = named.flatMap((text) => {
    const found = words.services.find(({ id, name }) =>
      [id, name.ja, name.en].some((known) => known !== '' && plain(known) === plain(text)),
    )
    if (found === undefined)
      problems.push({ row: number, code: 'service-unknown', params: { text: text.slice(0, 100) } })
    return found === undefined ? [] : [found.id]
  })
  const parsed = assetSchema.safeParse({
    name: { ja: at('name'), en: at('nameEn') },
    class: sort ?? ASSET_CLASSES[0],
    services,
    owner: at('owner'),
    location: at('location'),
    description: at('description'),
  })
  if (!parsed.success)
    problems.push(
      ...parsed.error.issues.map(({ path, message }): RowProblem => ({
        row: number,
        code: 'cell-invalid',
        params: { column: path.join('.'), message },
      })),
    )
  return { asset: parsed.success && problems.length === 0 ? parsed.data : null, problems }
}
