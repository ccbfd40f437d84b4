import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { lookedSchema } from '../../../server/answers/members.ts'
import { ApiError, ask } from '../../api/client.ts'
import { signOut } from '../../api/sign-out.ts'
import { meSchema } from '../../../server/answers/account.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { LanguageSwitch } from '../../language/switch.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { roleNames } from '../../parts/role-words.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { SignInPage } from '../sign-in/sign-in-page.tsx'
import { NewMember } from './new-member.tsx'
import { TEXTS } from './texts.ts'

type Looked = z.infer<typeof lookedSchema>

/** Where the link of an invitation leads: a new account, or the one that the address has already. */
export function JoinPage() {
  const t = useTexts(TEXTS)
  // After the sign `#` it is never sent to a server by itself.
  const [token] = useState(() => location.hash.slice(1))
  const look = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => ask(lookedSchema, 'POST', '/invitations/look', { token }),
    enabled: token !== '',
    staleTime: Infinity,
  })
  if (token !== '' && look.data !== undefined) return <Looked token={token} looked={look.data} />
  return (
    <main className="narrow">
      {token === '' ? <PageHead title={t.join} say={t.joinNone} /> : <PageHead title={t.join} />}
      {token === '' ? null : <Loaded query={look}>{() => null}</Loaded>}
      <LanguageSwitch />
    </main>
  )
}

function Looked({ token, looked }: { readonly token: string; readonly looked: Looked }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const me = useQuery({ queryKey: ['me'], queryFn: () => ask(meSchema, 'GET', '/me') })
  const isStranger = me.error instanceof ApiError && me.error.status === 401
  const { organisation, email, roles, expiresAt, hasAccount } = looked
  const say = fillIn(t.joinSay, { organisation, roles: roleNames(roles, lang) })
  const about = fillIn(t.joinFor, { email, until: momentText(expiresAt, lang) })
  if (isStranger && hasAccount)
    return (
      <>
        <aside className="demo">
          {say} {t.joinKnown}
        </aside>
        <SignInPage />
      </>
    )
  return (
    <main className="narrow">
      <PageHead title={t.join} say={say}>
        <p>{about}</p>
      </PageHead>
      {isStranger ? (
        <NewMember token={token} />
      ) : (
        <Loaded query={me}>{(own) => <Present token={token} own={own} email={email} />}</Loaded>
      )}
      <p>
        <LanguageSwitch />
      </p>
    </main>
  )
}

/** Joins with the account that one is signed in with, where the invitation is for it. */
function Present({
  token,
  own,
  email,
}: {
  readonly token: string
  readonly own: z.infer<typeof meSchema>
  readonly email: string
}) {
  const t = useTexts(TEXTS)
  const joining = useMutation({
    mutationFn: () => ask(z.object({ organisation: z.string() }), 'POST', '/me/invitations', { token }),
    onSuccess: () => location.assign('/'),
  })
  const leave = useMutation({
    mutationFn: () => signOut(() => location.reload()),
  })
  if (own.email !== email)
    return (
      <>
        <p>{fillIn(t.joinWrong, { email: own.email })}</p>
        {own.mode === 'demo' ? <p className="note">{t.demo}</p> : null}
        {own.mode === 'demo' ? null : (
          <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
            {t.signOut}
          </Button>
        )}
      </>
    )
  return (
    <>
      <p>{fillIn(t.joinAs, { name: own.name })}</p>
      <Button loading={joining.isPending} onClick={() => joining.mutate()}>
        {t.accept}
      </Button>
      <Trouble error={joining.error} />
    </>
  )
}
