import { useState } from 'react'
import type { Role } from '../../../catalogue/schema.ts'
import { useRecords } from '../../api/hooks.ts'
import type { StatementRow } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { nameList } from '../../language/words.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { AnswerForm } from './answer-form.tsx'
import { TEXTS } from './texts.ts'

/** A control with its answers, the roles one beneath the other. */
export function ControlAnswers({ row }: { readonly row: StatementRow }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const [saved, setSaved] = useState<Role | null>(null)
  const necessary = useRecords('necessaryControl').data ?? []
  const names = row.necessary.map((id) => necessary.find((one) => one.id === id)?.body.name ?? id)
  return (
    <>
      {names.length === 0 ? null : <p className="note">{fillIn(t.necessary, { names: nameList(names, lang) })}</p>}
      <Loaded query={useRecords('applicability')}>
        {(answers) =>
          row.roles.map((role) => {
            const record =
              answers.find(
                ({ body }) =>
                  body.control.edition === row.edition && body.control.item === row.item && body.role === role,
              ) ?? null
            return (
              <AnswerForm
                key={`${row.item} ${role} ${record?.version ?? 0}`}
                row={row}
                role={role}
                record={record}
                isSaved={saved === role}
                onSaved={() => setSaved(role)}
              />
            )
          })
        }
      </Loaded>
    </>
  )
}
