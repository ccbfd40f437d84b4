import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useStatement, useVocabulary } from '../../api/hooks.ts'
import { useMay } from '../../api/may.ts'
import type { StatementRow } from '../../api/shapes.ts'
import { verdictOf } from '../../../isms/verdict.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { word } from '../../../report/sentences/say.ts'
import type { Role } from '../../../catalogue/schema.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { OpenPoints } from '../../parts/open-points.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { SidePanel } from '../../parts/side-panel.tsx'
import { VerdictMark, VerdictShape } from '../../parts/verdict-mark.tsx'
import { BulkAnswer } from './bulk-answer.tsx'
import type { Question } from './bulk-answer.tsx'
import { ControlAnswers } from './control-answers.tsx'
import { KEEPS, SHOWN, rowVerdicts, standingText } from './standing.ts'
import type { Shown } from './standing.ts'
import { TEXTS } from './texts.ts'
import { TransitionView } from './transition.tsx'
import { wordList } from '../../language/words.ts'
import { Versions } from './versions.tsx'

/** The Statement of Applicability: every control with its roles side by side, versions, approval, export, and the way to the next edition. */
export function StatementPage() {
  const t = useTexts(TEXTS)
  return (
    <Loaded query={useStatement()}>
      {({ rows, roles }) =>
        roles.length === 0 ? (
          <PageHead title={t.title} say={t.noRoles}>
            <Link to="/scope">{t.toScope}</Link>
          </PageHead>
        ) : (
          <Statement rows={rows} roles={roles} />
        )
      }
    </Loaded>
  )
}

interface Props {
  readonly rows: readonly StatementRow[]
  readonly roles: readonly ('provider' | 'customer')[]
}

const keyOf = ({ edition, item }: Pick<StatementRow, 'edition' | 'item'>): string => `${edition} ${item}`

function Statement({ rows, roles }: Props) {
  const t = useTexts(TEXTS)
  const [open, setOpen] = useState<string | null>(null)
  const { lang } = useLanguage()
  const chosen = rows.find((row) => keyOf(row) === open)
  const answers = rows.flatMap((row) => row.roles.map((role) => row.answers[role] ?? null))
  const count = (wanted: (answer: (typeof answers)[number]) => boolean): number => answers.filter(wanted).length
  const refuted = count((answer) => verdictOf(answer) === 'refuted')
  const facts = {
    total: answers.length,
    answered: count((answer) => answer !== null && answer.applicable !== null),
    proved: count((answer) => verdictOf(answer) === 'proved'),
    refuted,
  }
  return (
    <>
      <PageHead title={t.title} tone={refuted > 0 ? 'refuted' : ''} say={fillIn(t.say, facts)}>
        {refuted > 0 ? <p>{t.sayRest}</p> : null}
      </PageHead>
      <h2>{t.table}</h2>
      <Controls rows={rows} roles={roles} chosen={open} onOpen={setOpen} />
      <h2>{t.versions}</h2>
      <Versions />
      <OpenPoints
        station="soa"
        onOpen={({ params }) => setOpen(keyOf({ edition: String(params['edition']), item: String(params['item']) }))}
      />
      <h2>{t.transition}</h2>
      <TransitionView />
      <SidePanel
        title={chosen === undefined ? '' : `${chosen.item} ${chosen.title[lang]}`}
        isOpen={chosen !== undefined}
        onClose={() => setOpen(null)}
      >
        {chosen === undefined ? null : <ControlAnswers row={chosen} />}
      </SidePanel>
    </>
  )
}

function Controls({
  rows,
  roles,
  chosen,
  onOpen,
}: Props & { readonly chosen: string | null; readonly onOpen: (key: string) => void }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const [shown, setShown] = useState<Shown>('all')
  const isPermitted = useMay()('writeControl')
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const editions = useVocabulary().data?.editions ?? []
  const nameOf = (id: string): string => editions.find((one) => one.id === id)?.name[lang] ?? id
  const columns = [
    { key: 'item', title: t.item, value: (row: StatementRow) => row.item, width: '8em' },
    { key: 'control', title: t.control, value: (row: StatementRow) => row.title[lang], width: '34%' },
    ...roles.map((role) => ({
      key: role,
      title: ismsWord(role, lang),
      value: (row: StatementRow) => standingText(row, role, t, lang),
    })),
    {
      key: 'verdict',
      title: t.verdict,
      value: (row: StatementRow) =>
        rowVerdicts(row)
          .map(({ verdict }) => word(verdict, lang))
          .join(' ') || '—',
      show: (row: StatementRow) => {
        const verdicts = rowVerdicts(row)
        if (verdicts.length === 0) return t.noVerdict
        // Where roles differ, each verdict says whose it is.
        const noteOf = (held: readonly Role[]): string =>
          verdicts.length === 1
            ? ''
            : wordList(
                held.map((role) => ismsWord(role, lang)),
                lang,
              )
        return verdicts.map((one) => <VerdictMark key={one.verdict} verdict={one.verdict} note={noteOf(one.roles)} />)
      },
      width: '11em',
    },
    { key: 'edition', title: t.edition, value: (row: StatementRow) => nameOf(row.edition), isSecondary: true },
  ]
  const quick = (
    <div className="quick" role="group" aria-label={t.filterState}>
      {SHOWN.map((one) => (
        <button key={one} type="button" aria-pressed={shown === one} onClick={() => setShown(one)}>
          {one === 'refuted' || one === 'proved' ? (
            <span className={one}>
              <VerdictShape verdict={one} />
            </span>
          ) : null}
          {t[one]} {rows.filter(KEEPS[one]).length}
        </button>
      ))}
    </div>
  )
  return (
    <>
      {quick}
      <DataTable
        name={t.title}
        rows={rows.filter(KEEPS[shown])}
        columns={columns}
        idOf={keyOf}
        {...(isPermitted ? { choice: { ids: marked, onChange: setMarked } } : {})}
        tools={<BulkAnswer questions={questionsOf(rows, marked)} onDone={() => setMarked(new Set())} />}
        chosen={chosen}
        onOpen={(row) => onOpen(keyOf(row))}
      />
    </>
  )
}

const questionsOf = (rows: readonly StatementRow[], marked: ReadonlySet<string>): readonly Question[] =>
  rows
    .filter((row) => marked.has(keyOf(row)))
    .flatMap(({ edition, item, roles }) => roles.map((role) => ({ control: { edition, item }, role })))
