import { useState } from 'react'
import { useRecords } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'
import { dayText } from '../../../report/isms/sentences.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { OpenPoints } from '../../parts/open-points.tsx'
import { NotPermitted } from '../../parts/not-permitted.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { Register } from '../../parts/register.tsx'
import { Drop } from './drop.tsx'
import { EvidenceForm } from './evidence-form.tsx'
import { TEXTS } from './texts.ts'

type One = Recorded<'evidence'>

/** Evidence: dropped, recognised at once, and shown by what it covers. */
export function EvidencePage() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const all = useRecords('evidence').data ?? []
  const [wanted, setWanted] = useState<string | null>(null)
  const columns = [
    { key: 'title', title: t.name, value: ({ body }: One) => body.title, width: '40%' },
    { key: 'files', title: t.files, value: ({ body }: One) => body.files.length, width: '7em' },
    {
      key: 'effective',
      title: t.effective,
      value: ({ body }: One) => body.effective ?? '—',
      show: ({ body }: One) => (body.effective === null ? '—' : dayText(body.effective, lang)),
    },
    {
      key: 'staleOn',
      title: t.staleOn,
      value: ({ body }: One) => body.staleOn ?? '—',
      show: ({ body }: One) => (body.staleOn === null ? '—' : dayText(body.staleOn, lang)),
      isSecondary: true,
    },
  ]
  const files = all.reduce((sum, { body }) => sum + body.files.length, 0)
  return (
    <>
      <PageHead title={t.title} say={fillIn(t.say, { sets: all.length, files })} />
      <Permitted needs="addEvidence" otherwise={<NotPermitted />}>
        <Drop onDone={setWanted} />
      </Permitted>
      <h2>{t.list}</h2>
      <Register
        kind="evidence"
        name={t.list}
        columns={columns}
        Form={EvidenceForm}
        empty={t.empty}
        wanted={wanted}
        onWanted={setWanted}
      />
      <OpenPoints station="evidence" onOpen={({ at }) => setWanted(at.id)} />
    </>
  )
}
