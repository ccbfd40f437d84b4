import { soaSchema } from '../../../isms/records/applicability.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useTexts } from '../../language/language.tsx'
import { LineField } from '../../parts/fields.tsx'
import { RecordForm } from '../../parts/form.tsx'
import { useEditor } from '../../parts/use-editor.ts'
import { TEXTS } from './texts.ts'

/** What stands at the head of a version: its title, and the statement of the base ISMS that it extends. */
export function VersionForm({ record, onClose }: { readonly record: Recorded<'soa'>; readonly onClose: () => void }) {
  const t = useTexts(TEXTS)
  const editor = useEditor({ kind: 'soa', schema: soaSchema, record, start: record.body, onSaved: onClose })
  const { control } = editor.form
  return (
    <RecordForm editor={editor} onClose={onClose}>
      <LineField control={control} name="title" label={t.versionTitle} />
      <LineField control={control} name="base.document" label={t.base} />
      <LineField control={control} name="base.version" label={t.baseVersion} />
    </RecordForm>
  )
}
