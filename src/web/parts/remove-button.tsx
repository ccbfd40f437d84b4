import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Kind } from '../../isms/records/kinds.ts'
import { useRemove } from '../api/hooks.ts'
import type { Over } from '../api/hooks.ts'
import { useMayWrite } from '../api/may.ts'
import { useTexts } from '../language/language.tsx'
import { Trouble } from './trouble.tsx'

const TEXTS = {
  remove: { ja: '削除', en: 'Remove' },
  sure: { ja: '本当に削除する（履歴は台帳に残ります）', en: 'Remove it (its history stays in the ledger)' },
} as const

/** Takes the record away when asked twice. */
export function RemoveButton({
  kind,
  record,
  onDone,
}: {
  readonly kind: Kind
  readonly record: Over
  readonly onDone: () => void
}) {
  const t = useTexts(TEXTS)
  const [isAsked, setAsked] = useState(false)
  const remove = useRemove(kind)
  const isPermitted = useMayWrite(kind)
  if (!isPermitted) return null
  if (!isAsked)
    return (
      <Button variant="subtle" className="danger" onClick={() => setAsked(true)}>
        {t.remove}
      </Button>
    )
  return (
    <>
      <Button
        color="#b3261e"
        loading={remove.isPending}
        onClick={() => remove.mutate({ id: record.id, version: record.version }, { onSuccess: onDone })}
      >
        {t.sure}
      </Button>
      <Trouble error={remove.error} />
    </>
  )
}
