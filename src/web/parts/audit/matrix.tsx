import type { AuditResult, MatrixCell } from '../../../audit/result.ts'
import { fill, plain } from '../../../report/sentences/phrase.ts'
import { labelsOf, partyName, word } from '../../../report/sentences/say.ts'
import { useLanguage } from '../../language/language.tsx'
import { VerdictMark, VerdictShape } from '../verdict-mark.tsx'

/** A matrix is readable to about this many parties; beyond, only directions that have something to say are shown. */
const READABLE = 40

interface Props {
  readonly result: AuditResult
  readonly chosen: MatrixCell | null
  readonly onChoose: (cell: MatrixCell) => void
}

/** Who reaches whom: choosing a cell opens its paths. */
export function TenantMatrix({ result, chosen, onChoose }: Props) {
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  const telling = new Set(
    result.matrix.filter(({ verdict }) => verdict !== 'proved').flatMap(({ from, to }) => [from, to]),
  )
  const seen = new Set(result.matrix.flatMap(({ from, to }) => [from, to]))
  const all = result.parties.map(({ id }) => id).filter((id) => seen.has(id))
  const ids = (all.length > READABLE ? all.filter((id) => telling.has(id)) : all).slice(0, READABLE)
  const cells = new Map(result.matrix.map((cell) => [`${cell.from}\n${cell.to}`, cell]))
  const left = all.length - ids.length
  return (
    <>
      <div className="scroll" role="region" tabIndex={0} aria-label={labels.matrix}>
        <table className="mx">
          <caption className="sr">
            {labels.matrix}. {labels.matrixHelp}
          </caption>
          <thead>
            <tr>
              <th scope="col">{labels.fromTo}</th>
              {ids.map((id) => (
                <th scope="col" key={id}>
                  {partyName(id, lang)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ids.map((from) => (
              <tr key={from}>
                <th scope="row">{partyName(from, lang)}</th>
                {ids.map((to) => (
                  <Cell key={to} {...{ from, to, chosen, onChoose }} cell={cells.get(`${from}\n${to}`)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="note">
        {(['proved', 'refuted', 'undetermined'] as const).map((verdict) => (
          <span key={verdict}>
            <VerdictMark verdict={verdict} />{' '}
          </span>
        ))}
        {left > 0 ? ` +${left}` : ''}
        {result.matrixFolded > 0 ? ` ${labels.matrixFolded}: ${result.matrixFolded}` : ''}
      </p>
    </>
  )
}

interface CellProps extends Omit<Props, 'result'> {
  readonly from: string
  readonly to: string
  readonly cell: MatrixCell | undefined
}

function Cell({ from, to, cell, chosen, onChoose }: CellProps) {
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  if (from === to)
    return (
      <td className="same">
        <span className="sr">{labels.same}</span>
      </td>
    )
  if (cell === undefined)
    return (
      <td>
        <span aria-hidden="true">·</span>
        <span className="sr">{labels.notAsked}</span>
      </td>
    )
  const names = { from: partyName(from, lang), to: partyName(to, lang), verdict: word(cell.verdict, lang) }
  const said = plain(fill(labels.matrixCell, names, {}, lang))
  const paths = cell.findings.length
  return (
    <td className={cell.verdict}>
      <button
        type="button"
        aria-pressed={chosen?.from === from && chosen.to === to}
        aria-label={paths > 0 ? `${said}, ${labels.paths.replace('{count}', String(paths))}` : said}
        onClick={() => onChoose(cell)}
      >
        <VerdictShape verdict={cell.verdict} />
        {paths > 0 ? paths : null}
        {cell.permitted ? <i>{labels.permittedMark}</i> : null}
      </button>
    </td>
  )
}
