import { Button, MultiSelect, NativeSelect, TextInput } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useChange, usePath, useRecords } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useTexts } from '../../language/language.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'

/** A run that was begun. */
export const begunSchema = z.object({ id: z.string() })

/** What the address asks for: the evidence that one came from, or an engagement to look at. */
export const searchSchema = z.object({ evidence: z.string().optional(), engagement: z.string().optional() })

/** Begins an audit, and goes to its page. */
export function NewRun() {
  const t = useTexts(TEXTS)
  const navigate = useNavigate()
  const path = usePath()
  const asked = searchSchema.safeParse(useSearch({ strict: false })).data?.evidence
  const engagements = useRecords('engagement').data ?? []
  const sets = (useRecords('evidence').data ?? []).filter(({ body }) => body.files.length > 0)
  const [title, setTitle] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [picked, setPicked] = useState<string[] | null>(asked === undefined ? null : [asked])
  const engagement = chosen ?? engagements[0]?.id ?? null
  const evidence = picked ?? usualEvidence(useRecords('auditRun').data ?? [], engagement, sets)
  const begin = useChange((body: { title: string; engagement: string; evidence: readonly string[] }) =>
    ask(begunSchema, 'POST', path('/audit-runs'), body),
  )
  const start = (): void => {
    if (engagement === null) return
    begin.mutate(
      { title, engagement, evidence },
      { onSuccess: ({ id }) => void navigate({ to: '/audit/$run', params: { run: id } }) },
    )
  }
  if (sets.length === 0)
    return (
      <p className="note">
        {t.needsEvidence} <Link to="/evidence">{t.toAddEvidence}</Link>
      </p>
    )
  if (engagements.length === 0) return <p className="note">{t.needsEngagement}</p>
  return (
    <>
      <p className="note">{t.beginAbout}</p>
      <Trouble error={begin.error} isForm />
      <div className="bar-row">
        <TextInput
          className="grow"
          label={t.runTitle}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <NativeSelect
          className="grow"
          label={t.engagement}
          value={engagement ?? ''}
          data={engagements.map(({ id, body }) => ({ value: id, label: body.title }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <MultiSelect
          className="grow"
          label={t.evidence}
          value={evidence}
          data={sets.map(({ id, body }) => ({ value: id, label: body.title }))}
          onChange={setPicked}
        />
        <Button onClick={start} loading={begin.isPending} disabled={engagement === null || evidence.length === 0}>
          {t.start}
        </Button>
      </div>
    </>
  )
}

/** What the engagement was audited with last; else the only set there is. */
function usualEvidence(
  runs: readonly Recorded<'auditRun'>[],
  engagement: string | null,
  sets: readonly Recorded<'evidence'>[],
): string[] {
  const last = runs
    .filter(({ body }) => body.engagement === engagement)
    .toSorted((a, b) => ((a.body.startedAt ?? '') < (b.body.startedAt ?? '') ? 1 : -1))[0]
  const known = last?.body.evidence.filter((id) => sets.some((one) => one.id === id)) ?? []
  return known.length > 0 ? known : sets.length === 1 ? sets.map(({ id }) => id) : []
}
