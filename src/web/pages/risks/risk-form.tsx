import { PROPERTIES, propertySchema, riskSchema } from '../../../isms/records/risk.ts'
import type { Risk } from '../../../isms/records/risk.ts'
import { useRecords, useVocabulary } from '../../api/hooks.ts'
import type { Recorded, Vocabulary } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { either } from '../../../base/text.ts'
import { fillIn } from '../../language/text.ts'
import { wordOptions } from '../../language/words.ts'
import { LineField, ManyField, OneField, ProseField } from '../../parts/fields.tsx'
import { RecordForm } from '../../parts/form.tsx'
import { PersonField } from '../../parts/person-field.tsx'
import { RemoveButton } from '../../parts/remove-button.tsx'
import { useServiceOptions } from '../../parts/services.ts'
import { useEditor } from '../../parts/use-editor.ts'
import { RatingFields } from './rating-fields.tsx'
import { TEXTS } from './texts.ts'

interface Props {
  readonly record: Recorded<'risk'> | null
  readonly onClose: () => void
  readonly threat?: Vocabulary['threats'][number] | null
}

/** A risk: what may happen to which service, what would be lost, who owns it, and how it is rated. */
export function RiskForm({ record, onClose, threat = null }: Props) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const services = useServiceOptions()
  const criteria = useRecords('criteria').data ?? []
  const assets = useRecords('asset').data ?? []
  const threats = useVocabulary().data?.threats ?? []
  const start: Risk = {
    ...riskSchema.parse({ title: '-', service: 'none', role: threat?.roles[0] ?? 'provider' }),
    title: threat?.text[lang] ?? '',
    service: services[0]?.value ?? '',
    threats: threat === null ? [] : [threat.code],
    loses: (threat?.loses ?? []).map((one) => propertySchema.parse(one)),
    criteria: criteria.at(-1)?.id ?? null,
  }
  const editor = useEditor({ kind: 'risk', schema: riskSchema, record, start, onSaved: onClose })
  const { control } = editor.form
  return (
    <RecordForm
      editor={editor}
      onClose={onClose}
      extra={record === null ? null : <RemoveButton kind="risk" record={record} onDone={onClose} />}
    >
      <LineField control={control} name="title" label={t.name} />
      <div className="pair">
        <OneField control={control} name="service" label={t.service} options={services} none={t.choose} />
        <OneField control={control} name="role" label={t.role} options={wordOptions(['provider', 'customer'], lang)} />
      </div>
      <ManyField control={control} name="loses" label={t.loses} options={wordOptions(PROPERTIES, lang)} />
      <PersonField control={control} name="owner" label={t.owner} help={t.ownerHelp} role="riskOwner" />
      <OneField
        control={control}
        name="criteria"
        label={t.assessedWith}
        none={t.choose}
        options={criteria.map(({ id, body }) => ({ value: id, label: fillIn(t.version, { version: body.version }) }))}
      />
      <RatingFields control={control} form={editor.form} name="rating" />
      <ManyField
        control={control}
        name="threats"
        label={t.threats}
        options={threats.map(({ code, text }) => ({ value: code, label: text[lang] }))}
      />
      <ManyField
        control={control}
        name="assets"
        label={t.assets}
        options={assets.map(({ id, body }) => ({ value: id, label: either(body.name, lang) }))}
      />
      <ProseField control={control} name="description" label={t.description} />
    </RecordForm>
  )
}
