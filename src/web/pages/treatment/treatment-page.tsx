import { useState } from 'react'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { useSummary } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { OpenPoints } from '../../parts/open-points.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Register } from '../../parts/register.tsx'
import { useRiskColumns } from '../risks/risk-columns.ts'
import { NecessaryControls } from './necessary-controls.tsx'
import { TEXTS } from './texts.ts'
import { wordList } from '../../language/words.ts'
import { TreatmentForm } from './treatment-form.tsx'

/** What is done about each risk, what is left, and which controls that needs. */
export function TreatmentPage() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const { above = 0, untreated = 0, accepted = 0 } = useSummary().data?.risks ?? {}
  const [wanted, setWanted] = useState<string | null>(null)
  const columns = useRiskColumns().flatMap((column) =>
    column.key === 'loses'
      ? [
          {
            key: 'options',
            sort: 'treatment.options',
            title: t.options,
            value: ({ body }: Recorded<'risk'>) =>
              wordList(
                body.treatment.options.map((one) => ismsWord(one, lang)),
                lang,
              ),
          },
        ]
      : [column],
  )
  return (
    <>
      <PageHead title={t.title} say={fillIn(t.say, { above, untreated, accepted })} />
      <OpenPoints station="treatment" onOpen={(point) => setWanted(point.at.kind === 'risk' ? point.at.id : null)} />
      <h2>{t.risks}</h2>
      <Register
        kind="risk"
        name={t.risks}
        columns={columns}
        Form={TreatmentForm}
        empty={t.empty}
        wanted={wanted}
        onWanted={setWanted}
      />
      <h2>{t.necessary}</h2>
      <NecessaryControls />
    </>
  )
}
