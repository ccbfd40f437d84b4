import { Checkbox } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTexts } from '../language/language.tsx'
import { fillIn } from '../language/text.ts'
import type { Column, Order } from './arranged.ts'
import { leastWidth } from './least-width.ts'

const TEXTS = {
  table: { ja: '{name}の表', en: 'Table of {name}' },
  choose: { ja: '{row}を選択', en: 'Choose {row}' },
  chooseAll: { ja: '表示中の行をすべて選択', en: 'Choose all rows that are shown' },
} as const

const ROW_HEIGHT = 42
const ABOVE_AND_BELOW = 12
const CHOICE_WIDTH = '44px'

/** The rows that are chosen, by id. */
export interface Choice {
  readonly ids: ReadonlySet<string>
  readonly onChange: (ids: ReadonlySet<string>) => void
}

/** Rows of which some may not be here yet. */
export interface Rows<R> {
  readonly count: number
  readonly at: (index: number) => R | undefined
  /** Is told which rows can be seen. */
  readonly onSeen?: (first: number, last: number) => void
  /** Whenever it changes, the table begins at its top again. */
  readonly begin?: string
}

interface Props<R> {
  readonly name: string
  readonly rows: Rows<R>
  readonly columns: readonly Column<R>[]
  readonly idOf: (row: R) => string
  readonly onOpen: ((row: R) => void) | undefined
  readonly chosen: string | null
  readonly choice: Choice | undefined
  readonly order: Order | null
  readonly onOrder: (order: Order) => void
}

/** The part of a table that scrolls: its head stays, and only the rows that can be seen are drawn. */
export function TableBody<R>({ name, rows, columns, idOf, onOpen, chosen, choice, order, onOrder }: Props<R>) {
  const t = useTexts(TEXTS)
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: ABOVE_AND_BELOW,
    getItemKey: (index) => {
      const row = rows.at(index)
      return row === undefined ? index : idOf(row)
    },
  })
  const span = columns.length + (choice === undefined ? 0 : 1)
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  const { onSeen, begin } = rows
  useEffect(() => onSeen?.(first, last), [onSeen, first, last])
  useEffect(() => {
    // Its answer is a promise in newer browsers, and an effect must not give one back.
    void box.current?.scrollTo({ top: 0 })
  }, [begin])
  const [above, below] = [items[0]?.start ?? 0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0)]
  return (
    <div className="table-box" ref={box} role="region" tabIndex={0} aria-label={fillIn(t.table, { name })}>
      <table className="data" style={{ minWidth: leastWidth(columns) }} aria-rowcount={rows.count + 1}>
        <colgroup>
          {choice === undefined ? null : <col style={{ width: CHOICE_WIDTH }} />}
          {columns.map(({ key, width, isSecondary }) => (
            <col key={key} className={isSecondary === true ? 'secondary' : ''} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {choice === undefined ? null : <ChooseAll choice={choice} ids={idsOf(rows, idOf)} />}
            {columns.map((column) => (
              <Head key={column.key} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 ? <Space height={above} span={span} /> : null}
          {items.map((item) => {
            const row = rows.at(item.index)
            if (row === undefined) return <Awaited key={item.key} index={item.index} span={span} />
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
                {choice === undefined ? null : (
                  <Choose choice={choice} id={id} label={String(columns[0]?.value(row))} />
                )}
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
          {below > 0 ? <Space height={below} span={span} /> : null}
        </tbody>
      </table>
    </div>
  )
}

const idsOf = <R,>({ count, at }: Rows<R>, idOf: (row: R) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => at(index)).flatMap((row) => (row === undefined ? [] : [idOf(row)]))

/** A row that is on its way. */
const Awaited = ({ index, span }: { readonly index: number; readonly span: number }) => (
  <tr data-index={index} aria-rowindex={index + 2} aria-busy="true" style={{ height: ROW_HEIGHT }}>
    <td className="soft" colSpan={span}>
      …
    </td>
  </tr>
)

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

/** Chooses or leaves out one row. A click beside the box does not open the row. */
function Choose({ choice, id, label }: { readonly choice: Choice; readonly id: string; readonly label: string }) {
  const t = useTexts(TEXTS)
  return (
    <td onClick={(event) => event.stopPropagation()}>
      <Checkbox
        size="xs"
        aria-label={fillIn(t.choose, { row: label })}
        checked={choice.ids.has(id)}
        onChange={({ currentTarget: { checked } }) =>
          choice.onChange(new Set(checked ? [...choice.ids, id] : [...choice.ids].filter((one) => one !== id)))
        }
      />
    </td>
  )
}

/** Chooses all rows that are shown, or none. */
function ChooseAll({ choice, ids }: { readonly choice: Choice; readonly ids: readonly string[] }) {
  const t = useTexts(TEXTS)
  const count = ids.filter((id) => choice.ids.has(id)).length
  return (
    <th scope="col" className="choose">
      <Checkbox
        size="xs"
        aria-label={t.chooseAll}
        checked={count === ids.length}
        indeterminate={count > 0 && count < ids.length}
        onChange={() => choice.onChange(new Set(count === ids.length ? [] : ids))}
      />
    </th>
  )
}
