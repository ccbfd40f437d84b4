import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ask } from '../../api/client.ts'
import { usePath } from '../../api/hooks.ts'
import { useResult } from '../../api/results.ts'
import { recordedSchema } from '../../api/shapes.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { momentText } from '../../language/words.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { ToAudits } from './audit-page.tsx'
import { Failed } from './failed.tsx'
import { ResultView } from './result-view.tsx'
import { Running } from './running.tsx'
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
  const isDone = record.body.status === 'done'
  const result = useResult(record.id, isDone)
  const title = record.body.title || t.title
  if (isDone)
    return (
      <Loaded query={result}>
        {(found) => (
          <ResultView result={found} title={title} run={record.id} ended={momentText(record.body.endedAt, lang)} />
        )}
      </Loaded>
    )
  return IN_WORK.has(record.body.status) ? (
    <Running record={record} title={title} />
  ) : (
    <Failed record={record} title={title} />
  )
}
