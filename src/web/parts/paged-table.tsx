import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { Kind } from '../../isms/records/kinds.ts'
import { useAskAll, usePages } from '../api/paged.ts'
import type { Recorded } from '../api/shapes.ts'
import type { Column, Order } from './arranged.ts'
import { Loaded } from './loaded.tsx'
import { saveTable } from './save-table.ts'
import { NoRow, TableBar } from './table-bar.tsx'
import { TableBody } from './table-body.tsx'
import { Trouble } from './trouble.tsx'
import { useShownColumns } from './use-shown-columns.ts'

interface Props<K extends Kind> {
  readonly kind: K
  readonly name: string
  /** How many records there are in all. */
  readonly total: number
  readonly columns: readonly Column<Recorded<K>>[]
  readonly onOpen: (id: string) => void
  readonly chosen: string | null
  readonly tools?: ReactNode
}

const idOf = ({ id }: { readonly id: string }): string => id

/** A table of more records than a page should hold: the server searches and sorts, and only the pages that are looked at are fetched. */
export function PagedTable<K extends Kind>({ kind, name, total, columns, onOpen, chosen, tools }: Props<K>) {
  const [words, setWords] = useState('')
  const search = useTyped(words)
  const [order, setOrder] = useState<Order | null>(null)
  const { hidden, setHidden, shown, drawn } = useShownColumns(columns)
  const wish = { search, sort: sortOf(columns, order) }
  const pages = usePages(kind, wish)
  const saving = useSaving(kind, name, shown)
  return (
    <>
      <TableBar
        {...{ words, columns, hidden, tools, total }}
        onWords={setWords}
        onHidden={setHidden}
        onSave={() => saving.save(wish)}
        isSaving={saving.isSaving}
        shown={pages.count}
      />
      <Trouble error={saving.error} />
      <Loaded query={pages.first}>
        {() =>
          pages.count === 0 ? (
            <NoRow />
          ) : (
            <TableBody
              {...{ name, columns: drawn, idOf, chosen, order }}
              rows={{ ...pages, begin: `${wish.search} ${wish.sort}` }}
              choice={undefined}
              onOpen={({ id }) => onOpen(id)}
              onOrder={(next) =>
                setOrder(columns.some(({ key, sort }) => key === next.key && sort !== undefined) ? next : order)
              }
            />
          )
        }
      </Loaded>
    </>
  )
}

function sortOf<R>(columns: readonly Column<R>[], order: Order | null): string {
  const sort = columns.find(({ key }) => key === order?.key)?.sort
  return sort === undefined ? '' : `${order?.isUp === false ? '-' : ''}${sort}`
}

const TYPING = 80

/** What was typed, once one pauses. */
function useTyped(words: string): string {
  const [typed, setTyped] = useState(words)
  useEffect(() => {
    const timer = setTimeout(() => setTyped(words), TYPING)
    return () => clearTimeout(timer)
  }, [words])
  return typed
}

/** Fetches all that fits, and gives it to the person as a workbook. */
function useSaving<K extends Kind>(kind: K, name: string, columns: readonly Column<Recorded<K>>[]) {
  const askAll = useAskAll(kind)
  const [state, setState] = useState<{ readonly isSaving: boolean; readonly error: unknown }>({
    isSaving: false,
    error: null,
  })
  const save = (wish: Parameters<typeof askAll>[0]): void => {
    setState({ isSaving: true, error: null })
    askAll(wish)
      .then((rows) => saveTable(name, columns, rows))
      .then(() => setState({ isSaving: false, error: null }))
      .catch((error: unknown) => setState({ isSaving: false, error }))
  }
  return { ...state, save }
}
