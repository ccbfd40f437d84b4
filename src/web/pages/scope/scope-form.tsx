import { Button } from '@mantine/core'
import { useFieldArray } from 'react-hook-form'
import type { Control } from 'react-hook-form'
import { scopeSchema } from '../../../isms/records/scope.ts'
import type { Scope } from '../../../isms/records/scope.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { wordOptions } from '../../language/words.ts'
import { BothField, FieldPoints, LineField, ManyField, OneField, ProseField } from '../../parts/fields.tsx'
import { RecordForm } from '../../parts/form.tsx'
import { useServiceOptions } from '../../parts/services.ts'
import { useEditor } from '../../parts/use-editor.ts'
import { TEXTS } from './texts.ts'

interface Props {
  readonly record: Recorded<'scope'>
  readonly isFrozen: boolean
  readonly onSaved: () => void
}

export function ScopeForm({ record, isFrozen, onSaved }: Props) {
  const t = useTexts(TEXTS)
  const editor = useEditor({ kind: 'scope', schema: scopeSchema, record, start: scopeSchema.parse({}), onSaved })
  const { control } = editor.form
  return (
    <RecordForm editor={editor} isFrozen={isFrozen}>
      <Services control={control} />
      <ProseField control={control} name="insideBase" label={t.insideBase} />
      <ProseField control={control} name="boundaries" label={t.boundaries} />
      {LISTS.map((list) => (
        <List key={list.name} control={control} {...list} />
      ))}
      <BothField
        control={control}
        name="statement"
        ja="statement.ja"
        en="statement.en"
        label={t.statement}
        help={t.statementHelp}
        isProse
      />
    </RecordForm>
  )
}

function Services({ control }: { readonly control: Control<Scope> }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const options = useServiceOptions()
  const { fields, append, remove } = useFieldArray({ control, name: 'services' })
  return (
    <fieldset>
      <legend>{t.services}</legend>
      {fields.map(({ id }, i) => (
        <div className="bar-row" key={id}>
          <div className="grow">
            <OneField
              control={control}
              name={`services.${i}.service`}
              label={`${t.service} ${i + 1}`}
              options={options}
            />
          </div>
          <div className="grow">
            <ManyField
              control={control}
              name={`services.${i}.roles`}
              label={t.roles}
              options={wordOptions(['provider', 'customer'], lang)}
            />
          </div>
          <Button variant="subtle" className="danger" onClick={() => remove(i)}>
            {t.remove}
          </Button>
        </div>
      ))}
      <FieldPoints name="services" />
      <Button
        variant="light"
        size="xs"
        disabled={options.length === 0}
        onClick={() => append({ service: options[0]?.value ?? '', roles: [] })}
      >
        {t.addService}
      </Button>
    </fieldset>
  )
}

const LISTS = [
  { name: 'sites', first: 'name', second: 'address', firstName: 'siteName', secondName: 'address' },
  { name: 'exclusions', first: 'what', second: 'reason', firstName: 'what', secondName: 'reason' },
  { name: 'interfaces', first: 'with', second: 'what', firstName: 'with', secondName: 'what' },
  { name: 'outsourced', first: 'what', second: 'to', firstName: 'what', secondName: 'to' },
] as const

const BLANK = {
  sites: { name: '', address: '' },
  exclusions: { what: '', reason: '' },
  interfaces: { with: '', what: '' },
  outsourced: { what: '', to: '' },
} as const

function List({
  control,
  name,
  first,
  second,
  firstName,
  secondName,
}: (typeof LISTS)[number] & { readonly control: Control<Scope> }) {
  const t = useTexts(TEXTS)
  const { fields, append, remove } = useFieldArray({ control, name: `${name}.items` })
  return (
    <fieldset>
      <legend>{t[name]}</legend>
      {fields.map(({ id }, i) => (
        <div className="bar-row" key={id}>
          <div className="grow">
            <LineField control={control} name={`${name}.items.${i}.${first}` as 'boundaries'} label={t[firstName]} />
          </div>
          <div className="grow">
            <LineField control={control} name={`${name}.items.${i}.${second}` as 'boundaries'} label={t[secondName]} />
          </div>
          <Button variant="subtle" className="danger" onClick={() => remove(i)}>
            {t.remove}
          </Button>
        </div>
      ))}
      <FieldPoints name={name} />
      <Button variant="light" size="xs" onClick={() => append(BLANK[name])}>
        {t.add}
      </Button>
      {fields.length > 0 ? null : <LineField control={control} name={`${name}.none`} label={t.none} />}
    </fieldset>
  )
}
