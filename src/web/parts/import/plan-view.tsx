import { useState } from 'react'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { DataTable } from '../data-table.tsx'
import type { Plan, PlanRow } from './plan.ts'
import { TEXTS } from './texts.ts'

const SHOWN = ['every', 'refused', 'create', 'update', 'same'] as const
type Shown = (typeof SHOWN)[number]

const ENCODINGS: Readonly<Record<string, string>> = { 'utf-8': 'UTF-8', 'utf-16': 'UTF-16', shift_jis: 'Shift_JIS' }

/** Every row with what it would do and what is wrong with it; errors first. */
export function PlanView({ plan, file }: { readonly plan: Plan; readonly file: string }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const encoding = ENCODINGS[plan.form]
  return (
    <section aria-label={t.rows}>
      <div role="status">
        <p>
          <strong>{fillIn(t.checked, { file, ...plan.counts })}</strong>
        </p>
        {encoding === undefined ? null : <p className="note">{fillIn(t.encoding, { form: encoding })}</p>}
        {plan.passedOver.length === 0 ? null : (
          <p className="note">{fillIn(t.passedOver, { columns: plan.passedOver.join(lang === 'ja' ? '、' : ', ') })}</p>
        )}
      </div>
      {plan.problems.length === 0 ? null : (
        <ul className="trouble" role="alert">
          {plan.problems.map(({ text }, i) => (
            <li key={i}>{text[lang]}</li>
          ))}
        </ul>
      )}
      {plan.rows.length === 0 ? null : <Rows plan={plan} />}
    </section>
  )
}

function Rows({ plan }: { readonly plan: Plan }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const [shown, setShown] = useState<Shown>(plan.counts.refused > 0 ? 'refused' : 'every')
  const rows = plan.rows.filter(({ action }) => shown === 'every' || action === shown)
  const said = (row: PlanRow): readonly string[] => [
    ...row.problems.map(({ text }) => text[lang]),
    ...row.changes.map(({ column, before, after }) =>
      row.action === 'create' ? `${column}: ${after}` : `${column}: ${before || t.nothing} → ${after || t.nothing}`,
    ),
  ]
  const columns = [
    { key: 'row', title: t.row, value: ({ row }: PlanRow) => row, width: '4.5em' },
    {
      key: 'action',
      title: t.action,
      value: ({ action }: PlanRow) => t[action],
      show: ({ action }: PlanRow) => <span className={`import-${action}`}>{t[action]}</span>,
      width: '7em',
      isSecondary: true,
    },
    { key: 'name', title: t.name, value: ({ name }: PlanRow) => name },
    {
      key: 'what',
      title: t.what,
      value: (row: PlanRow) => said(row).join('\n'),
      show: (row: PlanRow) => said(row).map((line, i) => <div key={i}>{line}</div>),
      width: '46%',
    },
  ]
  return (
    <>
      <div className="quick" role="group" aria-label={t.action}>
        {SHOWN.map((one) => (
          <button key={one} type="button" aria-pressed={shown === one} onClick={() => setShown(one)}>
            {t[one]} {one === 'every' ? plan.rows.length : plan.counts[one]}
          </button>
        ))}
      </div>
      <DataTable name={t.rows} rows={rows} columns={columns} idOf={({ row }) => String(row)} />
    </>
  )
}
