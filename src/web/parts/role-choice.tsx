import { Checkbox } from '@mantine/core'
import { ROLES } from '../../server/permissions.ts'
import type { Role } from '../../server/permissions.ts'
import { useLanguage } from '../language/language.tsx'
import { ROLE_WORDS } from './role-words.ts'

/** Roles to choose from, each with what it may do. */
export function RoleChoice({
  label,
  chosen,
  onChange,
  offered = ROLES,
}: {
  readonly label: string
  readonly chosen: readonly string[]
  readonly onChange: (roles: readonly Role[]) => void
  readonly offered?: readonly Role[]
}) {
  const { lang } = useLanguage()
  return (
    <Checkbox.Group
      label={label}
      value={[...chosen]}
      onChange={(values) => onChange(ROLES.filter((role) => values.includes(role)))}
    >
      <div className="choices">
        {offered.map((role) => (
          <Checkbox
            key={role}
            value={role}
            label={ROLE_WORDS[role].name[lang]}
            description={ROLE_WORDS[role].may[lang]}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}
