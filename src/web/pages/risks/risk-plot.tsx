import { newest } from '../../../isms/isms.ts'
import { useRecords, useSummary } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { either } from '../../../base/text.ts'
import { fillIn } from '../../language/text.ts'
import { TEXTS } from './texts.ts'

/** The risk matrix as a table: how many risks lie where, by the newest approved criteria, or by those that are being written where none are approved yet. It is its own table for a screen reader. */
export function RiskPlot() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const versions = (useRecords('criteria').data ?? []).map(({ body }) => body)
  const criteria = newest(versions.filter(({ approval }) => approval !== null)) ?? newest(versions)
  const cells = useSummary().data?.risks.cells ?? []
  if (criteria === undefined) return <p className="note">{t.noCriteria}</p>
  const countAt = (likelihood: number, consequence: number): number =>
    cells.find((one) => one.likelihood === likelihood && one.consequence === consequence)?.count ?? 0
  const outside = cells
    .filter(({ likelihood, consequence }) => criteria.levels[likelihood - 1]?.[consequence - 1] === undefined)
    .reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      {outside === 0 ? null : <p>{fillIn(t.outside, { count: outside, version: criteria.version })}</p>}
      <div className="scroll" role="region" tabIndex={0} aria-label={t.matrix}>
        <table className="mx risk-mx">
          <caption className="sr">{t.matrixHelp}</caption>
          <thead>
            <tr>
              <th scope="col">
                {t.likelihood}＼{t.consequence}
              </th>
              {criteria.consequence.map((step, j) => (
                <th scope="col" key={j}>
                  {j + 1} {either(step.name, lang)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {criteria.likelihood
              .map((step, i) => (
                <tr key={i}>
                  <th scope="row">
                    {i + 1} {either(step.name, lang)}
                  </th>
                  {criteria.consequence.map((_, j) => {
                    const level = criteria.levels[i]?.[j] ?? 0
                    const count = countAt(i + 1, j + 1)
                    return (
                      <td key={j} className={level > criteria.acceptable ? 'above' : ''}>
                        <small className="soft">{level}</small>{' '}
                        {count === 0 ? '' : <strong className="dot">{count}</strong>}
                      </td>
                    )
                  })}
                </tr>
              ))
              .toReversed()}
          </tbody>
        </table>
      </div>
    </>
  )
}
