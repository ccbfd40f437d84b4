import { NativeSelect } from '@mantine/core'
import { Controller } from 'react-hook-form'
import { RESPONSIBLE, responsibilitySchema } from '../../../isms/records/responsibility.ts'
import { useStatement } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { wordOptions } from '../../language/words.ts'
import { BothField, OneField } from '../../parts/fields.tsx'
import { RecordForm } from '../../parts/form.tsx'
import type { FormProps } from '../../parts/register.tsx'
import { RemoveButton } from '../../parts/remove-button.tsx'
import { useServiceOptions } from '../../parts/services.ts'
import { useEditor } from '../../parts/use-editor.ts'
import { TEXTS } from './texts.ts'

export function ResponsibilityForm({ record, onClose }: FormProps<'responsibility'>) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const services = useServiceOptions()
  const rows = (useStatement().data?.rows ?? []).filter(({ cloud }) => cloud)
  const first = rows[0] ?? { edition: 'iso27017-2015', item: 'CLD.6.3.1' }
  const start = responsibilitySchema.parse({
    service: services[0]?.value ?? 'none',
    control: { edition: first.edition, item: first.item },
  })
  const editor = useEditor({ kind: 'responsibility', schema: responsibilitySchema, record, start, onSaved: onClose })
  const { control } = editor.form
  return (
    <RecordForm
      editor={editor}
      onClose={onClose}
      extra={record === null ? null : <RemoveButton kind="responsibility" record={record} onDone={onClose} />}
    >
      <OneField control={control} name="service" label={t.service} options={services} />
      <Controller
        control={control}
        name="control"
        render={({ field }) => (
          <NativeSelect
            label={t.control}
            value={`${field.value.edition} ${field.value.item}`}
            data={rows.map(({ edition, item, title }) => ({
              value: `${edition} ${item}`,
              label: `${item} ${title[lang]}`,
            }))}
            onChange={({ currentTarget: { value } }) => {
              const [edition = '', item = ''] = value.split(' ')
              field.onChange({ edition, item })
            }}
          />
        )}
      />
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
