import { describe, expect, it } from 'vitest'
import { readEngagement } from '../../../../audit/engagement.ts'
import { exampleFor } from './example.ts'

describe('what a new engagement begins with', () => {
  it('is about the service that is provided, whatever its name holds', () => {
    for (const ja of ['証クラウド', '"甲": {乙} # 丙', "改行\nと'引用'"]) {
      const { engagement, problems } = readEngagement(exampleFor({ ja, en: '' }), 'akashi.yaml')
      expect(problems).toEqual([])
      expect(engagement?.service?.name).toEqual({ ja, en: ja })
    }
  })

  it('is an example where no service is provided', () => {
    expect(readEngagement(exampleFor(null), 'akashi.yaml').problems).toEqual([])
  })
})
