import { Button } from '@mantine/core'
import { useState } from 'react'
import { newest } from '../../../isms/isms.ts'
import { scopeSchema } from '../../../isms/records/scope.ts'
import { dayText } from '../../../report/isms/sentences.ts'
import { useAction, useRecords, useSave } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { OpenPoints } from '../../parts/open-points.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { SavedNote } from '../../parts/saved-note.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { ScopeForm } from './scope-form.tsx'
import { TEXTS } from './texts.ts'
import { Versions } from './versions.tsx'

/** The scope: its newest version as a form, what is still open, approval, and the next version. */
export function ScopePage() {
  return <Loaded query={useRecords('scope')}>{(versions) => <Scope versions={versions} />}</Loaded>
}

function Scope({ versions }: { readonly versions: readonly Recorded<'scope'>[] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const [isSaved, setSaved] = useState(false)
  const last = newest(versions.map((one) => ({ ...one, record: one.version, version: one.body.version })))
  const record = versions.find(({ id }) => id === last?.id) ?? null
  const approval = record?.body.approval ?? null
  const say = record === null ? t.sayNone : approval === null ? t.sayDraft : t.sayApproved
  return (
    <>
      <PageHead
        title={t.title}
        say={fillIn(say, {
          version: record?.body.version ?? 0,
          on: approval === null ? '' : fillIn(t.approvedOn, { on: dayText(approval.on, lang), by: approval.by }),
        })}
      >
        {approval === null ? null : <p>{t.frozen}</p>}
      </PageHead>
      {record === null ? (
        <First />
      ) : (
        <Version key={`${record.id} ${record.version}`} record={record} onSaved={() => setSaved(true)} />
      )}
      <SavedNote isSaved={isSaved} />
      <OpenPoints station="scope" />
      {versions.length === 0 ? null : <Versions versions={versions} />}
    </>
  )
}

function First() {
  const t = useTexts(TEXTS)
  const save = useSave('scope')
  // What is registered is what one would name first.
  const services = (useRecords('service').data ?? []).map(({ id, body }) => ({ service: id, roles: body.roles }))
  const begin = (
    <Button loading={save.isPending} onClick={() => save.mutate({ body: scopeSchema.parse({ services }) })}>
      {t.begin}
    </Button>
  )
  return (
    <>
      <Trouble error={save.error} />
      <Empty title={t.emptyTitle} action={<Permitted needs="write">{begin}</Permitted>}>
        {t.empty}
      </Empty>
    </>
  )
}

function Version({ record, onSaved }: { readonly record: Recorded<'scope'>; readonly onSaved: () => void }) {
  const t = useTexts(TEXTS)
  const save = useSave('scope')
  const approve = useAction('scope', 'approve')
  const isFrozen = record.body.approval !== null
  return (
    <>
      <div className="bar-row">
        {isFrozen ? (
          <Permitted needs="write">
            <Button variant="light" loading={save.isPending} onClick={() => save.mutate({ body: record.body })}>
              {t.next}
            </Button>
          </Permitted>
        ) : (
          <Permitted needs="approve">
            <Button
              variant="light"
              loading={approve.isPending}
              onClick={() => approve.mutate({ id: record.id, version: record.version })}
            >
              {t.approve}
            </Button>
          </Permitted>
        )}
      </div>
      <Trouble error={approve.error ?? save.error} />
      <ScopeForm record={record} isFrozen={isFrozen} onSaved={onSaved} />
    </>
  )
}
