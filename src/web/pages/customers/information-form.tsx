import { INFORMATION_TOPICS, informationSchema } from '../../../isms/records/responsibility.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { wordOptions } from '../../language/words.ts'
import { BothField, OneField, ProseField } from '../../parts/fields.tsx'
import { RecordForm } from '../../parts/form.tsx'
import type { FormProps } from '../../parts/register.tsx'
import { RemoveButton } from '../../parts/remove-button.tsx'
import { useServiceOptions } from '../../parts/services.ts'
import { useEditor } from '../../parts/use-editor.ts'
import { TEXTS } from './texts.ts'

export function InformationForm({ record, onClose }: FormProps<'information'>) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const services = useServiceOptions()
  const start = informationSchema.parse({ service: services[0]?.value ?? 'none', topic: 'dataLocation' })
  const editor = useEditor({ kind: 'information', schema: informationSchema, record, start, onSaved: onClose })
  const { control } = editor.form
  return (
    <RecordForm
      editor={editor}
      onClose={onClose}
      extra={record === null ? null : <RemoveButton kind="information" record={record} onDone={onClose} />}
    >
      <OneField control={control} name="service" label={t.service} options={services} />
      <OneField control={control} name="topic" label={t.topic} options={wordOptions(INFORMATION_TOPICS, lang)} />
      <BothField control={control} name="text" ja="text.ja" en="text.en" label={t.text} isProse />
      <ProseField control={control} name="notApplicable" label={t.notApplicable} />
    </RecordForm>
  )
}
