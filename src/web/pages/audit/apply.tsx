import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useMay } from '../../api/may.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { wordList } from '../../language/words.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'

/** The answers that changed. */
export const appliedSchema = z.object({ changed: z.array(z.string()) })

/** Puts the verdicts and the evidence on the controls that the procedure speaks of. */
export function Apply({ run, controls }: { readonly run: string; readonly controls: readonly string[] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const path = usePath()
  const isPermitted = useMay()('writeControl')
  const apply = useChange(() => ask(appliedSchema, 'POST', path(`/audit-runs/${run}/apply`), { why: t.apply }))
  if (!isPermitted) return null
  return (
    <>
      <div className="bar-row">
        <Button onClick={() => apply.mutate(undefined)} loading={apply.isPending}>
          {t.apply}
        </Button>
        <span className="note" style={{ margin: 0 }}>
          {fillIn(t.applyAbout, { controls: wordList(controls, lang) })}
        </span>
      </div>
      <Trouble error={apply.error} />
      {apply.data === undefined ? null : (
        <p className="done-note" role="status">
          {fillIn(t.applied, { count: apply.data.changed.length })} <Link to="/statement">{t.toStatement}</Link>
        </p>
      )}
    </>
  )
}
