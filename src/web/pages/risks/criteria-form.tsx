import { Button, NumberInput } from '@mantine/core'
import { Controller, useFieldArray } from 'react-hook-form'
import type { Control, UseFormReturn } from 'react-hook-form'
import { criteriaSchema } from '../../../isms/records/criteria.ts'
import type { Criteria } from '../../../isms/records/criteria.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { either } from '../../../base/text.ts'
import { fillIn } from '../../language/text.ts'
import { LineField, OneField } from '../../parts/fields.tsx'
import { RecordForm } from '../../parts/form.tsx'
import { useEditor } from '../../parts/use-editor.ts'
import { TEXTS } from './texts.ts'

const SCALES = ['likelihood', 'consequence'] as const
type Scale = (typeof SCALES)[number]

const FEWEST = 2
const MOST = 10
const HIGHEST = 1000

/** K-2: the two scales, the level of every pair of steps, and the acceptance line; as they stand once they are approved. */
export function CriteriaForm({ record }: { readonly record: Recorded<'criteria'> }) {
  const t = useTexts(TEXTS)
  const isFrozen = record.body.approval !== null
  const editor = useEditor({ kind: 'criteria', schema: criteriaSchema, record, start: record.body })
  const { control } = editor.form
  const levels = [...new Set(editor.form.watch('levels').flat())].filter(Number.isInteger).toSorted((a, b) => a - b)
  return (
    <RecordForm editor={editor} isFrozen={isFrozen}>
      {SCALES.map((scale) => (
        <Steps key={scale} scale={scale} form={editor.form} />
      ))}
      <Levels form={editor.form} />
      <OneField
        control={control}
        name="acceptable"
        label={t.acceptable}
        isNumber
        options={levels.map((value) => ({ value: String(value), label: String(value) }))}
      />
    </RecordForm>
  )
}

interface OfForm {
  readonly form: UseFormReturn<Criteria>
}

/** A scale: its steps from the least to the greatest, each with a name and what it means. */
function Steps({ scale, form }: OfForm & { readonly scale: Scale }) {
  const t = useTexts(TEXTS)
  const { control } = form
  const { fields, append, remove } = useFieldArray({ control, name: scale })
  // Levels follow their steps: a new step begins with the product, and the last one takes its own away.
  const resize = (by: 1 | -1): void => {
    const { likelihood, consequence, levels } = form.getValues()
    const rows = likelihood.length + (scale === 'likelihood' ? by : 0)
    const columns = consequence.length + (scale === 'consequence' ? by : 0)
    const next = Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (__, j) => levels[i]?.[j] ?? (i + 1) * (j + 1)),
    )
    if (by === 1) append({ name: { ja: '', en: '' }, meaning: { ja: '', en: '' } })
    else remove(fields.length - 1)
    form.setValue('levels', next, { shouldDirty: true })
  }
  return (
    <fieldset>
      <legend>{t[scale]}</legend>
      {fields.map(({ id }, i) => (
        <Step key={id} control={control} scale={scale} index={i} />
      ))}
      <div className="bar-row">
        <Button variant="light" size="xs" disabled={fields.length >= MOST} onClick={() => resize(1)}>
          {t.addStep}
        </Button>
        <Button
          variant="subtle"
          size="xs"
          className="danger"
          disabled={fields.length <= FEWEST}
          onClick={() => resize(-1)}
        >
          {t.removeStep}
        </Button>
      </div>
    </fieldset>
  )
}

interface StepProps {
  readonly control: Control<Criteria>
  readonly scale: Scale
  readonly index: number
}

function Step({ control, scale, index }: StepProps) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const at = fillIn(t.step, { step: index + 1 })
  return (
    <div className="bar-row">
      <div className="grow">
        <LineField control={control} name={`${scale}.${index}.name.${lang}`} label={at} />
      </div>
      <div className="grow wide">
        <LineField control={control} name={`${scale}.${index}.meaning.${lang}`} label={t.meaning} />
      </div>
    </div>
  )
}

/** The level of every pair of steps. */
function Levels({ form }: OfForm) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const { likelihood, consequence, acceptable } = form.watch()
  const nameOf = ({ name }: Criteria['likelihood'][number], i: number): string => `${i + 1} ${either(name, lang)}`
  return (
    <fieldset>
      <legend>{t.levels}</legend>
      <p className="note">{t.levelsHelp}</p>
      <div className="scroll" role="region" tabIndex={0} aria-label={t.levels}>
        <table className="mx levels">
          <thead>
            <tr>
              <th scope="col">
                {t.likelihood}＼{t.consequence}
              </th>
              {consequence.map((step, j) => (
                <th scope="col" key={j}>
                  {nameOf(step, j)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {likelihood
              .map((step, i) => (
                <tr key={i}>
                  <th scope="row">{nameOf(step, i)}</th>
                  {consequence.map((other, j) => (
                    <Level
                      key={j}
                      control={form.control}
                      name={`levels.${i}.${j}`}
                      label={fillIn(t.levelOf, { likelihood: nameOf(step, i), consequence: nameOf(other, j) })}
                      acceptable={acceptable}
                    />
                  ))}
                </tr>
              ))
              .toReversed()}
          </tbody>
        </table>
      </div>
    </fieldset>
  )
}

interface LevelProps {
  readonly control: Control<Criteria>
  readonly name: `levels.${number}.${number}`
  readonly label: string
  readonly acceptable: number
}

const Level = ({ control, name, label, acceptable }: LevelProps) => (
  <Controller
    control={control}
    name={name}
    render={({ field }) => (
      <td className={Number(field.value) > acceptable ? 'above' : ''}>
        <NumberInput
          variant="unstyled"
          hideControls
          allowDecimal={false}
          min={0}
          max={HIGHEST}
          aria-label={label}
          value={field.value ?? ''}
          onChange={field.onChange}
          onBlur={field.onBlur}
        />
      </td>
    )}
  />
)
