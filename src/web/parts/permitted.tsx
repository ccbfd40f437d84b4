import type { ReactNode } from 'react'
import type { Permission } from '../../server/permissions.ts'
import { useMay } from '../api/may.ts'

/** Shows what is inside only to those who may do it; to others what is given for them, or nothing. */
export function Permitted({
  needs,
  children,
  otherwise = null,
}: {
  readonly needs: Permission
  readonly children: ReactNode
  readonly otherwise?: ReactNode
}) {
  const isPermitted = useMay()
  return isPermitted(needs) ? children : otherwise
}
