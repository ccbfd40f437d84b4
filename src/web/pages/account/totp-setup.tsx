import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { codesSchema } from '../../../server/answers/account.ts'
import { ask } from '../../api/client.ts'
import { useTexts } from '../../language/language.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { useMine } from './hooks.ts'
import { TEXTS } from './texts.ts'
import { useOpened } from './use-opened.ts'
import { WithPassword } from './with-password.tsx'

const begunSchema = z.object({ secret: z.string(), uri: z.string() })

/** Password, then the key for the app, then a first code that shows that the app holds it. */
export function TotpSetup({
  onDone,
  onClose,
}: {
  readonly onDone: (codes: z.infer<typeof codesSchema>) => void
  readonly onClose: () => void
}) {
  const t = useTexts(TEXTS)
  const begin = useMutation({
    mutationFn: (password: string) => ask(begunSchema, 'POST', '/me/totp', { password }),
  })
  if (begin.data === undefined) return <WithPassword label={t.appBegin} change={begin} onClose={onClose} />
  return <TotpConfirm begun={begin.data} onDone={onDone} onClose={onClose} />
}

function TotpConfirm({
  begun: { secret, uri },
  onDone,
  onClose,
}: {
  readonly begun: z.infer<typeof begunSchema>
  readonly onDone: (codes: z.infer<typeof codesSchema>) => void
  readonly onClose: () => void
}) {
  const t = useTexts(TEXTS)
  const [code, setCode] = useState('')
  const form = useOpened<HTMLFormElement>()
  const confirm = useMine((typed: string) => ask(codesSchema, 'POST', '/me/totp/confirm', { code: typed }), onDone)
  return (
    <form
      ref={form}
      tabIndex={-1}
      aria-label={t.appBegin}
      className="form card"
      style={{ maxWidth: 560 }}
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate(code)
      }}
    >
      <p>{t.appKeySay}</p>
      <p>
        <span className="soft">{t.key}: </span>
        <code className="secret">{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <p>
        <a href={uri}>{t.appLink}</a>
      </p>
      <p>{t.appCodeSay}</p>
      <TextInput
        label={t.code}
        autoComplete="one-time-code"
        maxLength={20}
        style={{ maxWidth: 220 }}
        value={code}
        onChange={({ currentTarget: { value } }) => setCode(value)}
      />
      <Trouble error={confirm.error} />
      <div className="bar-row">
        <Button type="submit" loading={confirm.isPending}>
          {t.confirm}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t.cancel}
        </Button>
      </div>
    </form>
  )
}
