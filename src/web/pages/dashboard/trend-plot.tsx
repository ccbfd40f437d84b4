import { AxisBottom, AxisLeft } from '@visx/axis'
import { useElementSize } from '@mantine/hooks'
import { scaleBand, scaleLinear } from '@visx/scale'
import { word } from '../../../report/sentences/say.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { shortDay } from './short-day.ts'
import { TEXTS } from './texts.ts'
import type { Trend, TrendRun } from './trend.ts'

const LEAST_WIDTH = 260
const HEIGHT = 210
const DAY_WIDTH = 48
const MARGIN = { top: 10, right: 8, bottom: 28, left: 34 }
const TICK = { fontSize: 11, fill: '#5b6270' }
/** From the bottom: what stands on firm ground is beneath. */
const STACK = [
  ['proved', 'url(#trend-proved)'],
  ['undetermined', 'url(#trend-undetermined)'],
  ['refuted', 'url(#trend-refuted)'],
] as const

/** Bars of directions, one for each audit; each verdict has a pattern and its number beside its colour. */
export function TrendPlot({ trend }: { readonly trend: Trend }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const { runs } = trend
  const box = useElementSize()
  const width = Math.max(LEAST_WIDTH, box.width)
  const most = Math.max(1, ...runs.map(({ proved, refuted, undetermined }) => proved + refuted + undetermined))
  const x = scaleBand({ domain: runs.map(({ id }) => id), range: [MARGIN.left, width - MARGIN.right], padding: 0.25 })
  const y = scaleLinear({ domain: [0, most], range: [HEIGHT - MARGIN.bottom, MARGIN.top], nice: true })
  const dayOf = new Map(runs.map(({ id, endedAt }) => [id, shortDay(endedAt)]))
  const last = runs.at(-1)
  const said = STACK.map(([verdict]) => `${word(verdict, lang)} ${last?.[verdict] ?? 0}`).join('・')
  const every = Math.ceil((runs.length * DAY_WIDTH) / width)
  return (
    <div ref={box.ref}>
      <svg
        className="plot"
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={fillIn(t.trendSaid, { count: runs.length, last: said })}
      >
        <Patterns />
        <AxisLeft
          scale={y}
          left={MARGIN.left}
          numTicks={4}
          tickFormat={(value) => (Number.isInteger(Number(value)) ? String(value) : '')}
          stroke="#a9a598"
          tickStroke="#a9a598"
          tickLabelProps={{ ...TICK, textAnchor: 'end', dx: -2, dy: 4 }}
        />
        <AxisBottom
          scale={x}
          top={HEIGHT - MARGIN.bottom}
          tickValues={runs.filter((_, i) => (runs.length - 1 - i) % every === 0).map(({ id }) => id)}
          tickFormat={(id) => dayOf.get(id) ?? ''}
          stroke="#a9a598"
          hideTicks
          tickLabelProps={{ ...TICK, textAnchor: 'middle' }}
        />
        {runs.map((run) => (
          <Bar
            key={run.id}
            run={run}
            x={x(run.id) ?? 0}
            width={Math.min(64, x.bandwidth())}
            room={x.bandwidth()}
            y={y}
          />
        ))}
      </svg>
    </div>
  )
}

interface BarProps {
  readonly run: TrendRun
  readonly x: number
  readonly width: number
  readonly room: number
  readonly y: (value: number) => number
}

function Bar({ run, x, width, room, y }: BarProps) {
  const { lang } = useLanguage()
  const left = x + (room - width) / 2
  let below = 0
  return (
    <g>
      <title>{[run.title, ...STACK.map(([verdict]) => `${word(verdict, lang)} ${run[verdict]}`)].join(' ')}</title>
      {STACK.map(([verdict, fill]) => {
        const count = run[verdict]
        const [bottom, top] = [y(below), y(below + count)]
        below += count
        if (count === 0) return null
        return (
          <g key={verdict}>
            <rect x={left} y={top} width={width} height={bottom - top} fill={fill} stroke="#fff" />
            {bottom - top < 14 || width < 16 ? null : (
              <text className="bar-count" x={left + width / 2} y={(top + bottom) / 2 + 4}>
                {MARKS[verdict]} {count}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}

const MARKS = { proved: '●', undetermined: '◐', refuted: '✕' } as const

const Patterns = () => (
  <defs>
    <pattern id="trend-proved" width="6" height="6" patternUnits="userSpaceOnUse">
      <rect width="6" height="6" fill="#cfe5dc" />
    </pattern>
    <pattern id="trend-undetermined" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="7" height="7" fill="#fbf3dc" />
      <rect width="2" height="7" fill="#e6cd85" />
    </pattern>
    <pattern id="trend-refuted" width="7" height="7" patternUnits="userSpaceOnUse">
      <rect width="7" height="7" fill="#f6cfca" />
      <path d="M1.5 1.5l4 4M5.5 1.5l-4 4" stroke="#e39a92" strokeWidth="1.1" />
    </pattern>
  </defs>
)
