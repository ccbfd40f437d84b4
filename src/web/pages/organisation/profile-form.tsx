import { profileSchema } from '../../../isms/records/profile.ts'
import { useVocabulary } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { BothField, DayField, LineField, ManyField, ProseField } from '../../parts/fields.tsx'
import { RecordForm } from '../../parts/form.tsx'
import { SavedNote } from '../../parts/saved-note.tsx'
import { useEditor } from '../../parts/use-editor.ts'
import { TEXTS } from './texts.ts'

const START = { ...profileSchema.parse({ name: { ja: '-' } }), name: { ja: '', en: '' } }

interface Props {
  readonly record: Recorded<'profile'> | null
  readonly isSaved: boolean
  readonly onSaved: () => void
}

export function ProfileForm({ record, isSaved, onSaved }: Props) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const editor = useEditor({
    kind: 'profile',
    schema: profileSchema,
    record,
    start: START,
    onSaved,
  })
  const { control } = editor.form
  const editions = (useVocabulary().data?.editions ?? []).map(({ id, name }) => ({ value: id, label: name[lang] }))
  return (
    <RecordForm editor={editor}>
      <BothField control={control} name="name" ja="name.ja" en="name.en" label={t.organisationName} />
      <div className="pair">
        <LineField control={control} name="baseIsms.standard" label={t.standard} />
        <LineField control={control} name="baseIsms.certificate" label={t.certificate} />
        <LineField control={control} name="baseIsms.body" label={t.body} />
        <DayField control={control} name="baseIsms.expires" label={t.expires} />
      </div>
      <ProseField control={control} name="baseIsms.scope" label={t.baseScope} />
      <ManyField control={control} name="editions" label={t.editions} help={t.editionsHelp} options={editions} />
      <SavedNote isSaved={isSaved} />
    </RecordForm>
  )
}
