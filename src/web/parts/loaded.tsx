import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTexts } from '../language/language.tsx'
import { Trouble } from './trouble.tsx'

const TEXTS = { loading: { ja: '読み込んでいます…', en: 'Loading …' } } as const

/** Shows what was asked once it is there; before, that it is on its way; else what happened. */
export function Loaded<T>({
  query,
  children,
}: {
  readonly query: UseQueryResult<T>
  readonly children: (data: NoInfer<T>) => ReactNode
}) {
  const t = useTexts(TEXTS)
  if (query.data !== undefined)
    return (
      <>
        {query.error === null ? null : <Trouble error={query.error} onAgain={() => void query.refetch()} />}
        {children(query.data)}
      </>
    )
  if (query.error !== null) return <Trouble error={query.error} onAgain={() => void query.refetch()} />
  return (
    <p role="status" className="soft">
      {t.loading}
    </p>
  )
}
