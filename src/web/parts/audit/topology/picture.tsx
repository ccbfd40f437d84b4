import { Button } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import type { Leg, Topology } from '../../../../audit/topology/picture.ts'
import { useLanguage, useTexts } from '../../../language/language.tsx'
import { fillIn } from '../../../language/text.ts'
import { placed } from './layout.ts'
import type { Placed } from './layout.ts'
import { sizesOf } from './measure.ts'
import { groupName } from './names.ts'
import { PictureDrawing } from './drawing.tsx'
import { Legend } from './legend.tsx'
import { PictureTable } from './table.tsx'
import { TEXTS } from './texts.ts'
import { viewOf } from './view.ts'
import type { Focus, View } from './view.ts'

interface Props {
  readonly topology: Topology
  readonly way: readonly Leg[]
  readonly focus: Focus
  /** Devices of which something is not settled. */
  readonly open: ReadonlySet<string>
}

const NARROW = 560

/** The environment with the path drawn over it, and the same as a table. Large ones show the path's neighbourhood, the rest folded by party. */
export function TopologyPicture({ topology, way, focus, open }: Props) {
  const t = useTexts(TEXTS)
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const view = viewOf(topology, way, focus, unfolded)
  const { ref, width } = useElementSize()
  const [zoom, setZoom] = useState<number | null>(null)
  const drawn = usePlaced(view, focus, width)
  const toggle = (group: string): void => {
    const next = new Set(unfolded)
    if (!next.delete(group)) next.add(group)
    setUnfolded(next)
  }
  return (
    <div className="topology" ref={ref}>
      {view.groups.length === 0 ? null : <Folding {...{ topology, view, toggle, setUnfolded }} />}
      {drawn === 'failed' ? <p className="note">{t.failed}</p> : null}
      {drawn === null ? (
        <p className="note topo-wait" role="status">
          {t.drawing}
        </p>
      ) : null}
      {drawn === null || drawn === 'failed' ? null : (
        <PictureDrawing
          {...{ topology, way, open, zoom }}
          view={drawn.view}
          at={drawn.at}
          width={width}
          onZoom={setZoom}
        />
      )}
      <Legend view={view} hasOpen={topology.nodes.some(({ device }) => open.has(device))} />
      {topology.left.nodes + topology.left.links === 0 ? null : (
        <p className="note">{fillIn(t.leftAbout, topology.left)}</p>
      )}
      <PictureTable topology={topology} way={way} />
    </div>
  )
}

/** Where everything stands, once it was found; what was drawn before stays until then. */
function usePlaced(view: View, focus: Focus, width: number): { at: Placed; view: View } | 'failed' | null {
  const { lang } = useLanguage()
  const [drawn, setDrawn] = useState<{ at: Placed; view: View } | 'failed' | null>(null)
  const latest = useRef({ view, focus })
  latest.current = { view, focus }
  const direction = width > 0 && width < NARROW ? 'DOWN' : 'RIGHT'
  const isMeasured = width > 0
  const key = JSON.stringify([view.boxes.map(({ id }) => id), view.lines.map(({ id, isPath }) => [id, isPath]), focus])
  useEffect(() => {
    if (!isMeasured) return undefined
    let isOver = false
    const { view: asked, focus: about } = latest.current
    placed(asked, sizesOf(asked, lang), about, direction).then(
      (at) => (isOver ? undefined : setDrawn({ at, view: asked })),
      () => (isOver ? undefined : setDrawn('failed')),
    )
    return () => {
      isOver = true
    }
  }, [key, lang, direction, isMeasured])
  return drawn
}

function Folding({
  topology,
  view,
  toggle,
  setUnfolded,
}: {
  readonly topology: Topology
  readonly view: View
  readonly toggle: (group: string) => void
  readonly setUnfolded: (groups: ReadonlySet<string>) => void
}) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const isAnyFolded = view.groups.some(({ isFolded }) => isFolded)
  return (
    <>
      <p className="note">{fillIn(isAnyFolded ? t.foldedAbout : t.unfoldedAbout, { total: topology.nodes.length })}</p>
      <div className="bar-row">
        {view.groups.slice(0, 30).map(({ group, count, isFolded }) => (
          <Button key={group} variant="default" size="compact-xs" onClick={() => toggle(group)}>
            {fillIn(isFolded ? t.unfold : t.fold, { name: groupName(group, lang), count })}
          </Button>
        ))}
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => setUnfolded(new Set(isAnyFolded ? view.groups.map(({ group }) => group) : []))}
        >
          {isAnyFolded ? t.all : t.foldAll}
        </Button>
      </div>
    </>
  )
}
