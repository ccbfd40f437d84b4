import { useDeferredValue, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import { arranged } from './arranged.ts'
import type { Column, Order } from './arranged.ts'
import { saveTable } from './save-table.ts'
import { NoRow, TableBar } from './table-bar.tsx'
import { TableBody } from './table-body.tsx'
import type { Choice } from './table-body.tsx'
import { useShownColumns } from './use-shown-columns.ts'

interface Props<R> {
  /** What the rows are: for screen readers and the file's name. */
  readonly name: string
  readonly rows: readonly R[]
  readonly columns: readonly Column<R>[]
  readonly idOf: (row: R) => string
  readonly onOpen?: (row: R) => void
  readonly chosen?: string | null
  /** Lets rows be chosen, for what is done to many at once. */
  readonly choice?: Choice
  /** More choices beside the filter. */
  readonly tools?: ReactNode
}

/** A table of rows that are all here: it sorts, filters, chooses columns, goes to xlsx as it is seen, and draws only what can be seen. */
export function DataTable<R>({ name, rows, columns, idOf, onOpen, chosen = null, choice, tools }: Props<R>) {
  const { lang } = useLanguage()
  const [words, setWords] = useState('')
  const [order, setOrder] = useState<Order | null>(null)
  const { hidden, setHidden, shown, drawn } = useShownColumns(columns)
  const sought = useDeferredValue(words)
  const seen = arranged(rows, columns, sought, order, lang)
  const held = useMemo(() => ({ count: seen.length, at: (index: number) => seen[index] }), [seen])
  return (
    <>
      <TableBar
        {...{ words, columns, hidden, tools }}
        onWords={setWords}
        onHidden={setHidden}
        onSave={() => saveTable(name, shown, seen)}
        shown={seen.length}
        total={rows.length}
      />
      {seen.length === 0 ? (
        <NoRow isFiltered={rows.length > 0} />
      ) : (
        <TableBody {...{ name, columns: drawn, rows: held, idOf, onOpen, chosen, choice, order }} onOrder={setOrder} />
      )}
    </>
  )
}
