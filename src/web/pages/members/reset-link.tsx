import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import type { Member } from '../../api/members.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { CopyOnce } from '../../parts/copy-once.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'

const madeSchema = z.object({ token: z.string(), expiresAt: z.string() })

/** A one-time link for a member who forgot the password or lost a device. */
export function ResetLink({ member }: { readonly member: Member }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const path = usePath()
  const [removeFactors, setRemoveFactors] = useState(false)
  const make = useChange(() =>
    ask(madeSchema, 'POST', path(`/members/${member.account}/reset-link`), { removeFactors }),
  )
  const label = fillIn(t.resetLink, { name: member.name })
  return (
    <section>
      <h3>{t.reset}</h3>
      {make.data === undefined ? (
        <>
          <p className="note">{t.resetSay}</p>
          <div className="form">
            <Checkbox
              label={t.resetFactors}
              checked={removeFactors}
              onChange={({ currentTarget: { checked } }) => setRemoveFactors(checked)}
            />
            <div>
              <Button variant="light" loading={make.isPending} onClick={() => make.mutate(undefined)}>
                {t.resetMake}
              </Button>
            </div>
          </div>
        </>
      ) : (
        <>
          <p>{fillIn(t.linkOnce, { until: momentText(make.data.expiresAt, lang) })}</p>
          <CopyOnce label={label} value={`${location.origin}/reset#${make.data.token}`} />
        </>
      )}
      <Trouble error={make.error} />
    </section>
  )
}
