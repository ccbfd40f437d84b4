import { describe, expect, it } from 'vitest'
import { readEngagement } from '../../../../audit/engagement.ts'
import { assigned } from './assign.ts'
import { firstText } from './first-text.ts'

describe('what a new engagement begins with', () => {
  it('is about the service that is provided, whatever its name holds', () => {
    for (const ja of ['証クラウド', '"甲": {乙} # 丙', "改行\nと'引用'"]) {
      const { engagement, problems } = readEngagement(firstText({ ja, en: '' }, 'ja'), 'akashi.yaml')
      expect(problems).toEqual([])
      expect(engagement?.service?.name).toEqual({ ja, en: ja })
    }
  })

  it('gives nothing to anybody, and takes the first tenant as it is', () => {
    for (const lang of ['ja', 'en'] as const) {
      const { engagement, problems } = readEngagement(firstText(null, lang), 'akashi.yaml')
      expect([problems, engagement?.tenants, engagement?.permitted]).toEqual([[], [], []])
      const next = readEngagement(assigned(firstText(null, lang), 'vm-7', 'A'), 'akashi.yaml')
      expect([next.problems, next.engagement?.tenants]).toEqual([[], [{ id: 'A', endpoints: [{ device: 'vm-7' }] }]])
    }
  })
})
