import { useState } from 'react'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { useRecords } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { either } from '../../../base/text.ts'
import { fillIn } from '../../language/text.ts'
import { OpenPoints } from '../../parts/open-points.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Register } from '../../parts/register.tsx'
import { useServiceName } from '../../parts/services.ts'
import { InformationForm } from './information-form.tsx'
import { PackButtons } from './pack-buttons.tsx'
import { ResponsibilityMatrix } from './responsibility-matrix.tsx'
import { TEXTS } from './texts.ts'

/** T-5: who answers for what between provider and customer, and what customers are told. */
export function CustomersPage() {
  const t = useTexts(TEXTS)
  const shared = (useRecords('responsibility').data ?? []).filter(({ body }) => body.who !== null)
  const told = useRecords('information').data ?? []
  const [wanted, setWanted] = useState<{ kind: string; id: string | null }>({ kind: '', id: null })
  const want = (kind: string) => (id: string | null) => setWanted({ kind, id })
  const of = (kind: string): string | null => (wanted.kind === kind ? wanted.id : null)
  return (
    <>
      <PageHead title={t.title} say={fillIn(t.say, { shared: shared.length, told: told.length })} />
      <h2>{t.matrix}</h2>
      <ResponsibilityMatrix wanted={of('responsibility')} onWanted={want('responsibility')} />
      <h2>{t.information}</h2>
      <p className="note">{t.informationAbout}</p>
      <PackButtons />
      <Topics wanted={of('information')} onWanted={want('information')} />
      <OpenPoints station="customers" />
    </>
  )
}

interface Wanted {
  readonly wanted: string | null
  readonly onWanted: (id: string | null) => void
}

function Topics(props: Wanted) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const nameOf = useServiceName()
  type One = Recorded<'information'>
  const columns = [
    { key: 'topic', title: t.topic, value: ({ body }: One) => ismsWord(body.topic, lang), width: '30%' },
    { key: 'service', title: t.service, value: ({ body }: One) => nameOf(body.service), isSecondary: true },
    { key: 'text', title: t.text, value: ({ body }: One) => either(body.text, lang) || body.notApplicable },
  ]
  return (
    <Register
      kind="information"
      name={t.information}
      columns={columns}
      Form={InformationForm}
      empty={t.informationEmpty}
      {...props}
    />
  )
}
