import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useTexts } from '../../language/language.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'

/** The second step: the code of the app, or a recovery code. */
export function CodeForm({
  step,
  onEntered,
  onAgain,
}: {
  readonly step: string
  readonly onEntered: () => void
  readonly onAgain: () => void
}) {
  const t = useTexts(TEXTS)
  const [code, setCode] = useState('')
  const field = useRef<HTMLInputElement>(null)
  // The page has changed under the reader: the focus goes to what is asked next.
  useEffect(() => field.current?.focus(), [])
  const enter = useMutation({
    mutationFn: () => ask(z.null(), 'POST', '/session/code', { step, code }),
    onSuccess: onEntered,
  })
  return (
    <>
      <PageHead title={t.second} say={t.secondSay} />
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate()
        }}
      >
        <TextInput
          ref={field}
          autoComplete="one-time-code"
          maxLength={60}
          label={t.code}
          description={t.codeHelp}
          value={code}
          onChange={(e) => setCode(e.currentTarget.value)}
        />
        <Trouble error={enter.error} />
        <Button type="submit" loading={enter.isPending}>
          {t.signIn}
        </Button>
        <Button variant="default" onClick={onAgain}>
          {t.again}
        </Button>
      </form>
    </>
  )
}
