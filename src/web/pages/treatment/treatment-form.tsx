import { Button } from '@mantine/core'
import { TREATMENTS, riskSchema } from '../../../isms/records/risk.ts'
import { dayText } from '../../../report/isms/sentences.ts'
import { useAction, useRecords } from '../../api/hooks.ts'
import { useMay } from '../../api/may.ts'
import { useOrganisation } from '../../api/organisation.tsx'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { wordOptions } from '../../language/words.ts'
import { DayField, ManyField, ProseField } from '../../parts/fields.tsx'
import { RecordForm } from '../../parts/form.tsx'
import type { FormProps } from '../../parts/register.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { useEditor } from '../../parts/use-editor.ts'
import { RatingFields } from '../risks/rating-fields.tsx'
import { TEXTS } from './texts.ts'

const BLANK = { ...riskSchema.parse({ title: '-', service: 'none', role: 'provider' }), title: '' }

/** The treatment of one risk; its owner's acceptance is an act of its own. */
export function TreatmentForm({ record, onClose }: FormProps<'risk'>) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const necessary = useRecords('necessaryControl').data ?? []
  const editor = useEditor({ kind: 'risk', schema: riskSchema, record, start: BLANK, onSaved: onClose })
  const accept = useAction('risk', 'accept')
  const { control } = editor.form
  const acceptance = record?.body.treatment.acceptance ?? null
  const { me } = useOrganisation()
  const isPermitted = useMay()('acceptRisk')
  const owner = record?.body.owner ?? ''
  // In a demonstration one person stands for every owner.
  const isOwner = isPermitted && (me.mode === 'demo' || me.name === owner)
  return (
    <>
      <h3>{record?.body.title}</h3>
      {acceptance === null ? null : (
        <p className="done-note">
          {fillIn(t.acceptedBy, { by: acceptance.by, on: dayText(acceptance.on, lang), level: acceptance.level })}
        </p>
      )}
      <RecordForm
        editor={editor}
        onClose={onClose}
        extra={
          record === null || (acceptance !== null && !isOwner) ? null : !isOwner ? (
            <span className="note">{owner === '' ? t.noOwner : fillIn(t.onlyOwner, { owner })}</span>
          ) : (
            <Button
              variant="light"
              disabled={editor.form.formState.isDirty}
              loading={accept.isPending}
              onClick={() => accept.mutate({ id: record.id, version: record.version })}
            >
              {t.accept}
            </Button>
          )
        }
      >
        <ManyField
          control={control}
          name="treatment.options"
          label={t.options}
          options={wordOptions(TREATMENTS, lang)}
        />
        <ManyField
          control={control}
          name="treatment.controls"
          label={t.controls}
          options={necessary.map(({ id, body }) => ({ value: id, label: body.name }))}
        />
        <ProseField control={control} name="treatment.plan" label={t.plan} />
        <div className="pair">
          <DayField control={control} name="treatment.due" label={t.due} />
          <DayField control={control} name="treatment.done" label={t.done} />
        </div>
        <h3>{t.residual}</h3>
        <RatingFields control={control} form={editor.form} name="treatment.residual" />
        <Trouble error={accept.error} />
      </RecordForm>
    </>
  )
}
