import { Button } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { roleNames } from '../../parts/role-words.ts'
import { SidePanel } from '../../parts/side-panel.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { InviteForm } from './invite-form.tsx'
import type { Invitation } from './shapes.ts'
import { TEXTS } from './texts.ts'

/** Who was invited and has not come yet, and the way to invite. */
export function Invitations({ invitations }: { readonly invitations: readonly Invitation[] }) {
  const t = useTexts(TEXTS)
  const path = usePath()
  const [isOpen, setOpen] = useState(false)
  const revoke = useChange((id: string) => ask(z.null(), 'DELETE', path(`/invitations/${id}`)))
  return (
    <>
      <h2>{t.open}</h2>
      <div className="bar-row">
        <Button onClick={() => setOpen(true)}>{t.invite}</Button>
      </div>
      {invitations.length === 0 ? <p className="note">{t.openNone}</p> : <List {...{ invitations, revoke }} />}
      <Trouble error={revoke.error} />
      <SidePanel title={t.invite} isOpen={isOpen} onClose={() => setOpen(false)}>
        <InviteForm onClose={() => setOpen(false)} />
      </SidePanel>
    </>
  )
}

function List({
  invitations,
  revoke,
}: {
  readonly invitations: readonly Invitation[]
  readonly revoke: { readonly mutate: (id: string) => void; readonly isPending: boolean }
}) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  return (
    <ul className="open-list">
      {invitations.map(({ id, email, roles, by, expiresAt }) => (
        <li key={id}>
          <span className="text">
            <strong>{email}</strong>
            <br />
            {roleNames(roles, lang)}
            <br />
            <span className="soft">
              {t.invitedBy}: {by} · {t.until}: {momentText(expiresAt, lang)}
            </span>
          </span>
          <Button
            variant="default"
            size="xs"
            loading={revoke.isPending}
            aria-label={fillIn(t.revokeOf, { email })}
            onClick={() => revoke.mutate(id)}
          >
            {t.revoke}
          </Button>
        </li>
      ))}
    </ul>
  )
}
