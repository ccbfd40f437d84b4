import { Autocomplete } from '@mantine/core'
import type { FieldValues } from 'react-hook-form'
import type { Role } from '../../server/permissions.ts'
import { useMembers } from '../api/members.ts'
import { Framed, useWrong } from './fields.tsx'
import type { Field } from './fields.tsx'

/** Who answers for something: a member is offered, those in the role first, and any other name may be written. */
export function PersonField<T extends FieldValues>({
  control,
  name,
  label,
  help,
  role,
}: Field<T> & { readonly role?: Role }) {
  const wrong = useWrong(name)
  const members = useMembers().data?.members ?? []
  const isFirst = ({ roles }: { readonly roles: readonly string[] }): boolean =>
    role !== undefined && roles.includes(role)
  const names = [...members.filter(isFirst), ...members.filter((one) => !isFirst(one))].map((one) => one.name)
  return (
    <Framed
      control={control}
      name={name}
      render={({ field }) => (
        <Autocomplete
          {...field}
          value={field.value ?? ''}
          label={label}
          description={help}
          error={wrong}
          data={[...new Set(names)]}
          comboboxProps={{ withinPortal: false }}
        />
      )}
    />
  )
}
