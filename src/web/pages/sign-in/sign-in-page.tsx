import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useTexts } from '../../language/language.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'

/** Address and password, and then the page that was asked for. */
export function SignInPage() {
  const t = useTexts(TEXTS)
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: () => ask(z.null(), 'POST', '/session', { email, password }),
    onSuccess: () => client.invalidateQueries(),
  })
  return (
    <main style={{ margin: '10vh auto', maxWidth: 460 }}>
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
      </form>
    </main>
  )
}
