/** `11/22`, the day of a moment as short as a plot needs it; the table has the whole. */
export function shortDay(at: string): string {
  const moment = new Date(at)
  return Number.isNaN(moment.getTime()) ? at : `${moment.getMonth() + 1}/${moment.getDate()}`
}
