import { Button, NativeSelect, TextInput } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { usePath } from '../../api/hooks.ts'
import { recordName } from '../../../report/isms/record-name.ts'
import { pastSchema } from '../../../server/answers/overview.ts'
import type { PastChange } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import type { Column } from '../../parts/arranged.ts'
import { saveTable } from '../../parts/save-table.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { useActorName, whyText } from './actor-names.ts'
import { KIND_CODES, kindName } from './kind-names.ts'
import { TEXTS } from './texts.ts'

const pageSchema = z.object({ changes: z.array(pastSchema), size: z.number() })
const PAGE = 100

/** The changes that are sought, newest first, page after page back to the first. */
export function Changes() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState('')
  const query = useSought(useDeferredValue(search), kind)
  const rows = query.data?.pages.flatMap(({ changes }) => changes) ?? []
  const columns = useColumns()
  const kinds = KIND_CODES.map((code) => ({ value: code, label: kindName(code, lang) }))
  return (
    <>
      <div className="bar-row">
        <TextInput
          className="grow"
          label={t.search}
          placeholder={t.searchHint}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <NativeSelect
          label={t.kind}
          value={kind}
          data={[{ value: '', label: t.all }, ...kinds]}
          onChange={(event) => setKind(event.currentTarget.value)}
        />
        <Button
          variant="default"
          onClick={() => saveTable(t.title, [...columns, { key: 'id', title: t.id, value: ({ id }) => id }], rows)}
        >
          {t.save}
        </Button>
        <span className="soft" role="status">
          {fillIn(t.shown, { count: rows.length })}
        </span>
      </div>
      <Trouble error={query.error} onAgain={() => void query.refetch()} />
      {query.isSuccess && rows.length === 0 ? <p className="note">{t.nothing}</p> : <Table {...{ rows, columns }} />}
      <div className="bar-row" style={{ marginTop: 10 }}>
        {query.hasNextPage ? (
          <Button variant="light" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t.older}
          </Button>
        ) : rows.length > 0 ? (
          <p className="note">{t.end}</p>
        ) : null}
      </div>
    </>
  )
}

function useSought(search: string, kind: string) {
  const at = usePath()('/changes')
  const words = new URLSearchParams({
    limit: String(PAGE),
    ...(search.trim() === '' ? {} : { search: search.trim().slice(0, 200) }),
    ...(kind === '' ? {} : { kind }),
  })
  return useInfiniteQuery({
    queryKey: ['organisation', at, 'sought', words.toString()],
    queryFn: ({ pageParam }) =>
      ask(pageSchema, 'GET', `${at}?${words}${pageParam === null ? '' : `&before=${pageParam}`}`),
    initialPageParam: null as number | null,
    getNextPageParam: ({ changes }) => (changes.length < PAGE ? undefined : (changes.at(-1)?.index ?? undefined)),
    placeholderData: keepPreviousData,
  })
}

function useColumns(): readonly Column<PastChange>[] {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const nameOf = useActorName()
  const actions: Readonly<Record<string, string>> = { create: t.create, update: t.update, delete: t.delete }
  return [
    { key: 'index', title: t.index, value: ({ index }) => index, width: '5em' },
    { key: 'at', title: t.at, value: ({ at }) => at, show: ({ at }) => momentText(at, lang) },
    { key: 'action', title: t.action, value: ({ action }) => actions[action] ?? action, width: '6em' },
    { key: 'kind', title: t.kind, value: ({ kind }) => kindName(kind, lang) },
    {
      key: 'record',
      title: t.record,
      value: (one) => (one.kind === 'member' ? nameOf(`account:${one.id}`) : recordName(one, lang)),
      width: '24%',
    },
    { key: 'by', title: t.by, value: ({ by }) => nameOf(by), isSecondary: true },
    { key: 'why', title: t.why, value: (one) => whyText(one, t), isSecondary: true },
  ]
}

function Table({
  rows,
  columns,
}: {
  readonly rows: readonly PastChange[]
  readonly columns: readonly Column<PastChange>[]
}) {
  const t = useTexts(TEXTS)
  const hidden = ({ isSecondary }: Column<PastChange>): string => (isSecondary === true ? 'secondary' : '')
  return (
    <div className="table-box" role="region" tabIndex={0} aria-label={t.table}>
      <table className="data">
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} className={hidden(column)} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" key={column.key} className={hidden(column)}>
                <span>{column.title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.index}>
              {columns.map((column) => (
                <td key={column.key} className={hidden(column)}>
                  {column.show?.(row) ?? column.value(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
