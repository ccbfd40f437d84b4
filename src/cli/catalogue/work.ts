import type { WithOwn } from '../../catalogue/own.ts'
import type { Role } from '../../catalogue/schema.ts'
import type { ImportOptions } from './import.ts'
import { type CommonOptions, say, type Session } from './session.ts'

export interface Options extends CommonOptions, ImportOptions {
  readonly all?: boolean
  readonly role?: readonly string[]
  readonly format?: string
  readonly out?: string
  readonly ja?: string
  readonly en?: string
  readonly by?: string
}

export interface Work extends WithOwn {
  readonly session: Session
  readonly folder: string
  readonly options: Options
}

export type Action = (work: Work, ...words: readonly string[]) => Promise<number> | number

/** The edition, or a sentence that there is none. */
export function editionOf(work: Work, id: string) {
  const { catalogue, session } = work
  const edition = catalogue.editions.get(id)
  if (edition === undefined) say(session, 'unknownEdition', { edition: id })
  noteUnconfirmed(work, id)
  return edition ?? null
}

/** An unconfirmed edition is called so wherever it shows. */
export function noteUnconfirmed({ catalogue, session }: Work, ...ids: readonly string[]): void {
  for (const id of ids)
    if (catalogue.editions.get(id)?.status === 'unconfirmed') say(session, 'unconfirmedEdition', { edition: id })
}

const ROLES: readonly Role[] = ['customer', 'provider']

/** The roles asked for (both where none is), or null where one is no role. */
export function rolesOf({ session, options: { role = ROLES } }: Work): readonly Role[] | null {
  const roles = ROLES.filter((each) => role.includes(each))
  if (roles.length === new Set(role).size) return roles
  say(session, 'wrongOption', { option: '--role', values: ROLES.join(', ') })
  return null
}

/** A file that cannot be opened is the user's to mend; anything else is a bug. */
export async function readable(session: Session, path: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    return say(session, 'wrongFile', { path, detail: error.message })
  }
}
