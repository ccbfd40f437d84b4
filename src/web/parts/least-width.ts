/** What a column needs to be read, in pixels, where it does not say. */
const LEAST = 104
/** Columns that are secondary are not drawn on a narrow page. */
interface Measured {
  readonly width?: string | undefined
  readonly isSecondary?: boolean | undefined
}

/**
 * How wide a table has to be so that each of its columns can be read, as CSS: what columns of their own width take, the least for the others, and as much
 * more as those that take a share of the whole ask for. In less room it scrolls sideways instead of setting words letter by letter.
 */
export function leastWidth(columns: readonly Measured[]): string {
  const drawn = columns.filter(({ isSecondary }) => isSecondary !== true)
  const shares = drawn.reduce((sum, { width }) => sum + shareOf(width), 0)
  const parts = drawn.filter(({ width }) => shareOf(width) === 0).map(({ width }) => width ?? `${LEAST}px`)
  // Never more than twice the rest, and never less than what those columns need themselves.
  const rest = parts.length === 0 ? '0px' : parts.join(' + ')
  const count = drawn.length - parts.length
  return `max(calc((${rest}) / ${Math.max(0.5, 1 - shares).toFixed(2)}), calc(${rest} + ${count * LEAST}px))`
}

/** The share of the whole that a width like `34%` asks for; 0 where it is none. */
function shareOf(width: string | undefined): number {
  return width?.endsWith('%') === true ? Number(width.slice(0, -1)) / 100 : 0
}
