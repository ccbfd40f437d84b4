import { Link } from '@tanstack/react-router'
import { z } from 'zod'
import { word } from '../../../report/sentences/say.ts'
import { KINDS, LAYERS } from '../../../report/summary/coverage.ts'
import { useAsked } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { TEXTS } from './texts.ts'

const coverageSchema = z.object({
  audits: z.number(),
  cells: z.array(z.object({ cell: z.string(), read: z.number(), partial: z.number(), lacking: z.number() })),
})
type CellCoverage = z.infer<typeof coverageSchema>['cells'][number]

/** The environment model with how much of the expected evidence was read. It is its own table: every cell says its numbers. */
export function CoveragePlot() {
  const t = useTexts(TEXTS)
  return (
    <Loaded query={useAsked(coverageSchema, '/coverage')}>
      {({ audits, cells }) =>
        audits === 0 ? (
          <p className="note">
            {t.coverageNone} <Link to="/evidence">{t.toEvidence}</Link>
          </p>
        ) : (
          <Cells cells={cells} />
        )
      }
    </Loaded>
  )
}

const total = ({ read, partial, lacking }: Omit<CellCoverage, 'cell'>): number => read + partial + lacking

function Cells({ cells }: { readonly cells: readonly CellCoverage[] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const byCell = new Map(cells.map((one) => [one.cell, one]))
  const [read, all] = [cells.reduce((sum, one) => sum + one.read, 0), cells.reduce((sum, one) => sum + total(one), 0)]
  const empty = cells.filter((one) => total(one) === 0).length
  return (
    <>
      <p>
        {fillIn(t.coverageSay, { read, total: all })} {empty === 0 ? '' : fillIn(t.coverageEmpty, { count: empty })}
      </p>
      <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true">
        <defs>
          <pattern id="cover-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" fill="#e6cd85" />
            <rect width="3" height="6" fill="#a87900" />
          </pattern>
          <pattern id="cover-gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" fill="#fff" />
            <rect width="2" height="6" fill="#8a8f99" />
          </pattern>
        </defs>
      </svg>
      <table className="map small">
        <caption className="sr">{t.coverage}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{t.coverage}</span>
            </th>
            {[...KINDS, 'serviceManagement'].map((kind) => (
              <th scope="col" key={kind}>
                {word(kind, lang)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LAYERS.map((layer, i) => (
            <tr key={layer}>
              <th scope="row">{word(layer, lang)}</th>
              {KINDS.map((kind) => (
                <td key={kind} data-kind={word(kind, lang)}>
                  <Cell of={byCell.get(`${layer}/${kind}`)} />
                </td>
              ))}
              {i === 0 ? (
                <td rowSpan={3} data-kind={word('serviceManagement', lang)}>
                  <Cell of={byCell.get('serviceManagement')} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Cell({ of }: { readonly of: CellCoverage | undefined }) {
  const t = useTexts(TEXTS)
  if (of === undefined || total(of) === 0) return <span className="none">{t.noEvidence}</span>
  const share = (count: number): number => (100 * count) / total(of)
  return (
    <>
      <svg className="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect width={share(of.read)} height="8" fill="#27477d" />
        <rect x={share(of.read)} width={share(of.partial)} height="8" fill="url(#cover-hatch)" />
        <rect x={share(of.read + of.partial)} width={share(of.lacking)} height="8" fill="url(#cover-gap)" />
      </svg>
      <span className="soft">
        {[
          `${t.read} ${of.read}`,
          ...(of.partial > 0 ? [`${t.partial} ${of.partial}`] : []),
          ...(of.lacking > 0 ? [`${t.lacking} ${of.lacking}`] : []),
        ].join('・')}
      </span>
    </>
  )
}
