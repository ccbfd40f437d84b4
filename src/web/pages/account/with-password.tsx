import { Button, PasswordInput } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTexts } from '../../language/language.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'
import { useOpened } from './use-opened.ts'

/** Asks for the present password, and then does it. Stands in the place of the button that opened it. */
export function WithPassword<T>({
  label,
  change,
  children,
  isDanger = false,
  onClose,
}: {
  readonly label: string
  readonly change: UseMutationResult<T, Error, string>
  /** Further fields. */
  readonly children?: ReactNode
  readonly isDanger?: boolean
  readonly onClose: () => void
}) {
  const t = useTexts(TEXTS)
  const [password, setPassword] = useState('')
  const form = useOpened<HTMLFormElement>('input:not([hidden])')
  return (
    <form
      ref={form}
      className="form"
      aria-label={label}
      style={{ maxWidth: 420, margin: '8px 0' }}
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate(password)
      }}
    >
      {children}
      <PasswordInput
        label={t.present}
        autoComplete="current-password"
        value={password}
        onChange={({ currentTarget: { value } }) => setPassword(value)}
      />
      <Trouble error={change.error} />
      <div className="bar-row">
        <Button type="submit" loading={change.isPending} {...(isDanger ? { color: '#b3261e' } : {})}>
          {label}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t.cancel}
        </Button>
      </div>
    </form>
  )
}
