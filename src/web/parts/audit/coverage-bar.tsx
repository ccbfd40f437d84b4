const WIDTH = 200
const SEGMENTS = [
  ['read', '#27477d'],
  ['partial', 'url(#cover-hatch)'],
  ['lacking', 'url(#cover-gap)'],
] as const

/** How much of the evidence that was expected is read whole, read in part, or lacking. */
export type Shares = Readonly<Record<(typeof SEGMENTS)[number][0], number>>

/** The shares as a bar, or nothing where nothing was expected. What it shows has to be said in words beside it; the page needs one `CoverageHatches`. */
export function CoverageBar({ of }: { readonly of: Shares }) {
  const total = SEGMENTS.reduce((sum, [share]) => sum + of[share], 0)
  if (total === 0) return null
  let x = 0
  return (
    <svg className="bar" viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
      {SEGMENTS.map(([share, fill]) => {
        const at = x
        x += (WIDTH * of[share]) / total
        return <rect key={share} x={at} width={x - at} height="8" fill={fill} />
      })}
    </svg>
  )
}

/** The hatches of the bars, which show without colour as well. */
export const CoverageHatches = () => (
  <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true">
    <defs>
      <Hatch id="cover-hatch" ground="#e6cd85" line="#a87900" width="3" />
      <Hatch id="cover-gap" ground="#fff" line="#8a8f99" width="2" />
    </defs>
  </svg>
)

type HatchProps = Readonly<Record<'id' | 'ground' | 'line' | 'width', string>>

const Hatch = ({ id, ground, line, width }: HatchProps) => (
  <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width="6" height="6" fill={ground} />
    <rect width={width} height="6" fill={line} />
  </pattern>
)
