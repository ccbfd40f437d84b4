import { Button } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import type { PointerEvent } from 'react'
import type { Leg, Topology } from '../../../../audit/topology/picture.ts'
import { useLanguage, useTexts } from '../../../language/language.tsx'
import { fillIn } from '../../../language/text.ts'
import type { Placed } from './layout.ts'
import { groupName } from './names.ts'
import { pathSaid } from './said.ts'
import { Arrows, BoxShape, LineLabel, LineShape } from './shapes.tsx'
import { TEXTS } from './texts.ts'
import type { View } from './view.ts'

interface Props {
  readonly topology: Topology
  readonly way: readonly Leg[]
  readonly open: ReadonlySet<string>
  readonly view: View
  readonly at: Placed
  readonly width: number
  readonly zoom: number | null
  readonly onZoom: (zoom: number | null) => void
}

/** Letters smaller than this share of their size cannot be read: the picture scrolls instead. */
const LEAST = 0.75
const MOST = 2.5
/** About how high the window is at most. */
const HEIGHT = 550
const STEP = 1.25

/** The drawing in a window that scrolls, with buttons for its size; the arrow keys and the pointer move it. */
export function PictureDrawing({ topology, way, open, view, at, width, zoom, onZoom }: Props) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const fit = Math.min(1, Math.max(0.1, (width - 2) / at.width))
  const whole = Math.max(0.03, Math.min(fit, HEIGHT / at.height))
  const scale = zoom ?? Math.max(LEAST, fit)
  const { ref, grab } = useGrab()
  useEffect(() => {
    const start = view.boxes.find(({ stop }) => stop === 0)
    const frame = start === undefined ? undefined : at.boxes.get(start.id)
    if (frame === undefined || ref.current === null) return
    ref.current.scrollTo({ left: frame.x * scale - 24, top: frame.y * scale - 80 })
  }, [at, view, scale, ref])
  const arrows = `arrow${useId().replaceAll(/[^\w]/g, '')}`
  const said = pathSaid(topology, way, lang)
  const to = (next: number): void => onZoom(Math.min(MOST, Math.max(Math.min(LEAST, whole), next)))
  const lines = [...view.lines].toSorted((a, b) => Number(a.isPath) - Number(b.isPath))
  return (
    <>
      <div className="topo-window" ref={ref} tabIndex={0} role="region" aria-label={t.title} onPointerDown={grab}>
        <svg
          className="topo"
          role="img"
          aria-label={said}
          width={at.width * scale}
          height={at.height * scale}
          viewBox={`0 0 ${at.width} ${at.height}`}
        >
          <Arrows name={arrows} />
          {[...at.groups].map(([group, frame]) => (
            <g key={group} className="group">
              <rect {...frame} rx="6" />
              <text x={frame.x + 12} y={frame.y + 18}>
                {groupName(group, lang)}
              </text>
            </g>
          ))}
          {lines.map((line) => (
            <LineShape key={line.id} line={line} points={at.lines.get(line.id) ?? []} arrows={arrows} />
          ))}
          {view.boxes.map((box) => {
            const frame = at.boxes.get(box.id)
            const isOpen = box.node !== null && open.has(box.node.device)
            return frame === undefined ? null : <BoxShape key={box.id} {...{ box, frame, isOpen }} />
          })}
          {lines.map((line) => {
            const frame = at.labels.get(line.id)
            return frame === undefined ? null : <LineLabel key={line.id} {...{ line, frame }} />
          })}
        </svg>
      </div>
      <div className="bar-row topo-tools">
        <Button variant="default" size="compact-xs" onClick={() => to(scale * STEP)} aria-label={t.larger}>
          ＋
        </Button>
        <Button variant="default" size="compact-xs" onClick={() => to(scale / STEP)} aria-label={t.smaller}>
          －
        </Button>
        <Button variant="default" size="compact-xs" onClick={() => onZoom(whole)}>
          {t.whole}
        </Button>
        <span className="soft">{fillIn('{percent}%', { percent: Math.round(scale * 100) })}</span>
      </div>
    </>
  )
}

/** Takes hold of the picture with the mouse and moves it; a finger scrolls it anyway. */
function useGrab() {
  const ref = useRef<HTMLDivElement>(null)
  const grab = (event: PointerEvent): void => {
    const box = ref.current
    if (box === null || event.pointerType !== 'mouse' || event.button !== 0) return
    const from = { x: event.clientX + box.scrollLeft, y: event.clientY + box.scrollTop }
    const move = (now: globalThis.PointerEvent): void =>
      box.scrollTo({ left: from.x - now.clientX, top: from.y - now.clientY })
    const drop = (): void => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', drop)
      window.removeEventListener('pointercancel', drop)
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', drop)
    window.addEventListener('pointercancel', drop)
  }
  return { ref, grab }
}
