import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'

const FIELDS = ['organisation', 'name', 'email'] as const

/** The first start: the token of the one-time link makes the first organisation and its owner. */
export function StartPage() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  // After the sign `#` it is never sent to a server by itself.
  const [token] = useState(() => location.hash.slice(1))
  const [typed, setTyped] = useState({ organisation: '', name: '', email: '', password: '' })
  const start = useMutation({
    mutationFn: () =>
      ask(z.object({ organisation: z.string() }), 'POST', '/start', { ...typed, token, language: lang }),
    onSuccess: () => location.assign('/organisation'),
  })
  if (token === '') return <PageHead title={t.start} say={t.noLink} />
  return (
    <>
      <PageHead title={t.start} say={t.startSay} />
      <form
        className="form"
        style={{ maxWidth: 460 }}
        onSubmit={(event) => {
          event.preventDefault()
          start.mutate()
        }}
      >
        {FIELDS.map((field) => (
          <TextInput
            key={field}
            label={t[field]}
            value={typed[field]}
            type={field === 'email' ? 'email' : 'text'}
            onChange={({ currentTarget: { value } }) => setTyped((before) => ({ ...before, [field]: value }))}
          />
        ))}
        <PasswordInput
          label={t.password}
          description={t.passwordHelp}
          autoComplete="new-password"
          value={typed.password}
          onChange={({ currentTarget: { value } }) => setTyped((before) => ({ ...before, password: value }))}
        />
        <Trouble error={start.error} isForm />
        <Button type="submit" loading={start.isPending}>
          {t.register}
        </Button>
      </form>
    </>
  )
}
