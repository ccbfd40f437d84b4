/** Types that both drivers would give back differently, by their PostgreSQL number: one function each, used by both. */
export const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  20: int8,
  1082: (text) => text,
  1184: (text) => new Date(text).toISOString(),
}

/** An int8 as a number. Throws beyond 2^53, where a number would silently be another one. */
function int8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`the int8 ${text} does not fit a number`)
  return value
}
