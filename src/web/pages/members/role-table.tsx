import { ROLES } from '../../../server/permissions.ts'
import { useRoles } from '../../api/may.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { ROLE_WORDS } from '../../parts/role-words.ts'
import { TEXTS } from './texts.ts'

/** Every role with what it may do; one's own are marked. */
export function RoleTable() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const own = useRoles()
  return (
    <>
      <h2>{t.rolesTitle}</h2>
      <div className="table-box short">
        <table className="data roles">
          <thead>
            <tr>
              <th scope="col">
                <span>{t.role}</span>
              </th>
              <th scope="col">
                <span>{t.may}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {ROLES.map((role) => (
              <tr key={role}>
                <td>
                  {ROLE_WORDS[role].name[lang]} {own.includes(role) ? <span className="v plain">{t.held}</span> : null}
                </td>
                <td>{ROLE_WORDS[role].may[lang]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
