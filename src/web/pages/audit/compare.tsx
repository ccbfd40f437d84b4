import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { VerdictKind } from '../../../audit/result.ts'
import { partyName } from '../../../report/sentences/say.ts'
import { useComparison } from '../../api/results.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { momentText } from '../../language/words.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { VerdictMark } from '../../parts/verdict-mark.tsx'
import { TEXTS } from './texts.ts'

/** What opened and what closed between two finished audits. */
export function Compare({ runs }: { readonly runs: readonly Recorded<'auditRun'>[] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const [before, setBefore] = useState('')
  const [after, setAfter] = useState('')
  const data = [
    { value: '', label: t.choose },
    ...runs.map(({ id, body }) => ({ value: id, label: `${body.title || id} — ${momentText(body.endedAt, lang)}` })),
  ]
  return (
    <>
      <p className="note">{t.compareAbout}</p>
      <div className="bar-row">
        <NativeSelect
          className="grow"
          label={t.before}
          value={before}
          data={data}
          onChange={(e) => setBefore(e.currentTarget.value)}
        />
        <NativeSelect
          className="grow"
          label={t.after}
          value={after}
          data={data}
          onChange={(e) => setAfter(e.currentTarget.value)}
        />
      </div>
      {before === '' || after === '' ? null : <Changes before={before} after={after} />}
    </>
  )
}

function Changes({ before, after }: { readonly before: string; readonly after: string }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const mark = (verdict: VerdictKind | null) => (verdict === null ? t.notAsked : <VerdictMark verdict={verdict} />)
  return (
    <Loaded query={useComparison(before, after)}>
      {({ changes }) =>
        changes.length === 0 ? (
          <p className="note">{t.noChange}</p>
        ) : (
          <table className="plain">
            <thead>
              <tr>
                {[t.from, t.to, t.before, t.after].map((head) => (
                  <th scope="col" key={head}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {changes.slice(0, 1000).map((change) => (
                <tr key={`${change.from} ${change.to}`}>
                  <td>{partyName(change.from, lang)}</td>
                  <td>{partyName(change.to, lang)}</td>
                  <td>{mark(change.before)}</td>
                  <td>{mark(change.after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </Loaded>
  )
}
