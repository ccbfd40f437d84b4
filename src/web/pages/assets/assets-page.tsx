import { ASSET_CLASSES, assetSchema } from '../../../isms/records/asset.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { useRecords } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { either } from '../../../base/text.ts'
import { fillIn } from '../../language/text.ts'
import { wordOptions, nameList } from '../../language/words.ts'
import { BothField, LineField, ManyField, OneField, ProseField } from '../../parts/fields.tsx'
import { RecordForm } from '../../parts/form.tsx'
import { PersonField } from '../../parts/person-field.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Register } from '../../parts/register.tsx'
import type { FormProps } from '../../parts/register.tsx'
import { RemoveButton } from '../../parts/remove-button.tsx'
import { useServiceName, useServiceOptions } from '../../parts/services.ts'
import { useEditor } from '../../parts/use-editor.ts'
import { ImportButton } from '../../parts/import/import-button.tsx'
import { TEXTS } from './texts.ts'

type Asset = Recorded<'asset'>

/** The assets, with the classes that clouds add. */
export function AssetsPage() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const nameOf = useServiceName()
  const all = useRecords('asset').data ?? []
  const of = (name: string): number => all.filter(({ body }) => body.class === name).length
  const columns = [
    { key: 'name', title: t.name, value: ({ body }: Asset) => either(body.name, lang) },
    { key: 'class', title: t.class, value: ({ body }: Asset) => ismsWord(body.class, lang) },
    { key: 'services', title: t.services, value: ({ body }: Asset) => nameList(body.services.map(nameOf), lang) },
    { key: 'owner', title: t.owner, value: ({ body }: Asset) => body.owner, isSecondary: true },
    { key: 'location', title: t.location, value: ({ body }: Asset) => body.location, isSecondary: true },
  ]
  return (
    <>
      <PageHead
        title={t.title}
        say={fillIn(t.say, { total: all.length, customer: of('customerData'), derived: of('derivedData') })}
      />
      <Register
        kind="asset"
        name={t.title}
        columns={columns}
        Form={AssetForm}
        empty={t.empty}
        tools={<ImportButton path="assets" name={t.title} />}
      />
    </>
  )
}

const START = { ...assetSchema.parse({ name: { ja: '-' }, class: 'customerData' }), name: { ja: '', en: '' } }

function AssetForm({ record, onClose }: FormProps<'asset'>) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const editor = useEditor({ kind: 'asset', schema: assetSchema, record, start: START, onSaved: onClose })
  const { control } = editor.form
  return (
    <RecordForm
      editor={editor}
      onClose={onClose}
      extra={record === null ? null : <RemoveButton kind="asset" record={record} onDone={onClose} />}
    >
      <BothField control={control} name="name" ja="name.ja" en="name.en" label={t.name} />
      <OneField control={control} name="class" label={t.class} options={wordOptions(ASSET_CLASSES, lang)} />
      <ManyField control={control} name="services" label={t.services} options={useServiceOptions()} />
      <PersonField control={control} name="owner" label={t.owner} help={t.ownerHelp} />
      <LineField control={control} name="location" label={t.location} />
      <ProseField control={control} name="description" label={t.description} />
    </RecordForm>
  )
}
