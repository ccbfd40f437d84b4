import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import type { StatementRow } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { standingText } from './standing.ts'
import { TEXTS } from './texts.ts'

const side = z.object({ item: z.string(), title: z.object({ ja: z.string(), en: z.string() }) }).nullable()
const mappingSchema = z.object({
  pairs: z.array(
    z.object({
      from: side,
      to: side,
      relation: z.enum(['equal', 'subset', 'superset', 'intersects', 'none']),
      confidence: z.enum(['confirmed', 'single-source', 'unconfirmed', 'ours']),
    }),
  ),
})
type Pair = z.infer<typeof mappingSchema>['pairs'][number]

/** Where each control of 2015 stands in 2026, with the answer of now beside it. */
export function Transition({ rows }: { readonly rows: readonly StatementRow[] }) {
  const t = useTexts(TEXTS)
  const [isShown, setShown] = useState(false)
  return (
    <>
      <p className="note">{t.transitionAbout}</p>
      {isShown ? (
        <Pairs rows={rows} />
      ) : (
        <Button variant="default" onClick={() => setShown(true)}>
          {t.showTransition}
        </Button>
      )}
    </>
  )
}

function Pairs({ rows }: { readonly rows: readonly StatementRow[] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const query = useQuery({
    queryKey: ['mapping'],
    queryFn: () => ask(mappingSchema, 'GET', '/catalogue/mappings/iso27017-2015/iso27017-2026'),
    staleTime: Infinity,
  })
  const answers = new Map(rows.map((row) => [`${row.edition} ${row.item}`, row]))
  const name = (one: Pair['from']): string => (one === null ? '—' : `${one.item} ${one.title[lang]}`)
  const answerOf = ({ from }: Pair): string => {
    const row = from === null ? undefined : answers.get(`iso27017-2015 ${from.item}`)
    return row === undefined ? '—' : row.roles.map((role) => standingText(row, role, t, lang)).join(' / ')
  }
  const columns = [
    { key: 'from', title: t.from, value: (pair: Pair) => name(pair.from), width: '30%' },
    { key: 'relation', title: t.relation, value: (pair: Pair) => t[pair.relation], width: '8em' },
    { key: 'to', title: t.to, value: (pair: Pair) => name(pair.to), width: '30%' },
    { key: 'confidence', title: t.confidence, value: (pair: Pair) => t[pair.confidence], isSecondary: true },
    { key: 'answer', title: t.answer, value: answerOf },
  ]
  return (
    <Loaded query={query}>
      {({ pairs }) => (
        <DataTable
          name={t.transition}
          rows={pairs}
          columns={columns}
          idOf={({ from, to }) => `${from?.item} ${to?.item}`}
        />
      )}
    </Loaded>
  )
}
