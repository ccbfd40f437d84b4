import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { OidcButton } from '../sign-in/oidc-button.tsx'
import { TEXTS } from './texts.ts'

/** A new account by an invitation: a name and a password, or the outside account. */
export function NewMember({ token }: { readonly token: string }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const accept = useMutation({
    mutationFn: () =>
      ask(z.object({ organisation: z.string() }), 'POST', '/invitations/accept', {
        token,
        name,
        password,
        language: lang,
      }),
    onSuccess: () => location.assign('/'),
  })
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        accept.mutate()
      }}
    >
      <p className="note">{t.joinNew}</p>
      <TextInput
        label={t.name}
        autoComplete="name"
        value={name}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <PasswordInput
        label={t.password}
        description={t.passwordHelp}
        autoComplete="new-password"
        value={password}
        onChange={({ currentTarget: { value } }) => setPassword(value)}
      />
      <Trouble error={accept.error} isForm />
      <Button type="submit" loading={accept.isPending}>
        {t.accept}
      </Button>
      <OidcButton />
    </form>
  )
}
