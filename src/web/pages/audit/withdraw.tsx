import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useMay } from '../../api/may.ts'
import { useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { appliedSchema } from './apply.tsx'
import { TEXTS } from './texts.ts'

/** Takes what the run's engagement came to off the controls, with a reason: for an environment that is no more. */
export function Withdraw({ run }: { readonly run: string }) {
  const t = useTexts(TEXTS)
  const path = usePath()
  const isPermitted = useMay()('writeControl')
  const [why, setWhy] = useState('')
  const withdraw = useChange(() => ask(appliedSchema, 'POST', path(`/audit-runs/${run}/withdraw`), { why: why.trim() }))
  if (!isPermitted) return null
  return (
    <details className="help">
      <summary>{t.withdraw}</summary>
      <form
        className="form"
        style={{ maxWidth: 560, alignItems: 'flex-start' }}
        onSubmit={(event) => {
          event.preventDefault()
          withdraw.mutate(undefined)
        }}
      >
        <p className="note">{t.withdrawAbout}</p>
        <TextInput
          required
          w="100%"
          label={t.withdrawWhy}
          maxLength={300}
          value={why}
          onChange={({ currentTarget: { value } }) => setWhy(value)}
        />
        <Button type="submit" variant="default" loading={withdraw.isPending} disabled={why.trim() === ''}>
          {t.withdraw}
        </Button>
        <Trouble error={withdraw.error} isForm />
        <p role="status">
          {withdraw.data === undefined ? null : fillIn(t.withdrawn, { count: withdraw.data.changed.length })}
        </p>
      </form>
    </details>
  )
}
