import { csvText } from '../../base/csv.ts'
import type { Lang } from '../../base/text.ts'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { LicensedTexts } from '../../catalogue/import/texts.ts'
import { orderedItems } from '../../catalogue/listing.ts'
import { writeCatalog } from '../../catalogue/oscal/write-catalog.ts'
import { textsOf } from '../../catalogue/own.ts'
import type { Edition } from '../../catalogue/schema.ts'

export const EXPORT_FORMATS = ['oscal', 'json', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
export const isExportFormat = (text: string): text is ExportFormat => EXPORT_FORMATS.some((format) => format === text)

/** An edition in that format: OSCAL with our questions; JSON as its data file; CSV with the columns that the import reads. */
export function exportEdition(
  catalogue: Catalogue,
  texts: readonly LicensedTexts[],
  edition: Edition,
  format: ExportFormat,
  lang: Lang,
): string {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
  if (format === 'oscal') return json(writeCatalog(edition, catalogue.questions.get(edition.id)))
  return format === 'json' ? json(edition) : csv(edition, texts, lang)
}

const HEADER = ['id', 'title.ja', 'title.en', 'statement', 'customer', 'provider', 'supplement'] as const

function csv(edition: Edition, texts: readonly LicensedTexts[], lang: Lang): string {
  const rows = orderedItems(edition, true).map(({ id, title, supplement }) => {
    const own = textsOf(texts, edition.id, id)
    const find = (part: string, role: string): string =>
      own.find((text) => text.part === part && text.role === role)?.[lang] ?? ''
    return [
      id,
      title.ja,
      title.en,
      find('statement', 'all'),
      find('guidance', 'customer'),
      find('guidance', 'provider'),
      supplement ? '○' : '',
    ]
  })
  return csvText([[...HEADER], ...rows])
}
