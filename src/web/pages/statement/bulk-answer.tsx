import { Button, Checkbox, NativeSelect, TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import type { Role } from '../../../catalogue/schema.ts'
import { IMPLEMENTATION, INCLUSION_REASONS } from '../../../isms/records/applicability.ts'
import type { Applicability } from '../../../isms/records/applicability.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { wordOptions } from '../../language/words.ts'
import { SidePanel } from '../../parts/side-panel.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'

/** A question of the statement: a control, in a role. */
export interface Question {
  readonly control: Applicability['control']
  readonly role: Role
}

interface Props {
  readonly questions: readonly Question[]
  readonly onDone: () => void
}

/** The button, and the panel in which many questions get the same answer. It is there once something is chosen. */
export function BulkAnswer({ questions, onDone }: Props) {
  const t = useTexts(TEXTS)
  const [isOpen, setOpen] = useState(false)
  if (questions.length === 0) return null
  const done = (): void => (setOpen(false), onDone())
  return (
    <>
      <Button onClick={() => setOpen(true)}>{fillIn(t.bulk, { count: questions.length })}</Button>
      <SidePanel
        title={fillIn(t.bulkTitle, { count: questions.length })}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        <CommonForm questions={questions} onDone={done} />
      </SidePanel>
    </>
  )
}

const writtenSchema = z.object({ created: z.number(), updated: z.number() })

type InclusionReason = (typeof INCLUSION_REASONS)[number]
type Fields = Pick<Applicability, 'applicable' | 'excluded' | 'implementation' | 'owner'> & {
  readonly because: readonly InclusionReason[]
}
/** What is undefined stays as it is. */
type Common = { readonly [K in keyof Fields]?: Fields[K] | undefined }

function CommonForm({ questions, onDone }: Props) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const asked = (['provider', 'customer'] as const).filter((role) => questions.some((one) => one.role === role))
  const [roles, setRoles] = useState<readonly string[]>(asked)
  const [answer, setAnswer] = useState<Common>({})
  const targets = questions.filter(({ role }) => roles.includes(role))
  const at = usePath()('/statement/answers')
  const saving = useChange((body: object) => ask(writtenSchema, 'POST', at, body))
  const set = (part: Common): void => setAnswer({ ...answer, ...part })
  const { because = [], implementation } = answer
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        saving.mutate({ targets, answer }, { onSuccess: onDone })
      }}
    >
      <p className="note">{t.bulkAbout}</p>
      {asked.length < 2 ? null : (
        <Checkbox.Group label={t.bulkRoles} value={[...roles]} onChange={setRoles}>
          <div className="bar-row">
            {asked.map((role) => (
              <Checkbox key={role} value={role} label={ismsWord(role, lang)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <NativeSelect
        label={t.applicable}
        data={[
          { value: '', label: t.unchanged },
          { value: 'true', label: t.yes },
          { value: 'false', label: t.no },
        ]}
        onChange={({ currentTarget: { value } }) => set(APPLICABLE[value] ?? { applicable: undefined })}
      />
      {answer.applicable === false ? (
        <Textarea
          label={t.excludedWhy}
          value={answer.excluded ?? ''}
          onChange={(event) => set({ excluded: event.currentTarget.value })}
        />
      ) : (
        <>
          <Checkbox.Group
            label={t.because}
            value={[...because]}
            onChange={(chosen) => {
              const reasons = INCLUSION_REASONS.filter((one) => chosen.includes(one))
              set({ because: reasons.length === 0 ? undefined : reasons })
            }}
          >
            <div className="bar-row">
              {INCLUSION_REASONS.map((one) => (
                <Checkbox key={one} value={one} label={ismsWord(one, lang)} />
              ))}
            </div>
          </Checkbox.Group>
          <NativeSelect
            label={t.implementation}
            value={implementation ?? ''}
            data={[{ value: '', label: t.unchanged }, ...wordOptions(IMPLEMENTATION, lang)]}
            onChange={({ currentTarget: { value } }) =>
              set({ implementation: IMPLEMENTATION.find((one) => one === value) })
            }
          />
          <TextInput
            label={t.owner}
            description={t.ownerHelp}
            value={answer.owner ?? ''}
            onChange={({ currentTarget: { value } }) => set({ owner: value === '' ? undefined : value })}
          />
        </>
      )}
      <Trouble error={saving.error} isForm />
      <div className="foot">
        <Button type="submit" loading={saving.isPending} disabled={targets.length === 0 || !isSomething(answer)}>
          {fillIn(t.bulkSave, { count: targets.length })}
        </Button>
      </div>
    </form>
  )
}

// Leaving a control out takes nothing else with it that was filled in for one that is included.
const APPLICABLE: Readonly<Record<string, Common>> = {
  true: { applicable: true, excluded: undefined },
  false: { applicable: false, because: undefined, implementation: undefined, owner: undefined },
}

const isSomething = (answer: Common): boolean => Object.values(answer).some((value) => value !== undefined)
