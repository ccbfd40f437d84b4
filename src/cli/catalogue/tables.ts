import type { Lang } from '../../base/text.ts'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import { diffEditions } from '../../catalogue/diff.ts'
import { findMapping } from '../../catalogue/mapping.ts'
import { editionTable } from '../../report/standards/revision-tables.ts'
import type { PrintTable } from '../../report/standards/table.ts'
import { CHANGED, RELATION, ROLE, WORDS } from './words.ts'

export const TABLE_FORMATS = ['xlsx', 'pdf', 'docx'] as const
export type TableFormat = (typeof TABLE_FORMATS)[number]

export const isTableFormat = (text: string): text is TableFormat => TABLE_FORMATS.some((format) => format === text)

/** The tables as one file of that format. The renderers are loaded only when they are wanted. */
export async function renderTables(
  tables: readonly PrintTable[],
  format: TableFormat,
  lang: Lang,
): Promise<Uint8Array> {
  const document = { title: tables[0]?.title ?? '', lang, foot: '', tables }
  switch (format) {
    case 'xlsx':
      return (await import('../../report/standards/table-xlsx.ts')).tableXlsx(document)
    case 'pdf':
      return (await import('../../report/standards/table-pdf.ts')).tablePdf(document)
    case 'docx':
      return (await import('../../report/standards/table-docx.ts')).tableDocx(document)
  }
}

/** Two editions side by side, for print. */
export function editionsTable(catalogue: Catalogue, from: string, to: string, lang: Lang): PrintTable {
  const name = (id: string) => catalogue.editions.get(id)?.name ?? { ja: id, en: id }
  const source = findMapping(catalogue, from, to)?.source ?? { ja: '', en: '' }
  const comma = lang === 'ja' ? '・' : ', '
  return editionTable(
    diffEditions(catalogue, from, to) ?? [],
    { from: name(from), to: name(to), source },
    {
      relation: ({ relation }) => RELATION[relation][lang],
      changed: ({ changed }) => changed.map((what) => CHANGED[what][lang]).join(comma),
      roles: ({ roles }) =>
        roles.length === 0 ? '' : `${WORDS.roles[lang]}: ${roles.map((role) => ROLE[role][lang]).join(comma)}`,
    },
    lang,
  )
}
