import { type Html, markup, trusted } from '../html/markup.ts'
import type { Cell } from '../standards/table.ts'
import type { Block, Book } from './book.ts'
import { modelSvg } from './model-svg.ts'

/** The guide as one HTML file that needs nothing else: contents with links, the model as SVG, a print style. */
export function guideHtml(book: Book): string {
  const { lang, title, subtitle, blocks, contents } = book
  const page = markup`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<header><h1>${title}</h1><p>${subtitle}</p></header>
<nav aria-label="${contents}"><h2>${contents}</h2><ul>${blocks.map(entry)}</ul></nav>
<main>${blocks.map((block) => blockHtml(block, book))}</main>
</body>
</html>
`
  return page.html
}

const entry = (block: Block): Html | null =>
  block.kind === 'heading' ? markup`<li class="l${block.level}"><a href="#${block.id}">${block.text}</a></li>` : null

function blockHtml(block: Block, { lang }: Book): Html {
  switch (block.kind) {
    case 'heading':
      if (block.level === 1) return markup`<h2 id="${block.id}">${block.text}</h2>`
      return block.level === 2
        ? markup`<h3 id="${block.id}">${block.text}</h3>`
        : markup`<h4 id="${block.id}">${block.text}</h4>`
    case 'paragraph':
      return block.quiet ? markup`<p class="quiet">${block.text}</p>` : markup`<p>${block.text}</p>`
    case 'model':
      return markup`<figure>${trusted(modelSvg(block.environment, lang))}</figure>`
    case 'table':
      return tableHtml(block)
  }
}

function tableHtml({ head, widths, rows }: Extract<Block, { kind: 'table' }>): Html {
  const header =
    head.length === 0
      ? null
      : markup`<thead><tr>${head.map((text) => markup`<th scope="col">${text}</th>`)}</tr></thead>`
  const isSheet = head.length === 0
  return markup`<table>
<colgroup>${widths.map((width) => markup`<col style="width:${width}%">`)}</colgroup>${header}
<tbody>${rows.map((row) => markup`<tr>${row.map((each, index) => (isSheet && index === 0 ? markup`<th scope="row">${cellHtml(each)}</th>` : markup`<td>${cellHtml(each)}</td>`))}</tr>`)}</tbody>
</table>`
}

const cellHtml = (cell: Cell): readonly Html[] =>
  cell.map(
    (paragraph) =>
      markup`<p>${paragraph.map(({ text, changed }) => (changed === true ? markup`<u>${text}</u>` : text))}</p>`,
  )

const STYLE = `
:root{color-scheme:light}
body{font:16px/1.7 "Noto Sans JP","Hiragino Sans","Yu Gothic",Meiryo,system-ui,sans-serif;color:#111;background:#fff;max-width:60rem;margin:0 auto;padding:1.5rem;line-break:strict;overflow-wrap:anywhere}
h1{font-size:1.9rem;line-height:1.3}h2{font-size:1.5rem;border-bottom:2px solid #333;margin-top:3rem}h3{font-size:1.2rem;margin-top:2rem}h4{font-size:1.05rem;margin-top:2rem}
nav ul{list-style:none;padding:0}nav .l1{font-weight:700;margin-top:.6rem}nav .l2{padding-left:1.5rem}nav .l3{padding-left:3rem}
a{color:#0b4f8a}.quiet{color:#555;font-size:.85rem;margin:.2rem 0}
table{border-collapse:collapse;width:100%;margin:.8rem 0;font-size:.92rem}th,td{border:1px solid #444;padding:.35rem .6rem;text-align:left;vertical-align:top}thead th{background:#e8e8e8}tbody th{background:#f5f5f5}
td p,th p{margin:.1rem 0}figure{margin:1.5rem 0}svg{max-width:100%;height:auto}
@media print{body{max-width:none;padding:0;font-size:10pt}h2{break-before:page}h3,h4{break-after:avoid}tr{break-inside:avoid}a{color:inherit;text-decoration:none}}
`
