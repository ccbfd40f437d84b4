import { Button } from '@mantine/core'
import { newest } from '../../../isms/isms.ts'
import { dayText } from '../../../report/isms/sentences.ts'
import { useAction, useRecords, useSave, useVocabulary } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { Permitted } from '../../parts/permitted.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { CriteriaForm } from './criteria-form.tsx'
import { TEXTS } from './texts.ts'

/** The newest criteria: approved ones are kept as they are, and the next version is made from them. */
export function CriteriaSection() {
  const t = useTexts(TEXTS)
  const all = useRecords('criteria').data ?? []
  const starter = useVocabulary().data?.criteria
  const save = useSave('criteria')
  const last = newest(all.map(({ id, body }) => ({ id, version: body.version })))
  const record = all.find(({ id }) => id === last?.id)
  if (record !== undefined) return <Version key={`${record.id} ${record.version}`} record={record} />
  return (
    <>
      <p className="note">{t.noCriteria}</p>
      <Trouble error={save.error} />
      <Permitted needs="write">
        <Button
          variant="light"
          disabled={starter === undefined}
          loading={save.isPending}
          onClick={() => starter !== undefined && save.mutate({ body: starter })}
        >
          {t.criteriaBegin}
        </Button>
      </Permitted>
    </>
  )
}

function Version({ record }: { readonly record: Recorded<'criteria'> }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const { version, acceptable, approval } = record.body
  const approve = useAction('criteria', 'approve')
  const save = useSave('criteria')
  return (
    <>
      <p>
        {fillIn(t.criteriaSay, { version, acceptable })} —{' '}
        {approval === null ? t.notApproved : fillIn(t.approved, { on: dayText(approval.on, lang), by: approval.by })}
      </p>
      <Trouble error={approve.error ?? save.error} />
      {approval === null ? (
        <>
          <CriteriaForm record={record} />
          <Permitted needs="approve">
            <Button
              variant="light"
              loading={approve.isPending}
              onClick={() => approve.mutate({ id: record.id, version: record.version })}
            >
              {t.approve}
            </Button>
          </Permitted>
        </>
      ) : (
        <>
          <details>
            <summary>{t.criteriaShow}</summary>
            <CriteriaForm record={record} />
          </details>
          <Permitted needs="write">
            <Button variant="light" loading={save.isPending} onClick={() => save.mutate({ body: record.body })}>
              {t.criteriaNext}
            </Button>
          </Permitted>
        </>
      )}
    </>
  )
}
