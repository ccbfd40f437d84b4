import { Checkbox } from '@mantine/core'
import { Controller, useWatch } from 'react-hook-form'
import type { Control } from 'react-hook-form'
import { INCLUSION_REASONS } from '../../../isms/records/applicability.ts'
import type { Applicability } from '../../../isms/records/applicability.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { FieldPoints, LineField } from '../../parts/fields.tsx'
import { TEXTS } from './texts.ts'

/** Why it is included: each reason once, and what it refers to. */
export function AnswerReasons({ control }: { readonly control: Control<Applicability> }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const chosen = useWatch({ control, name: 'included' })
  return (
    <div>
      <Controller
        control={control}
        name="included"
        render={({ field }) => (
          <Checkbox.Group
            label={t.because}
            value={field.value.map(({ because }) => because)}
            onChange={(chosen) =>
              field.onChange(
                INCLUSION_REASONS.filter((because) => chosen.includes(because)).map(
                  (because) => field.value.find((one) => one.because === because) ?? { because, reference: '' },
                ),
              )
            }
          >
            <div className="bar-row">
              {INCLUSION_REASONS.map((because) => (
                <Checkbox key={because} value={because} label={ismsWord(because, lang)} />
              ))}
            </div>
          </Checkbox.Group>
        )}
      />
      {chosen.map(({ because }, i) => (
        <LineField
          key={because}
          control={control}
          name={`included.${i}.reference`}
          label={fillIn(t.referenceOf, { reason: ismsWord(because, lang) })}
        />
      ))}
      <FieldPoints name="included" />
    </div>
  )
}
