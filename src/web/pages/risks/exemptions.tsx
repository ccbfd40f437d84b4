import { PROPERTIES, riskExemptionSchema } from '../../../isms/records/risk.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { wordOptions } from '../../language/words.ts'
import { OneField, ProseField } from '../../parts/fields.tsx'
import { RecordForm } from '../../parts/form.tsx'
import { Register } from '../../parts/register.tsx'
import type { FormProps } from '../../parts/register.tsx'
import { RemoveButton } from '../../parts/remove-button.tsx'
import { useServiceName, useServiceOptions } from '../../parts/services.ts'
import { useEditor } from '../../parts/use-editor.ts'
import { TEXTS } from './texts.ts'

type Exemption = Recorded<'riskExemption'>

/** K-1: a property that no risk touches is reasoned out. */
export function Exemptions() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const nameOf = useServiceName()
  const columns = [
    { key: 'service', title: t.service, value: ({ body }: Exemption) => nameOf(body.service) },
    { key: 'role', title: t.role, value: ({ body }: Exemption) => ismsWord(body.role, lang) },
    { key: 'property', title: t.property, value: ({ body }: Exemption) => ismsWord(body.property, lang) },
    { key: 'reason', title: t.reason, value: ({ body }: Exemption) => body.reason },
  ]
  return (
    <Register
      kind="riskExemption"
      name={t.exemptions}
      columns={columns}
      Form={ExemptionForm}
      empty={t.exemptionsEmpty}
    />
  )
}

function ExemptionForm({ record, onClose }: FormProps<'riskExemption'>) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const services = useServiceOptions()
  const start = {
    service: services[0]?.value ?? '',
    role: 'provider',
    property: 'confidentiality',
    reason: '',
  } as const
  const editor = useEditor({ kind: 'riskExemption', schema: riskExemptionSchema, record, start, onSaved: onClose })
  const { control } = editor.form
  return (
    <RecordForm
      editor={editor}
      onClose={onClose}
      extra={record === null ? null : <RemoveButton kind="riskExemption" record={record} onDone={onClose} />}
    >
      <OneField control={control} name="service" label={t.service} options={services} />
      <OneField control={control} name="role" label={t.role} options={wordOptions(['provider', 'customer'], lang)} />
      <OneField control={control} name="property" label={t.property} options={wordOptions(PROPERTIES, lang)} />
      <ProseField control={control} name="reason" label={t.reason} />
    </RecordForm>
  )
}
