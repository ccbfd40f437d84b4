import { Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useTexts } from '../../language/language.tsx'
import { LanguageSwitch } from '../../language/switch.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'

/** A new password by a one-time link. */
export function ResetPage() {
  const t = useTexts(TEXTS)
  // After the sign `#` it is never sent to a server by itself.
  const [token] = useState(() => location.hash.slice(1))
  const [password, setPassword] = useState('')
  const reset = useMutation({ mutationFn: () => ask(z.null(), 'POST', '/reset', { token, password }) })
  if (token === '') return <PageHead title={t.reset} say={t.noReset} />
  if (reset.isSuccess)
    return (
      <>
        <PageHead title={t.reset} say={t.resetDone} />
        <Button component="a" href="/">
          {t.toSignIn}
        </Button>
      </>
    )
  return (
    <>
      <PageHead title={t.reset} say={t.resetSay} />
      <form
        className="form"
        style={{ maxWidth: 460 }}
        onSubmit={(event) => {
          event.preventDefault()
          reset.mutate()
        }}
      >
        <PasswordInput
          label={t.newPassword}
          description={t.passwordHelp}
          autoComplete="new-password"
          value={password}
          onChange={({ currentTarget: { value } }) => setPassword(value)}
        />
        <Trouble error={reset.error} isForm />
        <Button type="submit" loading={reset.isPending}>
          {t.set}
        </Button>
        <div>
          <LanguageSwitch />
        </div>
      </form>
    </>
  )
}
