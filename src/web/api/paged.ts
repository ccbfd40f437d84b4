import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { z } from 'zod'
import type { Kind } from '../../isms/records/kinds.ts'
import { ask } from './client.ts'
import { usePath } from './hooks.ts'
import { collectionPath } from './paths.ts'
import { recordedSchema } from './shapes.ts'
import type { Recorded } from './shapes.ts'

/** How many records there are of a kind. */
export function useCount(kind: Kind) {
  const at = usePath()(`/${collectionPath(kind)}`)
  const counted = z.object({ total: z.number() })
  return useQuery({
    queryKey: ['organisation', at, 'count'],
    queryFn: async () => (await ask(counted, 'GET', `${at}?limit=1`)).total,
  })
}

/** One record by its id; nothing is asked for none. */
export function useRecord<K extends Kind>(kind: K, id: string | null) {
  const at = usePath()(`/${collectionPath(kind)}/${id}`)
  return useQuery({
    queryKey: ['organisation', at],
    queryFn: () => ask(recordedSchema(kind), 'GET', at),
    enabled: id !== null,
  })
}

/** Which records, and in which order; the server looks for them. */
export interface Wish {
  readonly search: string
  /** `level`, `-level`, or nothing for the order of ids. */
  readonly sort: string
}

export const PAGE = 100
const BIG_PAGE = 5000
/** Pages that nobody looks at are forgotten after so many milliseconds. */
const FORGOTTEN_AFTER = 60_000
/** While one scrolls by, pages are not asked for: only where one stays for so many milliseconds. */
const STAYS = 60

interface Range {
  readonly first: number
  readonly last: number
}

/** The records that fit the wish, page by page as they are looked at. `isOld` is true while those of the wish before are still shown. */
export function usePages<K extends Kind>(kind: K, wish: Wish) {
  const at = usePath()(`/${collectionPath(kind)}`)
  const [range, onSeen] = useSettledRange()
  const page = (index: number) => ({
    queryKey: ['organisation', at, 'page', wish, index],
    queryFn: () => askPage(kind, at, wish, index * PAGE, PAGE),
    gcTime: FORGOTTEN_AFTER,
  })
  const first = useQuery({ ...page(0), placeholderData: keepPreviousData })
  const wanted = pagesOf(range).filter((index) => index > 0)
  const others = useQueries({ queries: wanted.map(page) })
  const loaded = new Map([[0, first.data], ...wanted.map((index, i) => [index, others[i]?.data] as const)])
  const rowAt = (index: number): Recorded<K> | undefined => loaded.get(Math.floor(index / PAGE))?.records[index % PAGE]
  return { first, count: first.data?.total ?? 0, at: rowAt, onSeen, isOld: first.isPlaceholderData }
}

/** Asks for all records that fit the wish. */
export function useAskAll<K extends Kind>(kind: K): (wish: Wish) => Promise<readonly Recorded<K>[]> {
  const at = usePath()(`/${collectionPath(kind)}`)
  const client = useQueryClient()
  return async (wish) => {
    const all: Recorded<K>[] = []
    for (;;) {
      const from = all.length
      const { records } = await client.fetchQuery({
        queryKey: ['organisation', at, 'big-page', wish, from],
        queryFn: () => askPage(kind, at, wish, from, BIG_PAGE),
        gcTime: 0,
      })
      all.push(...records)
      if (records.length < BIG_PAGE) return all
    }
  }
}

function askPage<K extends Kind>(kind: K, at: string, { search, sort }: Wish, from: number, limit: number) {
  const query = new URLSearchParams({ from: String(from), limit: String(limit) })
  if (search.trim() !== '') query.set('search', search.trim())
  if (sort !== '') query.set('sort', sort)
  return ask(z.object({ records: z.array(recordedSchema(kind)), total: z.number() }), 'GET', `${at}?${query}`)
}

const pagesOf = ({ first, last }: Range): readonly number[] => {
  const [from, to] = [Math.floor(first / PAGE), Math.floor(last / PAGE)]
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

/** The range that was seen last, once it has stayed so for a moment. */
function useSettledRange(): readonly [Range, (first: number, last: number) => void] {
  const [range, setRange] = useState<Range>({ first: 0, last: 0 })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const onSeen = useCallback((first: number, last: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setRange({ first, last }), STAYS)
  }, [])
  return useMemo(() => [range, onSeen], [range, onSeen])
}
