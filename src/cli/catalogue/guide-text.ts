import type { Block, Book } from '../../report/guide/book.ts'
import { visible } from '../../report/safe.ts'
import type { Cell } from '../../report/standards/table.ts'
import { wrap } from '../../report/text/width.ts'

const WIDTH = 100

/** The guide for a terminal: headings, wrapped paragraphs, tables as lists. */
export const guideText = ({ blocks }: Book): string => blocks.map(blockText).join('')

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `\n${'#'.repeat(block.level)} ${visible(block.text)}\n\n`
    case 'paragraph':
      return block.quiet ? `(${visible(block.text)})\n` : `${folded(block.text, '')}\n`
    case 'model':
      return ''
    case 'table':
      return `${block.rows.map((row) => rowText(row, block.head.length === 0)).join('')}\n`
  }
}

const plain = (cell: Cell): string => cell.map((paragraph) => paragraph.map(({ text }) => text).join('')).join('\n')

/** A sheet of label and text; or a row whose parts stand in one line. */
function rowText(row: readonly Cell[], isSheet: boolean): string {
  if (!isSheet)
    return `    - ${row
      .map((each) => visible(plain(each)).replaceAll('\n', ' '))
      .filter((text) => text !== '')
      .join(' | ')}\n`
  const [label = [], ...rest] = row
  return `${visible(plain(label))}:\n${rest.map((each) => folded(plain(each), '  ')).join('')}`
}

const folded = (text: string, indent: string): string =>
  text
    .split('\n')
    .flatMap((line) => wrap(visible(line), WIDTH - indent.length))
    .map((line) => `${indent}${line}\n`)
    .join('')
