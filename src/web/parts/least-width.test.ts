import { describe, expect, it } from 'vitest'
import { leastWidth } from './least-width.ts'

describe('how wide a table has to be', () => {
  it('gives each column without a width enough to be read, beside those that have one', () => {
    expect(leastWidth([{ width: '8em' }, {}, {}])).toBe(
      'max(calc((8em + 104px + 104px) / 1.00), calc(8em + 104px + 104px + 0px))',
    )
  })

  it('leaves a share of the whole to those that ask for it, and does not count what narrow pages leave out', () => {
    expect(leastWidth([{ width: '34%' }, {}, { width: '9em', isSecondary: true }])).toBe(
      'max(calc((104px) / 0.66), calc(104px + 104px))',
    )
  })
})
