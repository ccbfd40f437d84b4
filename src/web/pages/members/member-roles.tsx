import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import type { Member } from '../../api/members.ts'
import { useOrganisation } from '../../api/organisation.tsx'
import { useTexts } from '../../language/language.tsx'
import { RoleChoice } from '../../parts/role-choice.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { ResetLink } from './reset-link.tsx'
import { TEXTS } from './texts.ts'

/** The roles of one member, and the way out of the organisation. */
export function MemberRoles({
  member,
  isLastOwner,
  onClose,
}: {
  readonly member: Member
  readonly isLastOwner: boolean
  readonly onClose: () => void
}) {
  const t = useTexts(TEXTS)
  const path = usePath()
  const client = useQueryClient()
  const { me } = useOrganisation()
  const [roles, setRoles] = useState<readonly string[]>(member.roles)
  const [why, setWhy] = useState('')
  const saving = useChange((next: readonly string[]) =>
    ask(z.null(), 'PUT', path(`/members/${member.account}`), { roles: next, why }),
  )
  const save = (next: readonly string[]): void =>
    saving.mutate(next, {
      onSuccess: () => {
        // They may have been one's own.
        void client.invalidateQueries({ queryKey: ['me'] })
        onClose()
      },
    })
  const hindrance = roles.length === 0 ? t.noRole : isLastOwner && !roles.includes('owner') ? t.lastOwner : null
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (hindrance === null) save(roles)
        }}
      >
        {member.email === null ? null : <p className="note">{member.email}</p>}
        <div className="form">
          <RoleChoice label={t.roles} chosen={roles} onChange={setRoles} />
          <TextInput label={t.why} value={why} onChange={({ currentTarget: { value } }) => setWhy(value)} />
        </div>
        <p className="points" role="status">
          {hindrance}
        </p>
        <Trouble error={saving.error} />
        <div className="foot">
          <Button type="submit" loading={saving.isPending} disabled={hindrance !== null}>
            {t.save}
          </Button>
          {isLastOwner && member.roles.includes('owner') ? null : <Removal onSure={() => save([])} />}
        </div>
      </form>
      {me.mode === 'demo' || member.account === me.account ? null : <ResetLink member={member} />}
    </>
  )
}

function Removal({ onSure }: { readonly onSure: () => void }) {
  const t = useTexts(TEXTS)
  const [isAsked, setAsked] = useState(false)
  return isAsked ? (
    <Button color="#b3261e" onClick={onSure}>
      {t.sure}
    </Button>
  ) : (
    <Button variant="subtle" className="danger" onClick={() => setAsked(true)}>
      {t.remove}
    </Button>
  )
}
