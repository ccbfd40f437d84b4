import type * as Docx from 'docx'
import type { Environment } from '../../catalogue/schema.ts'
import type { Lang } from '../../base/text.ts'
import { visible } from '../safe.ts'
import { dateless } from '../standards/dateless.ts'
import { fixedZip } from '../standards/fixed-zip.ts'
import { type Cell, cell } from '../standards/table.ts'
import type { Block, Book } from './book.ts'
import { GUIDE_WORDS as W } from './words.ts'

type Library = typeof Docx

/** The guide as a Word document: contents (Word fills them in when it opens the file), headings, ruled tables, the model as a table. */
export async function guideDocx({ title, subtitle, contents, lang, blocks }: Book): Promise<Uint8Array> {
  const docx = await import('docx')
  const font = lang === 'ja' ? 'Yu Gothic' : 'Calibri'
  const document = new docx.Document({
    title,
    creator: 'Akashi',
    features: { updateFields: true },
    styles: { default: { document: { run: { font, size: 20 }, paragraph: { spacing: { after: 120, line: 300 } } } } },
    sections: [
      {
        footers: {
          default: new docx.Footer({
            children: [
              new docx.Paragraph({
                alignment: docx.AlignmentType.CENTER,
                children: [new docx.TextRun({ children: [docx.PageNumber.CURRENT] })],
              }),
            ],
          }),
        },
        children: [
          new docx.Paragraph({ text: title, heading: docx.HeadingLevel.TITLE }),
          new docx.Paragraph({ text: subtitle }),
          new docx.TableOfContents(contents, { hyperlink: true, headingStyleRange: '1-3' }),
          ...blocks.flatMap((block) => blockOf(docx, block, lang)),
        ],
      },
    ],
  })
  return fixedZip(dateless(new Uint8Array(await docx.Packer.toBuffer(document))))
}

function blockOf(docx: Library, block: Block, lang: Lang): readonly (Docx.Paragraph | Docx.Table)[] {
  const levels = {
    1: docx.HeadingLevel.HEADING_1,
    2: docx.HeadingLevel.HEADING_2,
    3: docx.HeadingLevel.HEADING_3,
  } as const
  switch (block.kind) {
    case 'heading':
      return [
        new docx.Paragraph({
          text: visible(block.text),
          heading: levels[block.level],
          pageBreakBefore: block.level === 1,
        }),
      ]
    case 'paragraph':
      return [
        new docx.Paragraph({
          children: [
            new docx.TextRun({ text: visible(block.text), ...(block.quiet ? { size: 16, color: '555555' } : {}) }),
          ],
        }),
      ]
    case 'model':
      return [tableOf(docx, modelTable(block.environment, lang)), new docx.Paragraph({})]
    case 'table':
      return [tableOf(docx, block), new docx.Paragraph({})]
  }
}

/** The model as a table: Word has no dependable way to show an SVG. */
function modelTable(environment: Environment, lang: Lang): Extract<Block, { kind: 'table' }> {
  const examples = (id: string): Cell =>
    cell(
      environment.cells
        .find((each) => each.cell === id)
        ?.examples.map((text) => text[lang])
        .join('\n') ?? '',
    )
  const { layers, kinds } = environment
  return {
    kind: 'table',
    head: ['', ...kinds.map(({ title }) => title[lang]), W.serviceManagement[lang]],
    widths: [16, 21, 21, 21, 21],
    rows: layers.map((layer, index) => [
      [[{ text: layer.title[lang], strong: true }]],
      ...kinds.map((kind) => examples(`${layer.id}/${kind.id}`)),
      index === 0 ? examples('serviceManagement') : cell(''),
    ]),
  }
}

/** The text width of A4 within Word's own margins, in twentieths of a point. */
const TEXT_WIDTH = 9026

function tableOf(docx: Library, { head, widths, rows }: Extract<Block, { kind: 'table' }>): Docx.Table {
  const total = widths.reduce((sum, width) => sum + width, 0)
  const sizes = widths.map((width) => Math.round((width / total) * TEXT_WIDTH))
  const one = (each: Cell, index: number, shaded: boolean): Docx.TableCell =>
    new docx.TableCell({
      width: { size: sizes[index] ?? 0, type: docx.WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      ...(shaded ? { shading: { fill: 'F0F0F0' } } : {}),
      children: each.map(
        (runs) =>
          new docx.Paragraph({
            spacing: { after: 40 },
            children: runs.map(
              ({ text, strong }) =>
                new docx.TextRun({ text: visible(text), size: 18, ...(strong === true ? { bold: true } : {}) }),
            ),
          }),
      ),
    })
  const header =
    head.length === 0
      ? []
      : [
          new docx.TableRow({
            tableHeader: true,
            children: head.map((text, index) => one([[{ text, strong: true }]], index, true)),
          }),
        ]
  return new docx.Table({
    columnWidths: sizes,
    width: { size: TEXT_WIDTH, type: docx.WidthType.DXA },
    rows: [
      ...header,
      ...rows.map(
        (row) =>
          new docx.TableRow({ children: row.map((each, index) => one(each, index, head.length === 0 && index === 0)) }),
      ),
    ],
  })
}
