import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { z } from 'zod'
import { hasSentence, sayPlain } from '../../../report/sentences/say.ts'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { begunSchema } from './new-run.tsx'
import { TEXTS } from './texts.ts'

const problemsSchema = z.array(
  z.object({
    code: z.string(),
    severity: z.enum(['error', 'warning', 'note']).default('error'),
    params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    at: z.object({ file: z.string(), line: z.number().optional() }).partial().optional(),
  }),
)

/** An audit that failed or was stopped: what happened, what was kept, and what to do next. */
export function Failed({ record, title }: { readonly record: Recorded<'auditRun'>; readonly title: string }) {
  const t = useTexts(TEXTS)
  const navigate = useNavigate()
  const path = usePath()
  const { body } = record
  const again = useChange(() =>
    ask(begunSchema, 'POST', path('/audit-runs'), {
      title: body.title,
      engagement: body.engagement,
      evidence: body.evidence,
    }),
  )
  const isStopped = body.status === 'stopped'
  return (
    <PageHead title={title} tone="undetermined" say={isStopped ? t.stoppedSay : t.failedSay}>
      {isStopped ? null : <Why record={record} />}
      <p>{isStopped ? t.stoppedNext : t.failedNext}</p>
      <Trouble error={again.error} />
      <div className="bar-row" style={{ marginTop: 8 }}>
        <Permitted needs="runAudit">
          <Button
            loading={again.isPending}
            onClick={() =>
              again.mutate(undefined, {
                onSuccess: ({ id }) => void navigate({ to: '/audit/$run', params: { run: id } }),
              })
            }
          >
            {t.again}
          </Button>
        </Permitted>
        <Link to="/audit" search={{ engagement: body.engagement }}>
          {t.toEngagement}
        </Link>
        <Link to="/evidence">{t.toEvidence}</Link>
      </div>
    </PageHead>
  )
}

/** Ends of the machine, not of the evidence. */
const ENDS = { 'audit-time': 'endTime', 'audit-memory': 'endMemory', 'audit-crash': 'endCrash' } as const

const isEnd = (code: string): code is keyof typeof ENDS => Object.hasOwn(ENDS, code)

function Why({ record: { body } }: { readonly record: Recorded<'auditRun'> }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  if (body.failure === null) return null
  const { code, message } = body.failure
  if (isEnd(code)) return <p>{t[ENDS[code]]}</p>
  const problems = problemsOf(message)
  if (problems.length === 0) return <p>{hasSentence(code) ? sayPlain('problems', { code, params: {} }, lang) : code}</p>
  return (
    <ul>
      {problems.map(({ code: one, params, at }, i) => (
        <li key={i}>
          {sayPlain('problems', { code: one, params }, lang)}
          {at?.line === undefined ? '' : ` (${fillIn(t.atLine, { file: at.file ?? '', line: at.line })})`}
        </li>
      ))}
    </ul>
  )
}

/** The errors that the record keeps, or what else it keeps where there are none; nothing where an older record was cut short. */
function problemsOf(message: string): z.infer<typeof problemsSchema> {
  try {
    const all = problemsSchema.catch([]).parse(JSON.parse(message))
    const errors = all.filter(({ severity }) => severity === 'error')
    return errors.length > 0 ? errors : all
  } catch {
    return []
  }
}
