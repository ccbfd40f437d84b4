import { describe, expect, it } from 'vitest'
import { momentOf, writtenTime } from './dates.ts'

describe('times as people write them', () => {
  it('keep the zone in which they were recorded', () => {
    expect(writtenTime('2026-11-21T23:41:00Z', 'ja')).toBe('2026年11月21日 23:41（UTC）')
    expect(writtenTime('2026-11-22T08:41:00+09:00', 'en')).toBe('22 November 2026, 08:41 UTC+09:00')
    expect(writtenTime('2026-11-21', 'ja')).toBe('2026年11月21日')
  })

  it('a text that is no time comes back as it is, and is no moment', () => {
    expect(writtenTime('yesterday', 'en')).toBe('yesterday')
    expect(momentOf('+1+cmd|calc!A0')).toBeNull()
    expect(momentOf('2026-11-21T23:41:00Z')).toBe(Date.UTC(2026, 10, 21, 23, 41))
  })
})
