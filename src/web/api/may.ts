import type { Kind } from '../../isms/records/kinds.ts'
import { may } from '../../server/permissions.ts'
import type { Permission } from '../../server/permissions.ts'
import { COLLECTIONS } from '../../server/routes/collections.ts'
import { useOrganisation } from './organisation.tsx'

/** The roles that one holds in the organisation in which one works. */
export function useRoles(): readonly string[] {
  const { id, me } = useOrganisation()
  return me.organisations.find((one) => one.id === id)?.roles ?? []
}

/** Whether one may do this here, by the very table that the server refuses by. */
export function useMay(): (permission: Permission) => boolean {
  const roles = useRoles()
  return (permission) => may(roles, permission)
}

/** Whether one may write records of the kind. */
export function useMayWrite(kind: Kind): boolean {
  const isPermitted = useMay()
  const write = COLLECTIONS.find((one) => one.kind === kind)?.write ?? null
  return write !== null && isPermitted(write)
}
