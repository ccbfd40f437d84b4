import { Link } from '@tanstack/react-router'
import { evidenceSchema } from '../../../isms/records/evidence.ts'
import { useTexts } from '../../language/language.tsx'
import { DayField, LineField, ProseField } from '../../parts/fields.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { RecordForm } from '../../parts/form.tsx'
import type { FormProps } from '../../parts/register.tsx'
import { RemoveButton } from '../../parts/remove-button.tsx'
import { useEditor } from '../../parts/use-editor.ts'
import { RecognitionView } from './recognition-view.tsx'
import { TEXTS } from './texts.ts'

const START = { ...evidenceSchema.parse({ title: '-' }), title: '' }

export function EvidenceForm({ record, onClose }: FormProps<'evidence'>) {
  const t = useTexts(TEXTS)
  const editor = useEditor({ kind: 'evidence', schema: evidenceSchema, record, start: START, onSaved: onClose })
  const { control } = editor.form
  return (
    <>
      {record === null || record.body.files.length === 0 ? null : <RecognitionView evidence={record} />}
      <RecordForm
        editor={editor}
        onClose={onClose}
        extra={
          record === null ? null : (
            <>
              {record.body.files.length === 0 ? null : (
                <Permitted needs="runAudit">
                  <Link to="/audit" search={{ evidence: record.id }}>
                    {t.toAudit}
                  </Link>
                </Permitted>
              )}
              <RemoveButton kind="evidence" record={record} onDone={onClose} />
            </>
          )
        }
      >
        <LineField control={control} name="title" label={t.name} />
        <div className="pair">
          <DayField control={control} name="effective" label={t.effective} />
          <DayField control={control} name="staleOn" label={t.staleOn} />
        </div>
        <ProseField control={control} name="description" label={t.description} />
      </RecordForm>
    </>
  )
}
