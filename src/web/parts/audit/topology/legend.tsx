import { useTexts } from '../../../language/language.tsx'
import { VerdictShape } from '../../verdict-mark.tsx'
import { TEXTS } from './texts.ts'
import type { View } from './view.ts'

/** What the shapes of the picture mean: only those that are in it. */
export function Legend({ view, hasOpen }: { readonly view: View; readonly hasOpen: boolean }) {
  const t = useTexts(TEXTS)
  const { boxes, lines } = view
  const hasPath = boxes.some(({ stop }) => stop !== null)
  const hasForbidden = boxes.some(({ isForbidden }) => isForbidden) || lines.some(({ isForbidden }) => isForbidden)
  const kinds = (['machine', 'gateway', 'segment', 'outside', 'unseen'] as const).filter((kind) =>
    boxes.some(({ node }) => node?.kind === kind),
  )
  return (
    <ul className="legend">
      {hasPath ? <Sample className="line yes on" word={t.legendPath} /> : null}
      {hasForbidden ? (
        <li className="key">
          <VerdictShape verdict="refuted" /> {t.forbidden}
        </li>
      ) : null}
      <Sample className="line yes" word={t.legendLink} />
      {lines.some(({ stands }) => stands === 'unknown') ? (
        <Sample className="line unknown" word={t.legendUnknown} />
      ) : null}
      {lines.some(({ stands }) => stands === 'no') ? <Sample className="line no" word={t.legendDown} /> : null}
      {kinds.map((kind) => (
        <li key={kind}>
          <svg className="topo" width="22" height="14" aria-hidden="true">
            <g className={`node ${kind}`}>
              {kind === 'gateway' ? (
                <polygon className="outline" points="5,1 17,1 21,4 21,10 17,13 5,13 1,10 1,4" />
              ) : (
                <rect className="outline" x="1" y="1" width="20" height="12" rx={kind === 'segment' ? 6 : 2} />
              )}
            </g>
          </svg>{' '}
          {t[kind]}
        </li>
      ))}
      {hasOpen ? (
        <li className="open">
          <VerdictShape verdict="undetermined" /> {t.legendOpen}
        </li>
      ) : null}
      {hasPath ? <li>{t.legendNumber}</li> : null}
    </ul>
  )
}

const Sample = ({ className, word }: { readonly className: string; readonly word: string }) => (
  <li>
    <svg className="topo" width="26" height="8" aria-hidden="true">
      <path className={className} d="M1 4h24" />
    </svg>{' '}
    {word}
  </li>
)
