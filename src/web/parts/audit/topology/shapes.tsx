import { useLanguage } from '../../../language/language.tsx'
import type { Frame, Point } from './layout.ts'
import { boxWords, lineWords } from './measure.ts'
import { nodeName } from './names.ts'
import type { Box, Line } from './view.ts'

/** A box of the picture: its shape says its kind, a thick frame that it is on the path, a cross that it should not be there. */
export function BoxShape({
  box,
  frame,
  isOpen,
}: {
  readonly box: Box
  readonly frame: Frame
  readonly isOpen: boolean
}) {
  const { lang } = useLanguage()
  const { name, about, steps, mark } = boxWords(box, lang)
  const { width, height } = frame
  const kind = box.node?.kind ?? 'folded'
  const classes = ['node', kind, box.stop === null ? '' : 'on', box.isForbidden ? 'key' : ''].join(' ')
  return (
    <g className={classes} transform={`translate(${frame.x} ${frame.y})`}>
      <title>{box.node === null ? name : [nodeName(box.node, lang), ...box.node.addresses].join(' ')}</title>
      {kind === 'folded' ? <rect className="behind" x="4" y="-4" width={width} height={height} rx="5" /> : null}
      <Outline kind={kind} width={width} height={height} />
      <text className="name" x={width / 2} y="19">
        {name}
      </text>
      <text className="about" x={width / 2} y="35">
        {about}
      </text>
      {mark === '' ? null : (
        <text className="mark" x={width / 2} y="53">
          ✕ {mark}
        </text>
      )}
      {steps === '' ? null : <Badge x={width + 4} text={steps} />}
      {isOpen ? <OpenMark /> : null}
    </g>
  )
}

function Outline({ kind, width, height }: { readonly kind: string; readonly width: number; readonly height: number }) {
  if (kind === 'gateway') {
    const cut = 9
    const points = [
      [cut, 0],
      [width - cut, 0],
      [width, cut],
      [width, height - cut],
      [width - cut, height],
      [cut, height],
      [0, height - cut],
      [0, cut],
    ]
    return <polygon className="outline" points={points.map((one) => one.join(',')).join(' ')} />
  }
  return <rect className="outline" width={width} height={height} rx={kind === 'segment' ? height / 2 : 5} />
}

const Badge = ({ x, text }: { readonly x: number; readonly text: string }) => {
  const width = text.length * 6.4 + 10
  return (
    <g className="badge" transform={`translate(${x - width} -10)`}>
      <rect width={width} height="16" rx="8" />
      <text x={width / 2} y="12">
        {text}
      </text>
    </g>
  )
}

/** The half-filled circle of what is not settled. */
const OpenMark = () => (
  <g className="open-mark" transform="translate(-6 -6)">
    <circle cx="7" cy="7" r="6" />
    <path d="M7 1a6 6 0 0 1 0 12z" />
  </g>
)

const ROUND = 7

/** A line through its corners, rounded. */
function pathThrough(points: readonly Point[]): string {
  return points
    .map((point, i) => {
      const [before, after] = [points[i - 1], points[i + 1]]
      if (before === undefined) return `M${point.x} ${point.y}`
      if (after === undefined) return `L${point.x} ${point.y}`
      const [a, b] = [towards(point, before), towards(point, after)]
      return `L${a.x} ${a.y}Q${point.x} ${point.y} ${b.x} ${b.y}`
    })
    .join('')
}

function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const share = length === 0 ? 0 : Math.min(ROUND, length / 2) / length
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

/** A link: thick with an arrow where the path goes, dashed where it is not known to stand, dotted where it is down. */
export function LineShape({
  line,
  points,
  arrows,
}: {
  readonly line: Line
  readonly points: readonly Point[]
  readonly arrows: string
}) {
  const classes = ['line', line.stands, line.isPath ? 'on' : '', line.isForbidden ? 'key' : ''].join(' ')
  const marker = line.isPath ? { markerEnd: `url(#${arrows}${line.isForbidden ? '-key' : ''})` } : {}
  return <path className={classes} d={pathThrough(points)} {...marker} />
}

/** The words on a link of the path. */
export function LineLabel({ line, frame }: { readonly line: Line; readonly frame: Frame }) {
  const { lang } = useLanguage()
  return (
    <g className={`label ${line.isForbidden ? 'key' : ''}`} transform={`translate(${frame.x} ${frame.y})`}>
      <rect width={frame.width} height={frame.height} rx="3" />
      {lineWords(line, lang).map((word, i) => (
        <text key={i} x={frame.width / 2} y={12 + i * 15} className={i === 0 && line.isForbidden ? 'mark' : ''}>
          {word}
        </text>
      ))}
    </g>
  )
}

/** The heads of arrows, under a name that is the picture's own. */
export const Arrows = ({ name }: { readonly name: string }) => (
  <defs>
    {['', '-key'].map((key) => (
      <marker
        key={key}
        id={`${name}${key}`}
        className={`arrow${key}`}
        viewBox="0 0 10 10"
        refX="9"
        refY="5"
        markerWidth="4.5"
        markerHeight="4.5"
        orient="auto"
      >
        <path d="M0 0l10 5-10 5z" />
      </marker>
    ))}
  </defs>
)
