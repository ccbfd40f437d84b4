import { useState } from 'react'
import { invitationsSchema } from '../../../server/answers/members.ts'
import { useAsked } from '../../api/hooks.ts'
import { useMay } from '../../api/may.ts'
import { useMembers } from '../../api/members.ts'
import type { Member } from '../../api/members.ts'
import { useOrganisation } from '../../api/organisation.tsx'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { roleNames } from '../../parts/role-words.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { SidePanel } from '../../parts/side-panel.tsx'
import { Invitations } from './invitations.tsx'
import { MemberRoles } from './member-roles.tsx'
import { RoleTable } from './role-table.tsx'
import { TEXTS } from './texts.ts'

/** Who works here in which roles; owners invite, change roles and remove. */
export function MembersPage() {
  const t = useTexts(TEXTS)
  const isOwner = useMay()('administer')
  const { me } = useOrganisation()
  const members = useMembers()
  const invited = useAsked(invitationsSchema, '/invitations', { isWanted: isOwner })
  const counts = { count: members.data?.members.length ?? 0, invited: invited.data?.invitations.length ?? 0 }
  return (
    <>
      <PageHead title={t.title} say={fillIn(isOwner ? t.say : t.sayOthers, counts)}>
        <p>{isOwner ? t.about : t.ownersOnly}</p>
        {me.mode === 'demo' ? <p>{t.demo}</p> : null}
      </PageHead>
      <h2>{t.members}</h2>
      <Loaded query={members}>{({ members: all }) => <MemberList members={all} isOwner={isOwner} />}</Loaded>
      {isOwner ? (
        <Loaded query={invited}>{({ invitations }) => <Invitations invitations={invitations} />}</Loaded>
      ) : null}
      <RoleTable />
    </>
  )
}

function MemberList({ members, isOwner }: { readonly members: readonly Member[]; readonly isOwner: boolean }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const { me } = useOrganisation()
  const [open, setOpen] = useState<string | null>(null)
  const chosen = members.find(({ account }) => account === open) ?? null
  const columns = [
    {
      key: 'name',
      title: t.name,
      value: ({ name, account }: Member) => (account === me.account ? `${name}${t.you}` : name),
    },
    { key: 'roles', title: t.roles, value: ({ roles }: Member) => roleNames(roles, lang), width: '45%' },
    ...(isOwner
      ? [{ key: 'email', title: t.email, value: ({ email }: Member) => email ?? '', isSecondary: true }]
      : []),
  ]
  return (
    <>
      <DataTable
        name={t.members}
        rows={members}
        columns={columns}
        idOf={({ account }) => account}
        {...(isOwner ? { onOpen: ({ account }: Member) => setOpen(account) } : {})}
        chosen={open}
      />
      <SidePanel
        title={fillIn(t.change, { name: chosen?.name ?? '' })}
        isOpen={chosen !== null}
        onClose={() => setOpen(null)}
      >
        {chosen === null ? null : (
          <MemberRoles
            key={chosen.account}
            member={chosen}
            isLastOwner={!members.some(({ account, roles }) => account !== chosen.account && roles.includes('owner'))}
            onClose={() => setOpen(null)}
          />
        )}
      </SidePanel>
    </>
  )
}
