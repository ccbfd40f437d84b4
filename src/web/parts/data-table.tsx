import { Button, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useDeferredValue, useState } from 'react'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../language/language.tsx'
import { fillIn } from '../language/text.ts'
import { ColumnChoice } from './column-choice.tsx'
import { arranged } from './arranged.ts'
import type { Column, Order } from './arranged.ts'
import { saveTable } from './save-table.ts'
import { TableBody } from './table-body.tsx'
import type { Choice } from './table-body.tsx'

const TEXTS = {
  filter: { ja: '絞り込み', en: 'Filter' },
  filterHint: { ja: '語句を入力', en: 'type words' },
  count: { ja: '{shown} / {total} 件', en: '{shown} of {total}' },
  nothing: { ja: '条件に合う行がありません。絞り込みを変更してください。', en: 'No row fits. Change the filter.' },
  save: { ja: 'xlsx に書き出す', en: 'Export xlsx' },
} as const

const NARROW = '(max-width: 860px)'

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

/** A table that sorts, filters, chooses columns, goes to xlsx as it is seen, and stays quick with 100,000 rows: only what can be seen is drawn. */
export function DataTable<R>({ name, rows, columns, idOf, onOpen, chosen = null, choice, tools }: Props<R>) {
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
        <TableBody {...{ name, columns: drawn, rows: seen, idOf, onOpen, chosen, choice, order }} onOrder={setOrder} />
      )}
    </>
  )
}
