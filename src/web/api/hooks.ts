import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { isAuditing } from '../app/verdict-facts.ts'
import type { BodyOf, Kind } from '../../isms/records/kinds.ts'
import { openSchema, statementSchema, summarySchema, vocabularySchema } from '../../server/answers/overview.ts'
import { ask } from './client.ts'
import { useOrganisation } from './organisation.tsx'
import { collectionPath } from './paths.ts'
import { recordedSchema } from './shapes.ts'
import type { Recorded } from './shapes.ts'

const PAGE = 5000

/** The path of something within the organisation. */
export const usePath = (): ((path: string) => string) => {
  const { id } = useOrganisation()
  return (path) => `/organisations/${id}${path}`
}

/** Something of the organisation, by its path below it; anew after every change. */
export function useAsked<T>(schema: z.ZodType<T>, path: string, options: { readonly isWanted?: boolean } = {}) {
  const at = usePath()(path)
  return useQuery({
    queryKey: ['organisation', at],
    queryFn: () => ask(schema, 'GET', at),
    enabled: options.isWanted ?? true,
    placeholderData: keepPreviousData,
  })
}

const WHILE_AUDITING = 1500

/** The facts of the dashboard; asked again and again while an audit runs, and once it has ended everything else too. */
export function useSummary() {
  const at = usePath()('/summary')
  const client = useQueryClient()
  const query = useQuery({
    queryKey: ['organisation', at],
    queryFn: () => ask(summarySchema, 'GET', at),
    refetchInterval: ({ state }) => (state.data !== undefined && isAuditing(state.data) ? WHILE_AUDITING : false),
  })
  const states = query.data?.runs.map(({ id, status }) => `${id} ${status}`).join(',')
  const before = useRef(states)
  useEffect(() => {
    if (before.current !== undefined && before.current !== states)
      void client.invalidateQueries({ queryKey: ['organisation'] })
    before.current = states
  }, [client, states])
  return query
}
export const useStatement = () => useAsked(statementSchema, '/statement')
export const useOpenPoints = (station: string) => useAsked(openSchema, `/open?station=${station}&limit=1000`)

/** Words and starter lists, which never change while the server runs. */
export const useVocabulary = () =>
  useQuery({
    queryKey: ['vocabulary'],
    queryFn: () => ask(vocabularySchema, 'GET', '/vocabulary'),
    staleTime: Infinity,
  })

/** All records of a kind, page after page. */
export function useRecords<K extends Kind>(kind: K) {
  const at = usePath()(`/${collectionPath(kind)}`)
  return useQuery({ queryKey: ['organisation', at, 'all'], queryFn: () => allRecords(kind, at) })
}

async function allRecords<K extends Kind>(kind: K, at: string): Promise<readonly Recorded<K>[]> {
  const schema = z.object({ records: z.array(recordedSchema(kind)), total: z.number() })
  const all: Recorded<K>[] = []
  for (;;) {
    const after = all.at(-1)?.id
    const { records } = await ask(schema, 'GET', `${at}?limit=${PAGE}${after === undefined ? '' : `&after=${after}`}`)
    all.push(...records)
    if (records.length < PAGE) return all
  }
}

/** A change to something of the organisation; afterwards everything that is shown of it is asked anew. */
export function useChange<V, T>(change: (value: V) => Promise<T>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: ['organisation'] }),
  })
}

/** Writes a record: a new one, or over the version that it was read at. */
export function useSave<K extends Kind>(kind: K) {
  const at = usePath()(`/${collectionPath(kind)}`)
  const schema = recordedSchema(kind)
  return useChange(({ body, over, why = '' }: { body: BodyOf<K>; over?: Over | undefined; why?: string }) =>
    over === undefined
      ? ask(schema, 'POST', at, { body, why })
      : ask(schema, 'PUT', `${at}/${over.id}`, { body, version: over.version, why }),
  )
}

export interface Over {
  readonly id: string
  readonly version: number
}

/** Takes a record away; its history stays in the ledger. */
export function useRemove(kind: Kind) {
  const at = usePath()(`/${collectionPath(kind)}`)
  return useChange(({ id, version }: Over) => ask(z.null(), 'DELETE', `${at}/${id}?version=${version}`))
}

/** Does something to a record or a run: `approve`, `accept`, `apply`, `stop`. */
export function useAction(kind: Kind, action: string) {
  const at = usePath()(`/${collectionPath(kind)}`)
  return useChange(({ id, ...body }: { readonly id: string; readonly version?: number }) =>
    ask(z.unknown(), 'POST', `${at}/${id}/${action}`, { ...body }),
  )
}
