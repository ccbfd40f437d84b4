import type * as Docx from 'docx'
import { visible } from '../safe.ts'
import { dateless } from './dateless.ts'
import { fixedZip } from './fixed-zip.ts'
import { type Cell, type PrintTable, staysTogether, type TableDocument } from './table.ts'

const FONT = { ja: 'Yu Gothic', en: 'Calibri' } as const

/** The tables as a Word document: A4 landscape, ruled, header repeated, changed words underlined. */
export async function tableDocx({ title, lang, foot, tables }: TableDocument): Promise<Uint8Array> {
  const docx = await import('docx')
  const document = new docx.Document({
    title: visible(title),
    creator: 'Akashi',
    styles: { default: { document: { run: { font: FONT[lang], size: 18 } } } },
    sections: tables.map((table) => ({
      properties: {
        page: {
          size: { orientation: docx.PageOrientation.LANDSCAPE, width: 11906, height: 16838 },
          margin: { top: 850, bottom: 850, left: 850, right: 850 },
        },
      },
      footers: { default: new docx.Footer({ children: [...footLine(docx, foot), pageNumbers(docx)] }) },
      children: sectionOf(docx, table),
    })),
  })
  return fixedZip(dateless(new Uint8Array(await docx.Packer.toBuffer(document))))
}

const footLine = (docx: typeof Docx, foot: string): readonly Docx.Paragraph[] =>
  foot === ''
    ? []
    : [
        new docx.Paragraph({
          alignment: docx.AlignmentType.CENTER,
          children: [new docx.TextRun({ text: visible(foot), size: 15 })],
        }),
      ]

const pageNumbers = (docx: typeof Docx): Docx.Paragraph =>
  new docx.Paragraph({
    alignment: docx.AlignmentType.CENTER,
    children: [new docx.TextRun({ children: [docx.PageNumber.CURRENT, ' / ', docx.PageNumber.TOTAL_PAGES] })],
  })

function sectionOf(docx: typeof Docx, { title, lines, columns, rows }: PrintTable) {
  const total = columns.reduce((sum, { width }) => sum + width, 0)
  const size = (index: number) => ({
    size: Math.round(((columns[index]?.width ?? 1) / total) * 100),
    type: docx.WidthType.PERCENTAGE,
  })
  const header = new docx.TableRow({
    tableHeader: true,
    children: columns.map(
      ({ heading }, index) =>
        new docx.TableCell({
          width: size(index),
          shading: { fill: 'E8E8E8' },
          children: [
            new docx.Paragraph({
              alignment: docx.AlignmentType.CENTER,
              children: [new docx.TextRun({ text: heading, bold: true })],
            }),
          ],
        }),
    ),
  })
  const body = rows.map(
    (row) =>
      new docx.TableRow({
        cantSplit: staysTogether(row),
        children: row.map(
          (each, index) => new docx.TableCell({ width: size(index), children: paragraphs(docx, each) }),
        ),
      }),
  )
  return [
    new docx.Paragraph({
      alignment: docx.AlignmentType.CENTER,
      children: [new docx.TextRun({ text: visible(title), bold: true, size: 28 })],
    }),
    ...lines.map((line) => new docx.Paragraph({ text: visible(line) })),
    new docx.Table({ width: { size: 100, type: docx.WidthType.PERCENTAGE }, rows: [header, ...body] }),
  ]
}

const paragraphs = (docx: typeof Docx, cell: Cell): Docx.Paragraph[] =>
  cell.map(
    (runs) =>
      new docx.Paragraph({
        children: runs.map(
          ({ text, changed, strong }) =>
            new docx.TextRun({
              text: visible(text),
              ...(strong === true ? { bold: true } : {}),
              ...(changed === true ? { underline: {} } : {}),
            }),
        ),
      }),
  )
