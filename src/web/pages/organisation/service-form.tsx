import { serviceSchema } from '../../../isms/records/service.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { wordOptions } from '../../language/words.ts'
import { BothField, LineField, ManyField } from '../../parts/fields.tsx'
import { RecordForm } from '../../parts/form.tsx'
import type { FormProps } from '../../parts/register.tsx'
import { RemoveButton } from '../../parts/remove-button.tsx'
import { useServiceOptions } from '../../parts/services.ts'
import { useEditor } from '../../parts/use-editor.ts'
import { TEXTS } from './texts.ts'

const START = { ...serviceSchema.parse({ name: { ja: '-' } }), name: { ja: '', en: '' } }

export function ServiceForm({ record, onClose }: FormProps<'service'>) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const services = useServiceOptions().filter(({ value }) => value !== record?.id)
  const editor = useEditor({ kind: 'service', schema: serviceSchema, record, start: START, onSaved: onClose })
  const { control } = editor.form
  return (
    <RecordForm
      editor={editor}
      onClose={onClose}
      extra={record === null ? null : <RemoveButton kind="service" record={record} onDone={onClose} />}
    >
      <BothField control={control} name="name" ja="name.ja" en="name.en" label={t.name} />
      <ManyField
        control={control}
        name="roles"
        label={t.roles}
        help={t.rolesHelp}
        options={wordOptions(['provider', 'customer'], lang)}
      />
      <ManyField control={control} name="upstream" label={t.upstream} help={t.upstreamHelp} options={services} />
      <LineField control={control} name="provider" label={t.provider} />
      <BothField
        control={control}
        name="description"
        ja="description.ja"
        en="description.en"
        label={t.description}
        isProse
      />
    </RecordForm>
  )
}
