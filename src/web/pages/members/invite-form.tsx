import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { CopyOnce } from '../../parts/copy-once.tsx'
import { RoleChoice } from '../../parts/role-choice.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { madeSchema } from './shapes.ts'
import { TEXTS } from './texts.ts'

/** Address and roles, and then the link, which is shown this once. */
export function InviteForm({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const path = usePath()
  const [email, setEmail] = useState('')
  const [roles, setRoles] = useState<readonly string[]>([])
  const invite = useChange(() => ask(madeSchema, 'POST', path('/invitations'), { email, roles }))
  if (invite.data !== undefined) {
    const label = fillIn(t.linkTitle, { email })
    return (
      <>
        <h3>{label}</h3>
        <p>{fillIn(t.linkOnce, { until: momentText(invite.data.expiresAt, lang) })}</p>
        {/* Behind the sign `#` the token stays out of logs. */}
        <CopyOnce label={label} value={`${location.origin}/join#${invite.data.token}`} />
        <div className="foot">
          <Button variant="default" onClick={onClose}>
            {t.done}
          </Button>
        </div>
      </>
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        invite.mutate(undefined)
      }}
    >
      <p className="note">{t.inviteSay}</p>
      <div className="form">
        <TextInput
          type="email"
          required
          label={t.email}
          value={email}
          onChange={({ currentTarget: { value } }) => setEmail(value)}
        />
        <RoleChoice label={t.roles} chosen={roles} onChange={setRoles} />
      </div>
      <Trouble error={invite.error} isForm />
      <div className="foot">
        <Button type="submit" loading={invite.isPending} disabled={roles.length === 0 || email === ''}>
          {t.makeLink}
        </Button>
      </div>
    </form>
  )
}
