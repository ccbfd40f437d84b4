import type { ReactNode } from 'react'
import type { Cell } from '../../../cloud/cloud.ts'
import { word } from '../../../report/sentences/say.ts'
import { KINDS, LAYERS } from '../../../report/summary/coverage.ts'
import { useLanguage } from '../../language/language.tsx'

interface Props {
  readonly caption: string
  /** What stands over the names of the layers. */
  readonly corner: ReactNode
  /** For a place that is a part of a page. */
  readonly isSmall?: boolean
  readonly cell: (at: Cell) => ReactNode
}

/** The environment model as a table: three layers by three kinds, with service management beside them all. */
export function LayerTable({ caption, corner, isSmall = false, cell }: Props) {
  const { lang } = useLanguage()
  return (
    <table className={isSmall ? 'map small' : 'map'}>
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{corner}</th>
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
                {cell({ layer, kind })}
              </td>
            ))}
            {i === 0 ? (
              <td rowSpan={LAYERS.length} data-kind={word('serviceManagement', lang)}>
                {cell('serviceManagement')}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
