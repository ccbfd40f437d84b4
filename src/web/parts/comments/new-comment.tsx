import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useOrganisation } from '../../api/organisation.tsx'
import { useTexts } from '../../language/language.tsx'
import { Trouble } from '../trouble.tsx'
import { TEXTS } from './texts.ts'
import type { Subject } from './use-comments.ts'

/** Room for a comment. What was typed outlives the panel until it is sent. */
export function NewComment({ about }: { readonly about: Subject }) {
  const t = useTexts(TEXTS)
  const { id } = useOrganisation()
  const at = usePath()('/comments')
  const key = `akashi-comment ${id} ${about.kind} ${about.run ?? ''} ${about.id}`
  const [text, setText] = useState(sessionStorage.getItem(key) ?? '')
  const add = useChange(() => ask(z.unknown(), 'POST', at, { about, text }))
  const type = (typed: string): void => {
    setText(typed)
    sessionStorage.setItem(key, typed)
  }
  return (
    <div className="form">
      <Textarea
        autosize
        minRows={2}
        label={t.yours}
        description={t.hint}
        value={text}
        maxLength={5000}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <Trouble error={add.error} isForm />
      <div>
        <Button
          variant="light"
          size="compact-md"
          disabled={text.trim() === ''}
          loading={add.isPending}
          onClick={() => add.mutate(undefined, { onSuccess: () => type('') })}
        >
          {t.add}
        </Button>
      </div>
    </div>
  )
}
