import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { STAGES } from '../../../audit/stage.ts'
import type { StageName } from '../../../audit/stage.ts'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useProgress } from '../../api/results.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'
import './running.css'

/** An audit that waits or runs: what it does now, what is done and what is still to do, and a way to stop it. */
export function Running({ record, title }: { readonly record: Recorded<'auditRun'>; readonly title: string }) {
  const t = useTexts(TEXTS)
  const path = usePath()
  const { data: progress } = useProgress(record.id)
  const stop = useChange(() => ask(z.null(), 'POST', path(`/audit-runs/${record.id}/stop`)))
  const seconds = useSecondsSince(record.body.startedAt)
  const isStopping = progress?.isStopping === true || stop.isSuccess
  const now = progress?.now ?? null
  const say = isStopping
    ? t.stopping
    : now !== null
      ? fillIn(t[`${now.stage}Now`], now.counts)
      : (progress?.ahead ?? 0) > 0
        ? fillIn(t.waitingFor, { count: progress?.ahead ?? 0 })
        : t.beginning
  return (
    <PageHead title={title} say={<span role="status">{say}</span>}>
      <Stages now={now?.stage ?? null} />
      <p className="soft">
        {seconds === null ? '' : fillIn(t.since, { seconds })} {t.goesOn}
      </p>
      <Permitted needs="runAudit">
        <Button variant="default" size="xs" disabled={isStopping} onClick={() => stop.mutate(undefined)}>
          {t.stop}
        </Button>
      </Permitted>
      <Trouble error={stop.error} />
    </PageHead>
  )
}

/** The stages in their order: done, now, and to come, by mark and word. */
function Stages({ now }: { readonly now: StageName | null }) {
  const t = useTexts(TEXTS)
  const at = now === null ? -1 : STAGES.indexOf(now)
  return (
    <ol className="stages">
      {STAGES.map((stage, i) => {
        const standing = i < at ? 'done' : i === at ? 'now' : 'open'
        return (
          <li key={stage} className={standing} {...(standing === 'now' ? { 'aria-current': 'step' as const } : {})}>
            <span className="sr">
              {standing === 'done' ? t.stageDone : standing === 'now' ? t.stageNow : t.stageOpen}:{' '}
            </span>
            {t[stage]}
          </li>
        )
      })}
    </ol>
  )
}

function useSecondsSince(startedAt: string | null): number | null {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return startedAt === null ? null : Math.max(0, Math.round((now - Date.parse(startedAt)) / 1000))
}
