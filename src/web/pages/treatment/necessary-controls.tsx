import { MultiSelect } from '@mantine/core'
import { Controller } from 'react-hook-form'
import { necessaryControlSchema } from '../../../isms/records/risk.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { useStatement } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { wordOptions, nameList } from '../../language/words.ts'
import { LineField, OneField, ProseField } from '../../parts/fields.tsx'
import { RecordForm } from '../../parts/form.tsx'
import { PersonField } from '../../parts/person-field.tsx'
import { Register } from '../../parts/register.tsx'
import type { FormProps } from '../../parts/register.tsx'
import { RemoveButton } from '../../parts/remove-button.tsx'
import { useEditor } from '../../parts/use-editor.ts'
import { TEXTS } from './texts.ts'

type Control = Recorded<'necessaryControl'>
const SOURCES = ['standard', 'own', 'law', 'contract', 'practice'] as const

/** The controls that the treatments need, whatever their source (T-2). */
export function NecessaryControls() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const columns = [
    { key: 'name', title: t.name, value: ({ body }: Control) => body.name },
    { key: 'source', title: t.source, value: ({ body }: Control) => ismsWord(body.source, lang), width: '7em' },
    {
      key: 'references',
      title: t.references,
      value: ({ body }: Control) =>
        nameList(
          body.controls.map(({ item }) => item),
          lang,
        ),
    },
    { key: 'owner', title: t.owner, value: ({ body }: Control) => body.owner, isSecondary: true },
  ]
  return (
    <Register
      kind="necessaryControl"
      name={t.necessary}
      columns={columns}
      Form={ControlForm}
      empty={t.necessaryEmpty}
    />
  )
}

const START = { ...necessaryControlSchema.parse({ name: '-', source: 'standard' }), name: '' }

function ControlForm({ record, onClose }: FormProps<'necessaryControl'>) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const rows = useStatement().data?.rows ?? []
  const editor = useEditor({
    kind: 'necessaryControl',
    schema: necessaryControlSchema,
    record,
    start: START,
    onSaved: onClose,
  })
  const { control } = editor.form
  const keyOf = ({ edition, item }: { edition: string; item: string }): string => `${edition} ${item}`
  return (
    <RecordForm
      editor={editor}
      onClose={onClose}
      extra={record === null ? null : <RemoveButton kind="necessaryControl" record={record} onDone={onClose} />}
    >
      <LineField control={control} name="name" label={t.name} />
      <OneField control={control} name="source" label={t.source} options={wordOptions(SOURCES, lang)} />
      <Controller
        control={control}
        name="controls"
        render={({ field }) => (
          <MultiSelect
            searchable
            label={t.references}
            limit={60}
            maxDropdownHeight={260}
            comboboxProps={{ withinPortal: false }}
            value={field.value.map(keyOf)}
            data={rows.map((row) => ({ value: keyOf(row), label: `${row.item} ${row.title[lang]}` }))}
            onChange={(keys) =>
              field.onChange(
                keys.map((key) => {
                  const [edition = '', item = ''] = key.split(' ')
                  return { edition, item }
                }),
              )
            }
          />
        )}
      />
      <PersonField control={control} name="owner" label={t.owner} role="controlOwner" />
      <ProseField control={control} name="description" label={t.description} />
    </RecordForm>
  )
}
