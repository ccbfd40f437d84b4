import { createContext, use } from 'react'
import type { z } from 'zod'
import type { meSchema } from '../../server/answers/account.ts'

export type Me = z.infer<typeof meSchema>

interface Organisation {
  readonly id: string
  readonly me: Me
}

const OrganisationContext = createContext<Organisation | null>(null)
export const OrganisationProvider = OrganisationContext.Provider

/** The organisation in which one works, and who one is. */
export function useOrganisation(): Organisation {
  const organisation = use(OrganisationContext)
  if (organisation === null) throw new Error('this page stands outside an organisation')
  return organisation
}
