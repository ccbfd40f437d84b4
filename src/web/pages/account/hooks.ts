import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { factorsSchema, sessionsSchema } from '../../../server/answers/account.ts'
import { ask } from '../../api/client.ts'
import { meSchema } from '../../../server/answers/account.ts'

const KEY = 'my-account'

export const useMe = () => useQuery({ queryKey: ['me'], queryFn: () => ask(meSchema, 'GET', '/me') })
export const useFactors = () =>
  useQuery({ queryKey: [KEY, 'factors'], queryFn: () => ask(factorsSchema, 'GET', '/me/factors') })
export const useSessions = () =>
  useQuery({ queryKey: [KEY, 'sessions'], queryFn: () => ask(sessionsSchema, 'GET', '/me/sessions') })

/** A change to the account; afterwards what is shown of it is asked anew. */
export function useMine<V, T>(change: (value: V) => Promise<T>, onDone?: (value: T) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: async (value) => {
      await client.invalidateQueries({ queryKey: [KEY] })
      onDone?.(value)
    },
  })
}
