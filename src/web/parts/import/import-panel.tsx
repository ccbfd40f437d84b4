import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { Trouble } from '../trouble.tsx'
import { FileDrop } from './file-drop.tsx'
import { PlanView } from './plan-view.tsx'
import { planSchema } from './plan.ts'
import type { Plan } from './plan.ts'
import { Sheets } from './sheets.tsx'
import { TEXTS } from './texts.ts'

interface Props {
  readonly path: 'assets' | 'risks'
  readonly name: string
}

/** A file is dropped, every row is shown with what it would do, and then all of it is imported or nothing (M-5). */
export function ImportPanel({ path, name }: Props) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const at = usePath()(`/${path}/import`)
  const [file, setFile] = useState<File | null>(null)
  const trial = useMutation({
    mutationFn: (wanted: File) => ask(planSchema, 'POST', `${at}?lang=${lang}`, wanted),
  })
  const real = useChange(({ wanted, plan, why }: { wanted: File; plan: string; why: string }) =>
    ask(planSchema, 'POST', `${at}?lang=${lang}&dryRun=false&plan=${plan}&why=${encodeURIComponent(why)}`, wanted),
  )
  const take = (wanted: File): void => {
    setFile(wanted)
    real.reset()
    trial.mutate(wanted)
  }
  if (real.data !== undefined && real.data.made > 0)
    return (
      <>
        <p className="done-note" role="status">
          {fillIn(t.done, { count: real.data.made })}
        </p>
        <Button variant="light" onClick={() => (real.reset(), trial.reset())}>
          {t.again}
        </Button>
      </>
    )
  return (
    <>
      <p>{t.intro}</p>
      <Sheets path={path} name={name} />
      <FileDrop onFile={take} isBusy={trial.isPending} />
      {trial.isPending ? <p role="status">{fillIn(t.checking, { file: file?.name ?? '' })}</p> : null}
      <Trouble error={trial.error} />
      {trial.data === undefined || file === null || trial.isPending ? null : (
        <>
          <PlanView plan={trial.data} file={file.name} />
          <Confirm
            plan={trial.data}
            isBusy={real.isPending}
            onDo={(why) => real.mutate({ wanted: file, plan: trial.data.plan, why })}
          />
          <Trouble error={real.error} />
        </>
      )}
    </>
  )
}

function Confirm({
  plan,
  isBusy,
  onDo,
}: {
  readonly plan: Plan
  readonly isBusy: boolean
  readonly onDo: (why: string) => void
}) {
  const t = useTexts(TEXTS)
  const [why, setWhy] = useState('')
  const count = plan.counts.create + plan.counts.update
  if (plan.counts.refused > 0 || plan.problems.length > 0) return <p className="note">{t.mend}</p>
  if (count === 0) return <p className="note">{t.nothingNew}</p>
  return (
    <div className="form">
      <TextInput label={t.why} value={why} maxLength={300} onChange={(event) => setWhy(event.currentTarget.value)} />
      <div>
        <Button loading={isBusy} onClick={() => onDo(why)}>
          {fillIn(t.do, { count })}
        </Button>
      </div>
    </div>
  )
}
