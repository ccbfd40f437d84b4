import { lazy, Suspense } from 'react'
import type { AuditResult, Finding } from '../../../../audit/result.ts'
import { useTexts } from '../../../language/language.tsx'
import { TEXTS } from './texts.ts'
import type { Focus } from './view.ts'

const Picture = lazy(async () => ({ default: (await import('./picture.tsx')).TopologyPicture }))
const NO_WAY: NonNullable<Finding['way']> = []

interface Props {
  readonly result: Pick<AuditResult, 'topology' | 'open'>
  readonly way: Finding['way']
  readonly focus: Focus
}

/** The picture, fetched when it is first wanted; says so where a result has none. */
export function LazyPicture({ result: { topology, open }, way, focus }: Props) {
  const t = useTexts(TEXTS)
  if (topology === undefined) return <p className="note">{t.none}</p>
  const devices = new Set(open.flatMap(({ device }) => device ?? []))
  return (
    <Suspense
      fallback={
        <p className="note topo-wait" role="status">
          {t.drawing}
        </p>
      }
    >
      <Picture topology={topology} way={way ?? NO_WAY} focus={focus} open={devices} />
    </Suspense>
  )
}
