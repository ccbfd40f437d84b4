import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { z } from 'zod'
import { ask, askBytes } from '../../api/client.ts'
import { useAsked, usePath } from '../../api/hooks.ts'
import { useOrganisation } from '../../api/organisation.tsx'
import { pastSchema } from '../../../server/answers/overview.ts'
import { useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { NotPermitted } from '../../parts/not-permitted.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { saveFile } from '../../parts/save-table.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { Changes } from './changes.tsx'
import { TEXTS } from './texts.ts'

const changesSchema = z.object({ changes: z.array(pastSchema), size: z.number() })

/** Every change, and the proof that none was altered. */
export function LedgerPage() {
  const t = useTexts(TEXTS)
  const { data } = useAsked(changesSchema, '/changes?limit=1')
  return (
    <>
      <PageHead title={t.title} say={data === undefined ? t.title : fillIn(t.say, { count: data.size })}>
        <p>{t.about}</p>
      </PageHead>
      <Permitted needs="readLedger" otherwise={<NotPermitted />}>
        <Tools />
      </Permitted>
      <h2>{t.changes}</h2>
      <Changes />
    </>
  )
}

const verifiedSchema = z.object({ problems: z.array(z.object({ code: z.string() })) })
const signedSchema = z.object({ checkpoint: z.string(), key: z.string() })

function Tools() {
  const t = useTexts(TEXTS)
  const { id } = useOrganisation()
  const path = usePath()
  const verify = useMutation({ mutationFn: () => ask(verifiedSchema, 'GET', path('/ledger/verify')) })
  const save = useMutation({
    mutationFn: async () => saveFile(`akashi-ledger-${id}.jsonl`, await askBytes(path('/ledger/export'))),
  })
  const sign = useMutation({ mutationFn: () => ask(signedSchema, 'POST', path('/ledger/checkpoint')) })
  return (
    <>
      <div className="bar-row">
        <Button onClick={() => verify.mutate()} loading={verify.isPending}>
          {t.verify}
        </Button>
        <Button variant="light" onClick={() => save.mutate()} loading={save.isPending}>
          {t.export}
        </Button>
        <Button variant="light" onClick={() => sign.mutate()} loading={sign.isPending}>
          {t.sign}
        </Button>
      </div>
      <Trouble error={verify.error ?? save.error ?? sign.error} />
      {verify.data === undefined ? null : (
        <p className={verify.data.problems.length === 0 ? 'done-note' : 'trouble'} role="status">
          {verify.data.problems.length === 0 ? t.fine : fillIn(t.wrong, { count: verify.data.problems.length })}
        </p>
      )}
      {sign.data === undefined ? null : (
        <pre className="mono scroll" tabIndex={0}>
          {sign.data.checkpoint}
          {'\n'}
          {sign.data.key}
        </pre>
      )}
    </>
  )
}
