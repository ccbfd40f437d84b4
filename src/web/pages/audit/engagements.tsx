import { engagementSchema } from '../../../isms/records/evidence.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useTexts } from '../../language/language.tsx'
import { LineField, OneField, ProseField } from '../../parts/fields.tsx'
import { RecordForm } from '../../parts/form.tsx'
import { Register } from '../../parts/register.tsx'
import type { FormProps } from '../../parts/register.tsx'
import { RemoveButton } from '../../parts/remove-button.tsx'
import { useServiceName, useServiceOptions } from '../../parts/services.ts'
import { useEditor } from '../../parts/use-editor.ts'
import { TEXTS } from './texts.ts'

type One = Recorded<'engagement'>

/** Who the tenants are and what is permitted, as texts that the audit reads. */
export function Engagements() {
  const t = useTexts(TEXTS)
  const nameOf = useServiceName()
  const columns = [
    { key: 'title', title: t.name, value: ({ body }: One) => body.title },
    {
      key: 'service',
      title: t.service,
      value: ({ body }: One) => (body.service === null ? '—' : nameOf(body.service)),
    },
  ]
  return (
    <Register
      kind="engagement"
      name={t.engagements}
      columns={columns}
      Form={EngagementForm}
      empty={t.engagementsEmpty}
    />
  )
}

const EXAMPLE = `akashi: 1
service:
  name: { ja: 共用クラウド基盤, en: Shared Cloud Platform }
  roles: [provider]
tenants:
  - id: A
    endpoints: [{ device: a1 }]
  - id: B
    endpoints: [{ device: b1 }]
management:
  endpoints: [{ device: m1 }]
permitted: []
`

function EngagementForm({ record, onClose }: FormProps<'engagement'>) {
  const t = useTexts(TEXTS)
  const start = { title: '', service: null, text: EXAMPLE }
  const editor = useEditor({ kind: 'engagement', schema: engagementSchema, record, start, onSaved: onClose })
  const { control } = editor.form
  return (
    <RecordForm
      editor={editor}
      onClose={onClose}
      extra={record === null ? null : <RemoveButton kind="engagement" record={record} onDone={onClose} />}
    >
      <LineField control={control} name="title" label={t.name} />
      <OneField control={control} name="service" label={t.service} none={t.none} options={useServiceOptions()} />
      <div className="mono">
        <ProseField control={control} name="text" label={t.text} help={t.textHelp} />
      </div>
    </RecordForm>
  )
}
