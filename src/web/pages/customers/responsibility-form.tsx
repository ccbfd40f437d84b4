import { controlKey } from '../../../isms/control-items.ts'
import { RESPONSIBLE, responsibilitySchema } from '../../../isms/records/responsibility.ts'
import type { Responsibility } from '../../../isms/records/responsibility.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { wordOptions } from '../../language/words.ts'
import { BothField, OneField } from '../../parts/fields.tsx'
import { RecordForm } from '../../parts/form.tsx'
import type { FormProps } from '../../parts/register.tsx'
import { RemoveButton } from '../../parts/remove-button.tsx'
import { useEditor } from '../../parts/use-editor.ts'
import { TEXTS } from './texts.ts'

/** Who answers for the control of the service, and what each side does. */
export function ResponsibilityForm({
  of,
  record,
  onClose,
}: FormProps<'responsibility'> & { readonly of: Responsibility }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const editor = useEditor({
    kind: 'responsibility',
    schema: responsibilitySchema,
    record,
    start: of,
    about: `${of.service} ${controlKey(of.control)}`,
    onSaved: onClose,
  })
  const { control } = editor.form
  return (
    <RecordForm
      editor={editor}
      onClose={onClose}
      extra={record === null ? null : <RemoveButton kind="responsibility" record={record} onDone={onClose} />}
    >
      <OneField
        control={control}
        name="who"
        label={t.who}
        none={t.notChosen}
        options={wordOptions(RESPONSIBLE, lang)}
      />
      <BothField control={control} name="provider" ja="provider.ja" en="provider.en" label={t.provider} isProse />
      <BothField control={control} name="customer" ja="customer.ja" en="customer.en" label={t.customer} isProse />
    </RecordForm>
  )
}
