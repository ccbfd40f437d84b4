import type { AuditResult } from '../../../audit/result.ts'
import type { Problem, Unread } from '../../../base/problem.ts'
import { labelsOf, sayPlain, word } from '../../../report/sentences/say.ts'
import { placeOf } from '../../../report/summary/evidence.ts'
import { useLanguage } from '../../language/language.tsx'
import { DataTable } from '../../parts/data-table.tsx'

type Endpoint = AuditResult['unowned'][number]

/** What of the evidence was not read, what went wrong while reading, and which endpoints nobody owns: silence is never compliance. */
export function NotUsed({ result: { unread, problems, unowned } }: { readonly result: AuditResult }) {
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  return (
    <>
      <h2>{labels.unread}</h2>
      {unread.length === 0 ? <p className="note">{labels.noUnread}</p> : <UnreadLines unread={unread} />}
      {problems.length === 0 ? null : <Problems problems={problems} />}
      {unowned.length === 0 ? null : <Unowned unowned={unowned} />}
    </>
  )
}

interface Row<T> {
  readonly id: string
  readonly of: T
}
const numbered = <T,>(all: readonly T[]): readonly Row<T>[] => all.map((of, i) => ({ id: String(i), of }))
const idOf = ({ id }: Row<unknown>): string => id

function UnreadLines({ unread }: { readonly unread: readonly Unread[] }) {
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  const columns = [
    { key: 'at', title: labels.file, value: ({ of }: Row<Unread>) => placeOf(of.at), width: '34%' },
    { key: 'context', title: labels.context, value: ({ of }: Row<Unread>) => word(of.context, lang), width: '9em' },
    { key: 'text', title: labels.text, value: ({ of }: Row<Unread>) => of.text },
  ]
  return (
    <>
      <p className="note">{labels.unreadHelp}</p>
      <DataTable name={labels.unread} rows={numbered(unread)} columns={columns} idOf={idOf} />
    </>
  )
}

function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  const columns = [
    { key: 'file', title: labels.file, value: ({ of }: Row<Problem>) => (of.at === undefined ? '' : placeOf(of.at)) },
    {
      key: 'severity',
      title: labels.severity,
      value: ({ of }: Row<Problem>) => word(of.severity, lang),
      width: '8em',
      isSecondary: true,
    },
    {
      key: 'problem',
      title: labels.problem,
      value: ({ of }: Row<Problem>) => sayPlain('problems', { code: of.code, params: of.params ?? {} }, lang),
      width: '50%',
    },
  ]
  return (
    <>
      <h3>{labels.problems}</h3>
      <DataTable name={labels.problems} rows={numbered(problems)} columns={columns} idOf={idOf} />
    </>
  )
}

function Unowned({ unowned }: { readonly unowned: readonly Endpoint[] }) {
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  const columns = [
    { key: 'device', title: labels.device, value: ({ of }: Row<Endpoint>) => of.device },
    { key: 'endpoint', title: labels.endpoint, value: ({ of }: Row<Endpoint>) => of.name },
    { key: 'addresses', title: labels.addresses, value: ({ of }: Row<Endpoint>) => of.addresses.join(', ') },
  ]
  return (
    <>
      <h3>{labels.unowned}</h3>
      <p className="note">{labels.unownedHelp}</p>
      <DataTable name={labels.unowned} rows={numbered(unowned)} columns={columns} idOf={idOf} />
    </>
  )
}
