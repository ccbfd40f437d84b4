import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { z } from 'zod'
import type { AuditResult, Finding, MatrixCell } from '../../../audit/result.ts'
import { hasSentence, labelsOf, partyName, say, sayPlain, word } from '../../../report/sentences/say.ts'
import { headlineOf } from '../../../report/summary/headline.ts'
import { shortHash } from '../../../report/summary/evidence.ts'
import { JUDGED, byWeight } from '../../../report/summary/verdict.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { CoverageMap } from '../../parts/audit/coverage-map.tsx'
import { TenantMatrix } from '../../parts/audit/matrix.tsx'
import { PhraseText } from '../../parts/audit/phrase.tsx'
import { WholeFinding } from '../../parts/audit/whole-finding.tsx'
import { Comments } from '../../parts/comments/comments.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { SidePanel } from '../../parts/side-panel.tsx'
import { VerdictMark, VerdictShape } from '../../parts/verdict-mark.tsx'
import { Apply } from './apply.tsx'
import { CellPaths } from './cell-paths.tsx'
import { Judgement } from './judgement.tsx'
import { NotUsed } from './not-used.tsx'
import { OpenQuestions } from './open-questions.tsx'
import { ReportButton } from './report-button.tsx'
import { TEXTS } from './texts.ts'
import { Withdraw } from './withdraw.tsx'

/** The direction that the address asks for. */
const cellSchema = z.object({ from: z.string(), to: z.string() })

interface Props {
  readonly result: AuditResult
  readonly title: string
  readonly run: string
  readonly ended: string
}

/** What one wants to see first: a refuted direction with its path, else one that is not decided. */
const firstCell = ({ matrix }: AuditResult): MatrixCell | null =>
  matrix.find(({ verdict, findings }) => verdict === 'refuted' && findings.length > 0) ??
  matrix.find(({ verdict }) => verdict === 'undetermined') ??
  null

/** All that a run says: the sentence first, then the guides, who reaches whom, the paths with their evidence, what is open, and what was covered. */
export function ResultView({ result, title, run, ended }: Props) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  const headline = headlineOf(result, lang)
  const wanted = cellSchema.safeParse(useSearch({ strict: false })).data
  const asked = result.matrix.find(({ from, to }) => from === wanted?.from && to === wanted.to)
  const [chosen, setChosen] = useState<MatrixCell | null>(asked ?? firstCell(result))
  const controls = [...new Set(result.procedure.controls.map(({ item }) => item))]
  return (
    <>
      <PageHead
        title={title}
        sub={
          <>
            {ended}・{result.engagement.service[lang]}・{labels.files} {result.evidence.files.length}・
            <code>sha256:{shortHash(result.evidence.sha256)}…</code>・{result.procedure.id}・{labels.engine}{' '}
            {result.engine}
          </>
        }
        tone={headline.verdict}
        say={
          <>
            <VerdictMark verdict={headline.verdict} />{' '}
            <strong>
              <PhraseText phrase={headline.first} />
            </strong>
          </>
        }
      >
        {headline.rest.map((phrase, i) => (
          <p key={i}>
            <PhraseText phrase={phrase} />
          </p>
        ))}
      </PageHead>
      <Apply run={run} controls={controls} />
      <Withdraw run={run} />
      <h2>{t.guides}</h2>
      <Guides result={result} run={run} />
      <h2>{labels.matrix}</h2>
      <p className="note">{labels.matrixHelp}</p>
      <TenantMatrix result={result} chosen={chosen} onChoose={setChosen} />
      <CellPaths run={run} key={`${chosen?.from} ${chosen?.to}`} result={result} cell={chosen} />
      <h2>{t.allFindings}</h2>
      <Findings result={result} run={run} />
      <h2>{t.openQuestions}</h2>
      <OpenQuestions open={result.open} />
      <h2>{labels.map}</h2>
      <CoverageMap of={result} />
      <NotUsed result={result} />
      <ReportButton name={title} />
    </>
  )
}

function Guides({ result, run }: { readonly result: AuditResult; readonly run: string }) {
  const { lang } = useLanguage()
  return (
    <div className="cards">
      {result.guides.map(({ guide, judgement, claims }) => (
        <article className="card" key={guide}>
          <h3>
            {guide.split('/').at(-1)} {hasSentence(guide) ? sayPlain('claims', { code: guide, params: {} }, lang) : ''}
          </h3>
          <VerdictMark verdict={JUDGED[judgement]} />
          {claims.slice(0, 12).map(({ saying, verdict }, i) => (
            <p key={i}>
              <VerdictShape verdict={verdict} /> <strong>{word(verdict, lang)}</strong>{' '}
              <PhraseText phrase={say('claims', saying, lang)} />
            </p>
          ))}
          <Judgement run={run} about={{ kind: 'guide', id: guide }} />
          <Comments about={{ kind: 'guide', id: guide, run }} isFolded />
        </article>
      ))}
    </div>
  )
}

function Findings({ result, run }: { readonly result: AuditResult; readonly run: string }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  const [open, setOpen] = useState<string | null>(null)
  const chosen = result.findings.find(({ id }) => id === open)
  if (result.findings.length === 0) return <p className="note">{labels.noFindings}</p>
  const columns = [
    { key: 'title', title: t.finding, value: (one: Finding) => sayPlain('findings', one.title, lang), width: '46%' },
    { key: 'weight', title: t.weight, value: (one: Finding) => word(one.weight, lang), width: '6em' },
    { key: 'backDoor', title: labels.backDoor, value: (one: Finding) => word(one.backDoor, lang), isSecondary: true },
    { key: 'from', title: t.from, value: (one: Finding) => partyName(one.from, lang), isSecondary: true },
    { key: 'to', title: t.to, value: (one: Finding) => partyName(one.to, lang), isSecondary: true },
    { key: 'connects', title: t.connects, value: (one: Finding) => word(one.connected, lang), width: '6em' },
  ]
  return (
    <>
      <DataTable
        name={t.allFindings}
        rows={byWeight(result.findings)}
        columns={columns}
        idOf={({ id }) => id}
        onOpen={({ id }) => setOpen(id)}
        chosen={open}
      />
      <SidePanel title={fillIn(t.finding, {})} isOpen={chosen !== undefined} onClose={() => setOpen(null)}>
        {chosen === undefined ? null : (
          <>
            <WholeFinding run={run} finding={chosen} result={result} />
            <Judgement run={run} about={{ kind: 'finding', id: chosen.id }} />
            <Comments about={{ kind: 'finding', id: chosen.id, run }} />
          </>
        )}
      </SidePanel>
    </>
  )
}
