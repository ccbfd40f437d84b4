import { Button, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useDeferredValue, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../language/language.tsx'
import { fillIn } from '../language/text.ts'
import { ColumnChoice } from './column-choice.tsx'
import { arranged } from './arranged.ts'
import type { Column, Order } from './arranged.ts'
import { saveTable } from './save-table.ts'

const TEXTS = {
  filter: { ja: '絞り込み', en: 'Filter' },
  filterHint: { ja: '語句を入力', en: 'type words' },
  count: { ja: '{shown} / {total} 件', en: '{shown} of {total}' },
  nothing: { ja: '条件に合う行がありません。絞り込みを変更してください。', en: 'No row fits. Change the filter.' },
  save: { ja: 'xlsx に書き出す', en: 'Export xlsx' },
  table: { ja: '{name}の表', en: 'Table of {name}' },
} as const

const NARROW = '(max-width: 860px)'
/** What a column needs to be read, in pixels: a table that is too wide for that scrolls sideways. */
const MIN_COLUMN = 104
const ROW_HEIGHT = 42
const ABOVE_AND_BELOW = 12

interface Props<R> {
  /** What the rows are: for screen readers and the file's name. */
  readonly name: string
  readonly rows: readonly R[]
  readonly columns: readonly Column<R>[]
  readonly idOf: (row: R) => string
  readonly onOpen?: (row: R) => void
  readonly chosen?: string | null
  /** More choices beside the filter. */
  readonly tools?: ReactNode
}

/** A table that sorts, filters, chooses columns, goes to xlsx as it is seen, and stays quick with 100,000 rows: only what can be seen is drawn. */
export function DataTable<R>({ name, rows, columns, idOf, onOpen, chosen = null, tools }: Props<R>) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const [words, setWords] = useState('')
  const [order, setOrder] = useState<Order | null>(null)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false })
  const shown = columns.filter(({ key }) => !hidden.has(key))
  const drawn = isNarrow ? shown.filter(({ isSecondary }) => isSecondary !== true) : shown
  const sought = useDeferredValue(words)
  const seen = arranged(rows, columns, sought, order, lang)
  return (
    <>
      <div className="bar-row">
        <TextInput
          className="grow"
          label={t.filter}
          placeholder={t.filterHint}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {tools}
        <ColumnChoice columns={columns} hidden={hidden} onChange={setHidden} />
        <Button variant="default" onClick={() => saveTable(name, shown, seen)}>
          {t.save}
        </Button>
        <span className="soft" role="status">
          {fillIn(t.count, { shown: seen.length, total: rows.length })}
        </span>
      </div>
      {seen.length === 0 ? (
        <p className="note">{t.nothing}</p>
      ) : (
        <Body {...{ name, columns: drawn, rows: seen, idOf, onOpen, chosen, order }} onOrder={setOrder} />
      )}
    </>
  )
}

interface BodyProps<R> {
  readonly name: string
  readonly rows: readonly R[]
  readonly columns: readonly Column<R>[]
  readonly idOf: (row: R) => string
  readonly onOpen: ((row: R) => void) | undefined
  readonly chosen: string | null
  readonly order: Order | null
  readonly onOrder: (order: Order) => void
}

function Body<R>({ name, rows, columns, idOf, onOpen, chosen, order, onOrder }: BodyProps<R>) {
  const t = useTexts(TEXTS)
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: ABOVE_AND_BELOW,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : idOf(row)
    },
  })
  const items = virtual.getVirtualItems()
  const [above, below] = [items[0]?.start ?? 0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0)]
  return (
    <div className="table-box" ref={box} role="region" tabIndex={0} aria-label={fillIn(t.table, { name })}>
      <table className="data" style={{ minWidth: columns.length * MIN_COLUMN }} aria-rowcount={rows.length + 1}>
        <colgroup>
          {columns.map(({ key, width, isSecondary }) => (
            <col key={key} className={isSecondary === true ? 'secondary' : ''} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Head key={column.key} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 ? <Space height={above} span={columns.length} /> : null}
          {items.map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            const id = idOf(row)
            return (
              <tr
                key={id}
                data-index={item.index}
                ref={virtual.measureElement}
                aria-rowindex={item.index + 2}
                className={`${onOpen === undefined ? '' : 'opens'} ${id === chosen ? 'chosen' : ''}`}
                onClick={onOpen === undefined ? undefined : () => onOpen(row)}
              >
                {columns.map(({ key, value, show }, index) => (
                  <td key={key}>
                    {index === 0 && onOpen !== undefined ? (
                      <button
                        type="button"
                        className="row-link"
                        onClick={(event) => {
                          event.stopPropagation()
                          onOpen(row)
                        }}
                      >
                        {value(row) === '' ? '—' : value(row)}
                      </button>
                    ) : (
                      (show?.(row) ?? value(row))
                    )}
                  </td>
                ))}
              </tr>
            )
          })}
          {below > 0 ? <Space height={below} span={columns.length} /> : null}
        </tbody>
      </table>
    </div>
  )
}

const Space = ({ height, span }: { readonly height: number; readonly span: number }) => (
  <tr aria-hidden="true">
    <td className="space" colSpan={span} style={{ height }} />
  </tr>
)

function Head<R>({
  column: { key, title },
  order,
  onOrder,
}: {
  readonly column: Column<R>
  readonly order: Order | null
  readonly onOrder: (order: Order) => void
}) {
  const isSorted = order?.key === key
  const next = isSorted && order.isUp ? false : true
  return (
    <th scope="col" aria-sort={isSorted ? (order.isUp ? 'ascending' : 'descending') : 'none'}>
      <button type="button" onClick={() => onOrder({ key, isUp: next })}>
        {title}
        <span aria-hidden="true">{isSorted ? (order.isUp ? ' ▲' : ' ▼') : ''}</span>
      </button>
    </th>
  )
}
