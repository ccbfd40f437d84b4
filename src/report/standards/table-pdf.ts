import { compilePdf } from '../pdf/compile.ts'
import { visible } from '../safe.ts'
import { staysTogether, type TableDocument } from './table.ts'

/** The tables as a PDF: A4 landscape, ruled in both directions, header and foot on every page, changed words underlined, page numbers. */
export const tablePdf = (document: TableDocument): Promise<Uint8Array> =>
  compilePdf({ source: SOURCE, data: safe(document) })

const safe = ({ title, lang, foot, tables }: TableDocument) => ({
  title: visible(title),
  foot: visible(foot),
  lang,
  tables: tables.map((table) => ({
    title: visible(table.title),
    lines: table.lines.map(visible),
    columns: table.columns,
    rows: table.rows.map((row) => ({
      together: staysTogether(row),
      cells: row.map((cell) =>
        cell.map((paragraph) =>
          paragraph.map(({ text, changed = false, strong = false }) => ({ text: visible(text), changed, strong })),
        ),
      ),
    })),
  })),
})

const SOURCE = `
#let data = json(bytes(sys.inputs.data))
#let ja = data.lang == "ja"
#set document(title: data.title, date: none)
#set text(font: "Noto Sans JP", size: 9pt, lang: data.lang, region: if ja { "jp" } else { none })
// The font has no ✕, the mark of what is refuted; this one it has.
#show "✕": "×"
#set par(leading: 0.55em, spacing: 0.7em, justify: false)
#set page(
  paper: "a4", flipped: true, margin: (x: 15mm, top: 15mm, bottom: 16mm),
  footer: context text(8pt)[#data.title #h(1em) #data.foot #h(1fr) #counter(page).display() / #counter(page).final().first()],
)
#let run(r) = {
  let t = if r.strong { strong(r.text) } else { r.text }
  if r.changed { underline(offset: 1.8pt, stroke: 0.6pt, t) } else { t }
}
#let cellbody(c) = for (i, p) in c.enumerate() {
  if i > 0 { parbreak() }
  for r in p { run(r) }
}
#for (i, t) in data.tables.enumerate() {
  if i > 0 { pagebreak() }
  align(center, block(below: 1em, text(14pt, weight: 700, t.title)))
  for line in t.lines { block(above: 0.5em, below: 0.5em, text(9pt, line)) }
  v(1mm)
  table(
    columns: t.columns.map(c => c.width * 1fr),
    stroke: 0.5pt + luma(60), inset: (x: 5pt, y: 5pt), align: left + top,
    table.header(..t.columns.map(c => table.cell(fill: luma(232), align: center + horizon, text(weight: 700, c.heading)))),
    ..t.rows.map(row => row.cells.map(c => table.cell(breakable: not row.together, cellbody(c)))).flatten()
  )
}
`
