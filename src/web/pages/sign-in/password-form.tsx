import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { canUsePasskeys } from '../../api/passkeys.ts'
import { useTexts } from '../../language/language.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { OidcButton } from './oidc-button.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { TEXTS } from './texts.ts'

/** Nothing: signed in. A step: a code is asked for as well. */
const enteredSchema = z.object({ step: z.string() }).nullable()

/** The first step: address and password, or a passkey in the place of everything. */
export function PasswordForm({
  onStep,
  onEntered,
}: {
  readonly onStep: (step: string) => void
  readonly onEntered: () => void
}) {
  const t = useTexts(TEXTS)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: () => ask(enteredSchema, 'POST', '/session', { email, password }),
    onSuccess: (next) => (next === null ? onEntered() : onStep(next.step)),
  })
  return (
    <>
      <PageHead title={t.signIn} say={t.signInSay} />
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          signIn.mutate()
        }}
      >
        <TextInput
          type="email"
          autoComplete="username"
          label={t.email}
          value={email}
          onChange={(e) => setEmail(e.currentTarget.value)}
        />
        <PasswordInput
          autoComplete="current-password"
          label={t.password}
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
        />
        <Trouble error={signIn.error} />
        <Button type="submit" loading={signIn.isPending}>
          {t.signIn}
        </Button>
        <OidcButton />
        {canUsePasskeys() ? <PasskeyButton onEntered={onEntered} /> : null}
      </form>
      <p className="note">{t.forgotten}</p>
    </>
  )
}
