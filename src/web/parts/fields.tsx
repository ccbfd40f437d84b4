import { MultiSelect, NativeSelect, TextInput, Textarea } from '@mantine/core'
import { use } from 'react'
import { Controller } from 'react-hook-form'
import type { Control, ControllerProps, FieldPath, FieldValues } from 'react-hook-form'
import { useLanguage, useTexts } from '../language/language.tsx'
import { EditorContext } from './editor-context.ts'

const TEXTS = {
  ja: { ja: '日本語', en: 'Japanese' },
  en: { ja: '英語', en: 'English' },
  wrong: { ja: 'この内容では保存できません。', en: 'This cannot be saved so.' },
} as const

export interface Field<T extends FieldValues> {
  readonly control: Control<T>
  readonly name: FieldPath<T>
  readonly label: string
  readonly help?: string
}

interface FramedProps<T extends FieldValues> extends Pick<Field<T>, 'control' | 'name'> {
  readonly render: ControllerProps<T>['render']
}

export interface Option {
  readonly value: string
  readonly label: string
}

/** The rules that speak of the field, beneath it. */
export function FieldPoints({ name }: { readonly name: string }) {
  const { points } = use(EditorContext)
  const { lang } = useLanguage()
  const mine = points.filter(({ at }) => at.field === name)
  if (mine.length === 0) return null
  return (
    <ul className="points" aria-live="polite">
      {mine.map((point, i) => (
        <li key={i}>
          <span className="rule">{point.rule}</span>
          {point.text[lang]}
        </li>
      ))}
    </ul>
  )
}

/** That the field cannot be saved so, once one has tried; null while it can. */
export function useWrong(name: string): string | null {
  const t = useTexts(TEXTS)
  return use(EditorContext).wrong.has(name) ? t.wrong : null
}

/** What is written in one place of the form, with the rules that speak of it beneath. */
export function Framed<T extends FieldValues>({ control, name, render }: FramedProps<T>) {
  return (
    <div>
      <Controller control={control} name={name} render={render} />
      <FieldPoints name={name} />
    </div>
  )
}

/** One line of text. */
export function LineField<T extends FieldValues>({ control, name, label, help }: Field<T>) {
  const wrong = useWrong(name)
  return (
    <Framed
      control={control}
      name={name}
      render={({ field }) => (
        <TextInput {...field} value={field.value ?? ''} label={label} description={help} error={wrong} />
      )}
    />
  )
}

/** Several lines of text. */
export function ProseField<T extends FieldValues>({ control, name, label, help }: Field<T>) {
  const wrong = useWrong(name)
  return (
    <Framed
      control={control}
      name={name}
      render={({ field }) => (
        <Textarea {...field} value={field.value ?? ''} label={label} description={help} error={wrong} />
      )}
    />
  )
}

/** A text in both languages, side by side. */
export function BothField<T extends FieldValues>({
  control,
  label,
  ja,
  en,
  name,
  isProse = false,
  help,
}: Field<T> & { readonly ja: FieldPath<T>; readonly en: FieldPath<T>; readonly isProse?: boolean }) {
  const t = useTexts(TEXTS)
  const Part = isProse ? ProseField : LineField
  return (
    <fieldset>
      <legend>{label}</legend>
      {help === undefined ? null : <p className="note">{help}</p>}
      <div className="pair">
        <Part control={control} name={ja} label={t.ja} />
        <Part control={control} name={en} label={t.en} />
      </div>
      <FieldPoints name={name} />
    </fieldset>
  )
}

/** A day, or none. */
export function DayField<T extends FieldValues>({ control, name, label, help }: Field<T>) {
  return (
    <Framed
      control={control}
      name={name}
      render={({ field }) => (
        <TextInput
          type="date"
          label={label}
          description={help}
          ref={field.ref}
          onBlur={field.onBlur}
          value={field.value ?? ''}
          onChange={(event) => field.onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
      )}
    />
  )
}

/** One of several; the empty choice is null. */
export function OneField<T extends FieldValues>({
  control,
  name,
  label,
  help,
  options,
  isNumber = false,
  none,
}: Field<T> & { readonly options: readonly Option[]; readonly isNumber?: boolean; readonly none?: string }) {
  const wrong = useWrong(name)
  return (
    <Framed
      control={control}
      name={name}
      render={({ field }) => (
        <NativeSelect
          label={label}
          description={help}
          error={wrong}
          ref={field.ref}
          onBlur={field.onBlur}
          value={String(field.value ?? '')}
          data={[...(none === undefined ? [] : [{ value: '', label: none }]), ...options]}
          onChange={({ currentTarget: { value } }) =>
            field.onChange(value === '' ? null : isNumber ? Number(value) : value)
          }
        />
      )}
    />
  )
}

/** Several of many. */
export function ManyField<T extends FieldValues>({
  control,
  name,
  label,
  help,
  options,
}: Field<T> & { readonly options: readonly Option[] }) {
  const wrong = useWrong(name)
  return (
    <Framed
      control={control}
      name={name}
      render={({ field }) => (
        <MultiSelect
          searchable
          hidePickedOptions
          label={label}
          description={help}
          error={wrong}
          value={field.value ?? []}
          data={withKnown(options, field.value ?? [])}
          onChange={field.onChange}
          onBlur={field.onBlur}
          comboboxProps={{ withinPortal: false }}
          maxDropdownHeight={260}
        />
      )}
    />
  )
}

/** What was chosen before and is no longer offered still shows, by its own name. */
const withKnown = (options: readonly Option[], chosen: readonly string[]): Option[] => [
  ...options,
  ...chosen.filter((one) => !options.some(({ value }) => value === one)).map((one) => ({ value: one, label: one })),
]
