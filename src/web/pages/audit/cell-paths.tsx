import { Button } from '@mantine/core'
import { useState } from 'react'
import type { AuditResult, MatrixCell } from '../../../audit/result.ts'
import { fill, plain } from '../../../report/sentences/phrase.ts'
import { labelsOf, partyName } from '../../../report/sentences/say.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { LazyPicture } from '../../parts/audit/topology/lazy-picture.tsx'
import { WholeFinding } from '../../parts/audit/whole-finding.tsx'
import { VerdictMark } from '../../parts/verdict-mark.tsx'
import { OpenQuestions } from './open-questions.tsx'
import { TEXTS } from './texts.ts'

interface Props {
  readonly run: string
  readonly result: AuditResult
  readonly cell: MatrixCell | null
}

/** The paths of one direction, one at a time, with the lines of evidence beneath. */
export function CellPaths({ run, result, cell }: Props) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const [at, setAt] = useState(0)
  if (cell === null) return <NoPath result={result} cell={null} />
  const wanted = new Set(cell.findings)
  const findings = result.findings.filter(({ id }) => wanted.has(id))
  const open = result.open.filter(({ unknown }) => cell.open.includes(unknown))
  const finding = findings[at % Math.max(1, findings.length)]
  const names = { from: partyName(cell.from, lang), to: partyName(cell.to, lang) }
  const name = plain(fill(labelsOf(lang).fromAtoB, names, {}, lang))
  return (
    <section aria-label={name} aria-live="polite">
      <h3>
        {name} <VerdictMark verdict={cell.verdict} />{' '}
        {findings.length < 2 ? null : (
          <>
            <span className="soft">{fillIn(t.pathOf, { n: (at % findings.length) + 1, total: findings.length })}</span>{' '}
            <Button variant="light" size="compact-xs" onClick={() => setAt(at + 1)}>
              {t.next}
            </Button>
          </>
        )}
      </h3>
      {finding === undefined ? (
        <NoPath result={result} cell={cell} />
      ) : (
        <WholeFinding key={finding.id} run={run} finding={finding} result={result} />
      )}
      {open.length === 0 ? null : <OpenQuestions open={open} />}
    </section>
  )
}

/** A direction without a path: what was proved, or what keeps it from being decided, and on request the environment. */
function NoPath({ result, cell }: { readonly result: AuditResult; readonly cell: MatrixCell | null }) {
  const t = useTexts(TEXTS)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <p className="note">{noPathText(t, cell)}</p>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t.showEnvironment}</summary>
        {isOpen ? <LazyPicture result={result} way={undefined} focus={cell ?? NOWHERE} /> : null}
      </details>
    </>
  )
}

const NOWHERE = { from: '', to: '' }

function noPathText(t: { readonly [K in keyof typeof TEXTS]: string }, cell: MatrixCell | null): string {
  if (cell === null) return t.chosenNone
  if (cell.verdict === 'undetermined') return t.noVerdict
  return cell.permitted ? t.onlyPermitted : t.noPath
}
