const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How long after each attempt that failed the next one comes: nine attempts over two days and a half. */
export const WAITS_MS: readonly number[] = [
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  18 * HOUR,
  24 * HOUR,
]

/** When to try again after the attempt of that number (the first is 0), or null when it was the last. */
export function nextAttempt(attempt: number, now: Date): Date | null {
  const wait = WAITS_MS[attempt]
  return wait === undefined ? null : new Date(now.getTime() + wait)
}
