import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Trouble } from './trouble.tsx'

interface Props {
  readonly make: {
    readonly mutate: (value: undefined) => void
    readonly isPending: boolean
    readonly error: Error | null
  }
  /** What the button says that makes it. */
  readonly label: string
  readonly isReady: boolean
  readonly children: ReactNode
}

/** The frame of a form that makes one thing: its fields, what went wrong, and the button, which waits until all is filled in. */
export function MakeForm({ make, label, isReady, children }: Props) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate(undefined)
      }}
    >
      <div className="form">{children}</div>
      <Trouble error={make.error} isForm />
      <div className="foot">
        <Button type="submit" loading={make.isPending} disabled={!isReady}>
          {label}
        </Button>
      </div>
    </form>
  )
}
