import { Button, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTexts } from '../language/language.tsx'
import { fillIn } from '../language/text.ts'
import { ColumnChoice } from './column-choice.tsx'

const TEXTS = {
  filter: { ja: '絞り込み', en: 'Filter' },
  filterHint: { ja: '語句を入力', en: 'type words' },
  count: { ja: '{shown} / {total} 件', en: '{shown} of {total}' },
  nothing: { ja: '条件に合う行がありません。絞り込みを変更してください。', en: 'No row fits. Change the filter.' },
  none: { ja: '該当するものはありません。', en: 'There are none.' },
  save: { ja: 'xlsx に書き出す', en: 'Export xlsx' },
} as const

interface Props {
  readonly words: string
  readonly onWords: (words: string) => void
  readonly columns: readonly { readonly key: string; readonly title: string }[]
  readonly hidden: ReadonlySet<string>
  readonly onHidden: (hidden: ReadonlySet<string>) => void
  readonly onSave: () => void
  readonly isSaving?: boolean
  readonly shown: number
  readonly total: number
  /** More choices beside the filter. */
  readonly tools?: ReactNode
}

/** What stands above a table: the filter, its tools, the choice of columns, the export, and how many rows are shown. */
export function TableBar(props: Props) {
  const { words, onWords, columns, hidden, onHidden, onSave, isSaving = false, shown, total, tools } = props
  const t = useTexts(TEXTS)
  return (
    <div className="bar-row">
      <TextInput
        className="grow"
        label={t.filter}
        placeholder={t.filterHint}
        value={words}
        onChange={(event) => onWords(event.currentTarget.value)}
      />
      {tools}
      <ColumnChoice columns={columns} hidden={hidden} onChange={onHidden} />
      <Button variant="default" onClick={onSave} loading={isSaving}>
        {t.save}
      </Button>
      <span className="soft" role="status">
        {fillIn(t.count, { shown, total })}
      </span>
    </div>
  )
}

/** Stands in the place of a table of which the filter leaves nothing, or that has nothing in it. */
export function NoRow({ isFiltered = true }: { readonly isFiltered?: boolean }) {
  const t = useTexts(TEXTS)
  return <p className="note">{isFiltered ? t.nothing : t.none}</p>
}
