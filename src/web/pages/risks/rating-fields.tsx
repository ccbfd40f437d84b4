import { NativeSelect } from '@mantine/core'
import type { Control, UseFormReturn } from 'react-hook-form'
import { levelOf } from '../../../isms/level.ts'
import type { Risk } from '../../../isms/records/risk.ts'
import { useRecords } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { either } from '../../../base/text.ts'
import { FieldPoints } from '../../parts/fields.tsx'
import { TEXTS } from './texts.ts'

interface Props {
  readonly control: Control<Risk>
  readonly form: UseFormReturn<Risk>
  readonly name: 'rating' | 'treatment.residual'
}

/** Likelihood and consequence by the scales of the risk's own criteria, and the level that they come to. */
export function RatingFields({ form, name }: Props) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const chosen = form.watch('criteria')
  const rating = form.watch(name)
  const criteria = (useRecords('criteria').data ?? []).find(({ id }) => id === chosen)?.body
  if (criteria === undefined) return null
  const choices = (scale: typeof criteria.likelihood) => [
    { value: '', label: t.unrated },
    ...scale.map((step, i) => ({ value: String(i + 1), label: `${i + 1} ${either(step.name, lang)}` })),
  ]
  const set = (part: 'likelihood' | 'consequence', value: string): void => {
    if (value === '') form.setValue(name, null, { shouldDirty: true })
    else form.setValue(name, { likelihood: 1, consequence: 1, ...rating, [part]: Number(value) }, { shouldDirty: true })
  }
  const level = rating === null ? null : levelOf(rating, criteria)
  return (
    <div>
      <div className="pair">
        {(['likelihood', 'consequence'] as const).map((part) => (
          <NativeSelect
            key={part}
            label={t[part]}
            value={String(rating?.[part] ?? '')}
            data={choices(criteria[part])}
            onChange={(event) => set(part, event.currentTarget.value)}
          />
        ))}
      </div>
      <p className="note">
        {t.level}: <strong>{level ?? '—'}</strong>{' '}
        {level === null ? '' : level > criteria.acceptable ? t.above : t.within}
      </p>
      <FieldPoints name={name} />
    </div>
  )
}
