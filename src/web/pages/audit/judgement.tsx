import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { judgementSchema } from '../../../isms/records/evidence.ts'
import type { Judgement as Said } from '../../../isms/records/evidence.ts'
import { useRecords, useSave } from '../../api/hooks.ts'
import { useMayWrite } from '../../api/may.ts'
import { useTexts } from '../../language/language.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'

const CHOICES = ['open', 'agree', 'disagree', 'accepted'] as const

/** Room for the auditor's own judgement and reason, beside what the machine says. */
export function Judgement({ run, about }: { readonly run: string; readonly about: Said['about'] }) {
  const t = useTexts(TEXTS)
  const found = (useRecords('judgement').data ?? []).find(
    ({ body }) => body.run === run && body.about.kind === about.kind && body.about.id === about.id,
  )
  const save = useSave('judgement')
  const isPermitted = useMayWrite('judgement')
  const [judgement, setJudgement] = useState<Said['judgement'] | null>(null)
  const [reason, setReason] = useState<string | null>(null)
  const body = {
    run,
    about,
    judgement: judgement ?? found?.body.judgement ?? 'open',
    reason: reason ?? found?.body.reason ?? '',
  }
  if (!isPermitted) return <Judged judged={found?.body ?? null} />
  return (
    <details>
      <summary>
        {t.judgement}
        {found === undefined ? '' : `: ${t[found.body.judgement]}`}
      </summary>
      <div className="form">
        <NativeSelect
          label={t.judgement}
          value={body.judgement}
          data={CHOICES.map((value) => ({ value, label: t[value] }))}
          onChange={({ currentTarget: { value } }) => setJudgement(CHOICES.find((one) => one === value) ?? 'open')}
        />
        <Textarea label={t.reason} value={body.reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Trouble error={save.error} isForm />
        <Button
          variant="light"
          size="xs"
          disabled={!judgementSchema.safeParse(body).success}
          loading={save.isPending}
          onClick={() => save.mutate({ body, over: found })}
        >
          {t.record}
        </Button>
      </div>
    </details>
  )
}

/** What an auditor judged, to those who only read it. */
function Judged({ judged }: { readonly judged: Said | null }) {
  const t = useTexts(TEXTS)
  if (judged === null) return null
  return (
    <p>
      <strong>
        {t.judgement}: {t[judged.judgement]}
      </strong>{' '}
      {judged.reason}
    </p>
  )
}
