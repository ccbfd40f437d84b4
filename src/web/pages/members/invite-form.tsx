import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { madeInvitationSchema } from '../../../server/answers/members.ts'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { MadeOnce } from '../../parts/made-once.tsx'
import { MakeForm } from '../../parts/make-form.tsx'
import { RoleChoice } from '../../parts/role-choice.tsx'
import { TEXTS } from './texts.ts'

/** Address and roles, and then the link, which is shown this once. */
export function InviteForm({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const path = usePath()
  const [email, setEmail] = useState('')
  const [roles, setRoles] = useState<readonly string[]>([])
  const invite = useChange(() => ask(madeInvitationSchema, 'POST', path('/invitations'), { email, roles }))
  if (invite.data !== undefined)
    return (
      <MadeOnce
        label={fillIn(t.linkTitle, { email })}
        say={fillIn(t.linkOnce, { until: momentText(invite.data.expiresAt, lang) })}
        // Behind the sign `#` the token stays out of logs.
        value={`${location.origin}/join#${invite.data.token}`}
        onClose={onClose}
      />
    )
  return (
    <>
      <p className="note">{t.inviteSay}</p>
      <MakeForm make={invite} label={t.makeLink} isReady={roles.length > 0 && email !== ''}>
        <TextInput
          type="email"
          required
          label={t.email}
          value={email}
          onChange={({ currentTarget: { value } }) => setEmail(value)}
        />
        <RoleChoice label={t.roles} chosen={roles} onChange={setRoles} />
      </MakeForm>
    </>
  )
}
