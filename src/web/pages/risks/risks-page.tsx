import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSummary, useVocabulary } from '../../api/hooks.ts'
import { useMayWrite } from '../../api/may.ts'
import type { Vocabulary } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { ImportButton } from '../../parts/import/import-button.tsx'
import { OpenPoints } from '../../parts/open-points.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Register } from '../../parts/register.tsx'
import { SidePanel } from '../../parts/side-panel.tsx'
import { CriteriaSection } from './criteria-section.tsx'
import { Exemptions } from './exemptions.tsx'
import { useRiskColumns } from './risk-columns.ts'
import { RiskForm } from './risk-form.tsx'
import { RiskPlot } from './risk-plot.tsx'
import { wordList } from '../../language/words.ts'
import { TEXTS } from './texts.ts'

type Threat = Vocabulary['threats'][number]

/** The risks: register, plot, criteria, the starter list, and what is still open. */
export function RisksPage() {
  const t = useTexts(TEXTS)
  const summary = useSummary().data
  const columns = useRiskColumns()
  const [wanted, setWanted] = useState<string | null>(null)
  const [threat, setThreat] = useState<Threat | null>(null)
  const { total = 0, above = 0, unrated = 0 } = summary?.risks ?? {}
  return (
    <>
      <PageHead title={t.title} say={fillIn(t.say, { total, above, unrated })} />
      <h2>{t.register}</h2>
      <Register
        kind="risk"
        name={t.register}
        columns={columns}
        Form={RiskForm}
        empty={t.empty}
        tools={<ImportButton path="risks" name={t.register} />}
        wanted={wanted}
        onWanted={setWanted}
      />
      <OpenPoints station="risk" onOpen={(point) => setWanted(point.at.kind === 'risk' ? point.at.id : null)} />
      <h2>{t.matrix}</h2>
      <p className="note">{t.matrixHelp}</p>
      <RiskPlot />
      <h2>{t.criteria}</h2>
      <CriteriaSection />
      <h2>{t.starter}</h2>
      <p className="note">{t.starterHelp}</p>
      <Threats onBegin={setThreat} />
      <h2>{t.exemptions}</h2>
      <Exemptions />
      <SidePanel title={t.name} isOpen={threat !== null} onClose={() => setThreat(null)}>
        <RiskForm record={null} onClose={() => setThreat(null)} threat={threat} />
      </SidePanel>
    </>
  )
}

function Threats({ onBegin }: { readonly onBegin: (threat: Threat) => void }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const threats = useVocabulary().data?.threats ?? []
  const isPermitted = useMayWrite('risk')
  const begin = {
    key: 'begin',
    title: t.begin,
    width: '6.5em',
    value: () => t.begin,
    show: (one: Threat) => (
      <Button
        size="compact-xs"
        variant="light"
        aria-label={`${t.begin}: ${one.text[lang]}`}
        onClick={() => onBegin(one)}
      >
        {t.begin}
      </Button>
    ),
  }
  const columns = [
    { key: 'text', title: t.threats, value: (one: Threat) => one.text[lang], width: '45%' },
    {
      key: 'roles',
      title: t.role,
      value: (one: Threat) =>
        wordList(
          one.roles.map((role) => ismsWord(role, lang)),
          lang,
        ),
    },
    {
      key: 'loses',
      title: t.loses,
      value: (one: Threat) =>
        wordList(
          one.loses.map((property) => ismsWord(property, lang)),
          lang,
        ),
      isSecondary: true,
    },
    ...(isPermitted ? [begin] : []),
  ]
  return <DataTable name={t.starter} rows={threats} columns={columns} idOf={({ code }) => code} />
}
