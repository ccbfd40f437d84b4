import { newest } from '../../../isms/isms.ts'
import { useRecords, useSummary } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { either } from '../../language/text.ts'
import { TEXTS } from './texts.ts'

/** The risk matrix as a table: how many risks lie where, by the newest criteria. It is its own table for a screen reader. */
export function RiskPlot() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const criteria = newest((useRecords('criteria').data ?? []).map(({ body }) => body))
  const cells = useSummary().data?.risks.cells ?? []
  if (criteria === undefined) return <p className="note">{t.noCriteria}</p>
  const countAt = (likelihood: number, consequence: number): number =>
    cells.find((one) => one.likelihood === likelihood && one.consequence === consequence)?.count ?? 0
  return (
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
  )
}
