import { NativeSelect, Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ROLES, covers } from '../../../server/permissions.ts'
import { madeTokenSchema } from '../../../server/answers/tokens.ts'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useRoles } from '../../api/may.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { MadeOnce } from '../../parts/made-once.tsx'
import { MakeForm } from '../../parts/make-form.tsx'
import { RoleChoice } from '../../parts/role-choice.tsx'
import { TEXTS } from './texts.ts'

const DAYS = [7, 30, 90, 180, 366] as const
const DEFAULT_DAYS = 90

/** Name, scope and end of a token, and then its secret, which is shown this once. */
export function TokenForm({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const own = useRoles()
  const path = usePath()
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<readonly string[]>([])
  const [readOnly, setReadOnly] = useState(true)
  const [days, setDays] = useState<number>(DEFAULT_DAYS)
  const make = useChange(() => ask(madeTokenSchema, 'POST', path('/tokens'), { name, roles, readOnly, days }))
  if (make.data !== undefined)
    return (
      <MadeOnce
        label={fillIn(t.madeTitle, { name })}
        say={fillIn(t.once, { until: momentText(make.data.expiresAt, lang) })}
        value={make.data.token}
        onClose={onClose}
      />
    )
  return (
    <MakeForm make={make} label={t.create} isReady={name.trim() !== '' && roles.length > 0}>
      <TextInput
        label={t.name}
        description={t.nameHelp}
        value={name}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <Radio.Group
        label={t.scope}
        value={readOnly ? 'read' : 'write'}
        onChange={(value) => setReadOnly(value === 'read')}
      >
        <div className="choices">
          <Radio value="read" label={t.readOnly} />
          <Radio value="write" label={t.readWrite} />
        </div>
      </Radio.Group>
      <NativeSelect
        label={t.days}
        value={String(days)}
        data={DAYS.map((count) => ({ value: String(count), label: fillIn(t.daysOf, { days: count }) }))}
        onChange={({ currentTarget: { value } }) => setDays(Number(value))}
      />
      <RoleChoice
        label={t.roles}
        chosen={roles}
        onChange={setRoles}
        offered={ROLES.filter((role) => covers(own, role))}
      />
    </MakeForm>
  )
}
