import { compilePdf } from '../pdf/compile.ts'
import { visible } from '../safe.ts'
import type { Cell } from '../standards/table.ts'
import type { Block, Book } from './book.ts'
import { modelSvg } from './model-svg.ts'

/** The guide as a PDF: title page, contents with page numbers, bookmarks, the model drawn, ruled tables, page numbers. */
export const guidePdf = (book: Book): Promise<Uint8Array> =>
  compilePdf({
    source: SOURCE,
    data: { ...book, blocks: book.blocks.map((block) => dataOf(block, book)) },
  })

const dataOf = (block: Block, { lang }: Book) => {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return { ...block, text: visible(block.text) }
    case 'model':
      return { kind: 'model', svg: modelSvg(block.environment, lang) }
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(safeCell)) }
  }
}

const safeCell = (cell: Cell) =>
  cell.map((paragraph) => paragraph.map(({ text, strong = false }) => ({ text: visible(text), strong })))

const SOURCE = `
#let data = json(bytes(sys.inputs.data))
#let ja = data.lang == "ja"
#set document(title: data.title, date: none)
#set text(font: "Noto Sans JP", size: 9.5pt, lang: data.lang, region: if ja { "jp" } else { none })
#set par(leading: 0.75em, spacing: 1em, justify: ja)
#set page(paper: "a4", margin: (x: 20mm, top: 20mm, bottom: 20mm))
#show heading.where(level: 1): it => { pagebreak(weak: true); block(below: 1em, text(15pt, weight: 700, it.body)) }
#show heading.where(level: 2): it => block(above: 1.8em, below: 0.8em, text(12pt, weight: 700, it.body))
#show heading.where(level: 3): it => block(above: 1.8em, below: 0.8em, text(10.5pt, weight: 700, it.body))
#let cellbody(c) = {
  set par(justify: false, leading: 0.6em, spacing: 0.6em)
  for (i, p) in c.enumerate() {
    if i > 0 { parbreak() }
    for r in p { if r.strong { strong(r.text) } else { r.text } }
  }
}
#v(1fr)
#align(center)[
  #text(24pt, weight: 700, data.title)
  #v(4mm)
  #text(12pt, data.subtitle)
]
#v(2fr)
#pagebreak()
#set page(footer: context align(center, text(8pt)[#counter(page).display()]))
#{
  show outline.entry.where(level: 1): set block(above: 1.1em)
  show outline.entry.where(level: 1): set text(weight: 700)
  outline(title: text(15pt, data.contents), depth: 3, indent: 1.2em)
}
#for b in data.blocks {
  if b.kind == "heading" { heading(level: b.level, b.text) }
  else if b.kind == "paragraph" {
    if b.quiet { block(above: 0.4em, below: 0.8em, text(8pt, fill: luma(90), b.text)) } else { par(b.text) }
  }
  else if b.kind == "model" { figure(image(bytes(b.svg), format: "svg", width: 100%)) }
  else {
    let sheet = b.head.len() == 0
    block(above: 0.9em, below: 0.9em, text(if sheet { 9pt } else { 8pt }, table(
      columns: b.widths.map(w => w * 1fr),
      stroke: 0.5pt + luma(60), inset: (x: 5pt, y: 4.5pt), align: left + top,
      fill: (x, y) => if sheet and x == 0 { luma(244) },
      ..(if sheet { () } else { (table.header(..b.head.map(h => table.cell(fill: luma(232), text(weight: 700, h)))),) }),
      ..b.rows.fold((), (all, row) => all + row).map(cellbody)
    )))
  }
}
`
