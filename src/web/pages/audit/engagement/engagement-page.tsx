import { Link, useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { readEngagement } from '../../../../audit/engagement.ts'
import type { Problem } from '../../../../base/problem.ts'
import { engagementSchema } from '../../../../isms/records/evidence.ts'
import type { Sight } from '../../../../server/audit/sight.ts'
import { useRecords } from '../../../api/hooks.ts'
import { useSight } from '../../../api/results.ts'
import type { Recorded } from '../../../api/shapes.ts'
import { useLanguage, useTexts } from '../../../language/language.tsx'
import { fillIn } from '../../../language/text.ts'
import { LineField, OneField } from '../../../parts/fields.tsx'
import { RecordForm } from '../../../parts/form.tsx'
import { Loaded } from '../../../parts/loaded.tsx'
import { PageHead } from '../../../parts/page-head.tsx'
import { RemoveButton } from '../../../parts/remove-button.tsx'
import { useServiceOptions } from '../../../parts/services.ts'
import { useEditor } from '../../../parts/use-editor.ts'
import { isEditable } from './document.ts'
import { EngagementFields } from './engagement-fields.tsx'
import { firstText } from './first-text.ts'
import { shapeOf } from './shape.ts'
import type { Offers } from './selector-rows.tsx'
import { SightPanel } from './sight-panel.tsx'
import { TextSide } from './text-side.tsx'
import { TEXTS } from './texts.ts'
import { useSettledText } from './settled.ts'
import './engagement.css'

/** The address of one that is not written yet. */
export const NEW = 'new'

/** Who the tenants are, and what is permitted: the form beside the text, and both beside the evidence. */
export function EngagementPage({ id }: { readonly id: string }) {
  const services = useRecords('service')
  return (
    <Loaded query={useRecords('engagement')}>
      {(all) => {
        const record = all.find((one) => one.id === id) ?? null
        return (
          <Loaded query={services}>
            {(known) => <Editor key={`${id} ${record?.version ?? 0}`} record={record} services={known} />}
          </Loaded>
        )
      }}
    </Loaded>
  )
}

interface Props {
  readonly record: Recorded<'engagement'> | null
  readonly services: readonly Recorded<'service'>[]
}

function Editor({ record, services }: Props) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const navigate = useNavigate()
  const close = (): void => void navigate({ to: '/audit', search: {} })
  const provided = services.find(({ body }) => body.roles.includes('provider'))
  const start = { title: '', service: provided?.id ?? null, text: firstText(provided?.body.name ?? null, lang) }
  const editor = useEditor({ kind: 'engagement', schema: engagementSchema, record, start, onSaved: close })
  const { control } = editor.form
  const text = editor.form.watch('text')
  const onText = (next: string): void => editor.form.setValue('text', next, { shouldDirty: true })
  const evidence = useEvidenceOf(record)
  const sight = useSight(evidence.id, useSettledText(text))
  const problems = problemsOf(useDeferredValue(text), sight.data)
  return (
    <>
      <p className="note">
        <Link to="/audit" search={{}}>
          {t.back}
        </Link>
      </p>
      <Head title={record?.body.title ?? t.newTitle} {...{ text, problems, sight: sight.data }} />
      <RecordForm
        editor={editor}
        onClose={close}
        extra={record === null ? null : <RemoveButton kind="engagement" record={record} onDone={close} />}
      >
        <div className="pair">
          <LineField control={control} name="title" label={t.name} />
          <OneField control={control} name="service" label={t.service} none={t.none} options={useServiceOptions()} />
        </div>
        <SightPanel
          evidence={evidence.id}
          onEvidence={evidence.choose}
          sight={sight.data}
          seenAt={sight.isPlaceholderData ? 0 : sight.dataUpdatedAt}
          error={sight.error}
          {...{ text, onText }}
        />
        <p className="note">{t.about}</p>
        <div className="both">
          <section aria-label={t.form}>
            <h2>{t.form}</h2>
            {isEditable(text) ? (
              <EngagementFields {...{ text, onText }} offers={offersOf(sight.data)} />
            ) : (
              <p className="trouble">{t.notYaml}</p>
            )}
          </section>
          <div>
            <h2>{t.text}</h2>
            <TextSide {...{ text, onText, problems }} />
          </div>
        </div>
      </RecordForm>
    </>
  )
}

function Head({
  title,
  text,
  problems,
  sight,
}: {
  readonly title: string
  readonly text: string
  readonly problems: readonly Problem[]
  readonly sight: Sight | undefined
}) {
  const t = useTexts(TEXTS)
  const { tenants, permitted } = shapeOf(text)
  const nobody = sight?.endpoints.filter(({ party, carries }) => party === null && !carries).length ?? 0
  return (
    <PageHead
      title={title === '' ? t.title : title}
      tone={problems.some(({ severity }) => severity === 'error') ? 'undetermined' : ''}
      say={tenants.length === 0 ? t.sayFirst : fillIn(t.say, { tenants: tenants.length, permitted: permitted.length })}
    >
      {problems.length === 0 ? null : <p>{fillIn(t.sayProblems, { count: problems.length })}</p>}
      {nobody === 0 ? null : <p>{fillIn(t.sayNobody, { nobody, total: sight?.total ?? 0 })}</p>}
    </PageHead>
  )
}

/** What is wrong with the text, and what of it matches nothing in the evidence. */
function problemsOf(text: string, sight: Sight | undefined): readonly Problem[] {
  const { problems } = readEngagement(text)
  const known = new Set(problems.map((one) => JSON.stringify([one.code, one.at?.line])))
  const more = sight?.problems.filter((one) => !known.has(JSON.stringify([one.code, one.at?.line]))) ?? []
  return [...problems, ...more.filter(({ code }) => MATCHING.has(code))]
}

/** Problems that only the evidence shows: those of the text itself are newer here. */
const MATCHING: ReadonlySet<string> = new Set(['selector-matches-nothing', 'tenant-without-endpoints'])

/** The evidence beside the engagement: of its newest audit, until another is chosen. */
function useEvidenceOf(record: Recorded<'engagement'> | null) {
  const runs = useRecords('auditRun').data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const sets = useRecords('evidence').data ?? []
  const latest = sets
    .filter(({ body }) => body.files.length > 0)
    .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))[0]
  const newest = runs
    .filter(({ body }) => record !== null && body.engagement === record.id)
    .toSorted((a, b) => ((a.body.startedAt ?? '') < (b.body.startedAt ?? '') ? 1 : -1))[0]
  // One that is being written begins with what was brought last.
  const first = record === null ? latest?.id : newest?.body.evidence[0]
  return { id: chosen ?? first ?? '', choose: setChosen }
}

function offersOf(sight: Sight | undefined): Offers {
  const all = sight?.endpoints ?? []
  const distinct = (values: readonly (string | null)[]): readonly string[] =>
    [...new Set(values)].filter((value) => value !== null && value !== '').slice(0, 500) as string[]
  return {
    device: distinct(all.map(({ device }) => device)),
    address: distinct(all.flatMap(({ addresses }) => addresses)),
    vrf: distinct(all.map(({ vrf }) => vrf)),
    tag: distinct(all.flatMap(({ tags }) => tags)),
    awsAccount: distinct(all.map(({ account }) => account)),
    project: distinct(all.map(({ project }) => project)),
  }
}
