import type { Lang } from '../base/text.ts'

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/

/** The moment of an ISO 8601 time with zone in milliseconds, or null: `Date.parse` alone takes `+1+cmd` for a date. */
export function momentOf(iso: string): number | null {
  const moment = ISO.test(iso) ? Date.parse(iso) : Number.NaN
  return Number.isNaN(moment) ? null : moment
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/**
 * An ISO 8601 time as people write it, in the zone in which it was recorded: a report must not depend on where it is printed.
 * `2026年11月21日 23:41（UTC）`, `21 November 2026, 23:41 UTC`. A text that is no such time comes back as it is.
 */
export function writtenTime(iso: string, lang: Lang): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(iso)
  if (parts === null) return iso
  const [, year = '', month = '', day = '', time, zone] = parts
  const where = zone === undefined ? '' : zone === 'Z' ? 'UTC' : `UTC${zone}`
  if (lang === 'ja') {
    const date = `${Number(year)}年${Number(month)}月${Number(day)}日`
    return time === undefined ? date : `${date} ${time}${where === '' ? '' : `（${where}）`}`
  }
  const date = `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${Number(year)}`
  return time === undefined ? date : `${date}, ${time}${where === '' ? '' : ` ${where}`}`
}
