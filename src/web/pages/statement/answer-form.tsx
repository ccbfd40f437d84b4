import { Checkbox, Radio } from '@mantine/core'
import { Controller } from 'react-hook-form'
import type { Control } from 'react-hook-form'
import type { Role } from '../../../catalogue/schema.ts'
import { IMPLEMENTATION, applicabilityId, applicabilitySchema } from '../../../isms/records/applicability.ts'
import type { Applicability } from '../../../isms/records/applicability.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { useRecords } from '../../api/hooks.ts'
import type { Recorded, StatementRow } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { wordOptions } from '../../language/words.ts'
import { FieldPoints, ManyField, OneField, ProseField } from '../../parts/fields.tsx'
import { Comments } from '../../parts/comments/comments.tsx'
import { RecordForm } from '../../parts/form.tsx'
import { PersonField } from '../../parts/person-field.tsx'
import { SavedNote } from '../../parts/saved-note.tsx'
import { useEditor } from '../../parts/use-editor.ts'
import { AnswerReasons } from './answer-reasons.tsx'
import { AnswerVerdicts } from './answer-verdicts.tsx'
import { TEXTS } from './texts.ts'

interface Props {
  readonly row: StatementRow
  readonly role: Role
  readonly record: Recorded<'applicability'> | null
  readonly isSaved: boolean
  readonly onSaved: () => void
}

/** The answer for a control in one role: applicable or not, why, how far, how, by whom, with which evidence. */
export function AnswerForm({ row, role, record, isSaved, onSaved }: Props) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const start = applicabilitySchema.parse({ control: { edition: row.edition, item: row.item }, role })
  const editor = useEditor({
    kind: 'applicability',
    schema: applicabilitySchema,
    record,
    start,
    about: applicabilityId(start),
    onSaved,
  })
  const { control } = editor.form
  const applicable = editor.form.watch('applicable')
  return (
    <section aria-label={ismsWord(role, lang)}>
      <h3>{ismsWord(role, lang)}</h3>
      <AnswerVerdicts verdicts={record?.body.verdicts ?? []} />
      <RecordForm editor={editor}>
        <Applicable control={control} />
        {applicable === true ? <Included control={control} /> : null}
        {applicable === false ? <ProseField control={control} name="excluded" label={t.excludedWhy} /> : null}
        {record?.body.review === true ? <Review control={control} /> : null}
        <SavedNote isSaved={isSaved} />
      </RecordForm>
      <Comments about={{ kind: 'applicability', id: applicabilityId(start) }} />
    </section>
  )
}

type ControlOf = { readonly control: Control<Applicability> }

function Applicable({ control }: ControlOf) {
  const t = useTexts(TEXTS)
  return (
    <div>
      <Controller
        control={control}
        name="applicable"
        render={({ field }) => (
          <Radio.Group
            label={t.applicable}
            value={field.value === null ? '' : String(field.value)}
            onChange={(value) => field.onChange(value === 'true')}
          >
            <div className="bar-row">
              <Radio value="true" label={t.yes} />
              <Radio value="false" label={t.no} />
            </div>
          </Radio.Group>
        )}
      />
      <FieldPoints name="applicable" />
    </div>
  )
}

function Included({ control }: ControlOf) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const evidence = useRecords('evidence').data ?? []
  return (
    <>
      <AnswerReasons control={control} />
      <OneField
        control={control}
        name="implementation"
        label={t.implementation}
        none={t.notChosen}
        options={wordOptions(IMPLEMENTATION, lang)}
      />
      <ProseField control={control} name="how" label={t.how} />
      <PersonField control={control} name="owner" label={t.owner} help={t.ownerHelp} role="controlOwner" />
      <ManyField
        control={control}
        name="evidence"
        label={t.evidence}
        options={evidence.map(({ id, body }) => ({ value: id, label: body.title }))}
      />
    </>
  )
}

function Review({ control }: ControlOf) {
  const t = useTexts(TEXTS)
  return (
    <div>
      <Controller
        control={control}
        name="review"
        render={({ field }) => (
          <Checkbox
            label={t.reviewed}
            checked={field.value}
            onChange={(event) => field.onChange(event.currentTarget.checked)}
          />
        )}
      />
      <FieldPoints name="review" />
    </div>
  )
}
