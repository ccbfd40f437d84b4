import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useComparison } from '../../api/results.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { momentText } from '../../language/words.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { Changes } from './changes.tsx'
import { TEXTS } from './texts.ts'

type Run = Recorded<'auditRun'>

/** What opened and what closed between two finished audits; at first the last two of one engagement. `runs` come newest first. */
export function Compare({ runs }: { readonly runs: readonly Run[] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const usual = lastTwo(runs)
  const [chosen, setChosen] = useState<{ before?: string; after?: string }>({})
  const before = chosen.before ?? usual.before
  const after = chosen.after ?? usual.after
  if (runs.length < 2) return <p className="note">{t.needsTwo}</p>
  const data = [
    { value: '', label: t.choose },
    ...runs.map(({ id, body }) => ({ value: id, label: `${body.title || id} — ${momentText(body.endedAt, lang)}` })),
  ]
  const engagementOf = (run: string): string | undefined => runs.find(({ id }) => id === run)?.body.engagement
  return (
    <>
      <p className="note">{t.compareAbout}</p>
      <div className="bar-row">
        <NativeSelect
          className="grow"
          label={t.before}
          value={before}
          data={data}
          onChange={(e) => setChosen({ ...chosen, before: e.currentTarget.value })}
        />
        <NativeSelect
          className="grow"
          label={t.after}
          value={after}
          data={data}
          onChange={(e) => setChosen({ ...chosen, after: e.currentTarget.value })}
        />
      </div>
      {before === '' || after === '' ? null : (
        <>
          {engagementOf(before) === engagementOf(after) ? null : <p className="note">{t.otherEngagement}</p>}
          <Compared before={before} after={after} />
        </>
      )}
    </>
  )
}

const Compared = ({ before, after }: { readonly before: string; readonly after: string }) => (
  <Loaded query={useComparison(before, after)}>{({ changes }) => <Changes changes={changes} after={after} />}</Loaded>
)

/** The newest run that has one before it of its own engagement, and that one. */
function lastTwo(runs: readonly Run[]): { readonly before: string; readonly after: string } {
  for (const [i, { id, body }] of runs.entries()) {
    const before = runs.slice(i + 1).find((one) => one.body.engagement === body.engagement)
    if (before !== undefined) return { before: before.id, after: id }
  }
  return { before: '', after: '' }
}
