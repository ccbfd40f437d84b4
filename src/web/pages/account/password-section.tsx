import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useTexts } from '../../language/language.tsx'
import { useMe, useMine } from './hooks.ts'
import { TEXTS } from './texts.ts'
import { WithPassword } from './with-password.tsx'

/** The password, changed by who knows the present one. */
export function PasswordSection() {
  const t = useTexts(TEXTS)
  const me = useMe().data
  const [isOpen, setOpen] = useState(false)
  const [password, setPassword] = useState('')
  const change = useMine(
    (current: string) => ask(z.null(), 'PUT', '/me/password', { current, password }),
    () => {
      setOpen(false)
      setPassword('')
    },
  )
  return (
    <section aria-labelledby="password">
      <h2 id="password" tabIndex={-1}>
        {t.password}
      </h2>
      <p className="note">{t.changeSay}</p>
      {change.isSuccess && !isOpen ? (
        <p className="done-note" role="status">
          {t.changed}
        </p>
      ) : null}
      {isOpen ? (
        <WithPassword label={t.change} change={change} onClose={() => setOpen(false)}>
          {/* Password managers look for whose password it is. */}
          <input type="text" autoComplete="username" value={me?.email ?? ''} readOnly hidden />
          <PasswordInput
            label={t.newPassword}
            description={t.passwordHelp}
            autoComplete="new-password"
            value={password}
            onChange={({ currentTarget: { value } }) => setPassword(value)}
          />
        </WithPassword>
      ) : (
        <Button variant="light" onClick={() => setOpen(true)}>
          {t.change}
        </Button>
      )}
    </section>
  )
}
