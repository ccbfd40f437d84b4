import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useResult } from '../../api/results.ts'
import { recordedSchema } from '../../api/shapes.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { momentText } from '../../language/words.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { ToAudits } from './audit-page.tsx'
import { ResultView } from './result-view.tsx'
import { TEXTS } from './texts.ts'

const AGAIN_AFTER = 700
const IN_WORK: ReadonlySet<string> = new Set(['waiting', 'running'])

/** One audit: how far it is while it runs, and then all that it says. */
export function RunPage() {
  const { run } = useParams({ from: '/audit/$run' })
  const at = usePath()(`/audit-runs/${run}`)
  const query = useQuery({
    queryKey: ['organisation', at],
    queryFn: () => ask(recordedSchema('auditRun'), 'GET', at),
    refetchInterval: ({ state }) => (IN_WORK.has(state.data?.body.status ?? '') ? AGAIN_AFTER : false),
  })
  return (
    <>
      <p className="note">
        <ToAudits />
      </p>
      <Loaded query={query}>{(record) => <Run key={record.id} record={record} />}</Loaded>
    </>
  )
}

function Run({ record }: { readonly record: Recorded<'auditRun'> }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const path = usePath()
  const isDone = record.body.status === 'done'
  const result = useResult(record.id, isDone)
  const stop = useChange(() => ask(z.null(), 'POST', path(`/audit-runs/${record.id}/stop`)))
  const title = record.body.title || t.title
  if (isDone)
    return (
      <Loaded query={result}>
        {(found) => (
          <ResultView result={found} title={title} run={record.id} ended={momentText(record.body.endedAt, lang)} />
        )}
      </Loaded>
    )
  if (IN_WORK.has(record.body.status))
    return (
      <PageHead title={title} say={t.running2}>
        <progress aria-label={t[record.body.status]} style={{ width: '100%' }} />
        <p>{t[record.body.status]}</p>
        <Permitted needs="runAudit">
          <Button variant="default" size="xs" onClick={() => stop.mutate(undefined)}>
            {t.stop}
          </Button>
        </Permitted>
        <Trouble error={stop.error} />
      </PageHead>
    )
  return (
    <PageHead title={title} tone="undetermined" say={record.body.status === 'stopped' ? t.stopped : t.failedSay}>
      {record.body.failure === null ? null : (
        <p className="mono">
          {record.body.failure.code} {record.body.failure.message}
        </p>
      )}
      <p>{t.failedNext}</p>
      <Link to="/audit">{t.title}</Link>
    </PageHead>
  )
}
