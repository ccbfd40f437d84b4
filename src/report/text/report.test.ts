import { describe, expect, it } from 'vitest'
import { hostile } from '../fixtures/hostile.ts'
import { sample } from '../fixtures/sample.ts'
import { textReport } from './report.ts'
import { widthOf } from './width.ts'

const ja = textReport(sample, { lang: 'ja', colour: false, width: 100 })
const en = textReport(sample, { lang: 'en', colour: false, width: 100 })

describe('the report for a terminal', () => {
  it('opens with the verdict in a sentence', () => {
    expect(ja.split('\n')[2]).toBe(
      '✕ 反証  テナント A とテナント B は分離されておらず、管理ネットワークにも許可のない通信が届きます。',
    )
    expect(en).toContain('✕ refuted  Tenant A and tenant B are not separated')
  })

  it('says of the one that only looks open that no connection comes about', () => {
    expect(ja).toContain('応答が戻らず、接続は成立しません')
  })

  it('puts major findings before minor ones and notes', () => {
    const order = ['F-1', 'F-2', 'F-3', 'F-4', 'F-5'].map((id) => ja.indexOf(` ${id} [`))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(Math.min(...order)).toBeGreaterThan(0)
  })

  it('quotes the line that decides, with its file, place and hash', () => {
    expect(ja).toContain('hv/bridge-vlan.json #/4/vlans/0')
    expect(ja).toContain('【{"vlan":10}】')
  })

  it('says what closes each finding and what to ask for', () => {
    expect(ja).toContain('tap-b2 を VLAN 10 のメンバーから外す')
    expect(ja).toContain('hv2 の証拠も収集してください')
  })

  it('uses no escape sequence unless colour was asked for', () => {
    expect(ja).not.toContain('\u001b')
    expect(textReport(sample, { lang: 'ja', colour: true, width: 100 })).toContain('\u001b[')
  })

  it('keeps within the width', () => {
    for (const width of [60, 100])
      for (const line of textReport(sample, { lang: 'ja', colour: false, width }).split('\n'))
        expect(widthOf(line)).toBeLessThanOrEqual(width + 4)
  })

  it('obeys nothing that the evidence says to a terminal', () => {
    const text = textReport(hostile, { lang: 'en', colour: false, width: 100 })
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  })

  it('stays short when there are thousands of findings', () => {
    const [first] = sample.findings
    const findings = Array.from({ length: 5000 }, (_, i) => ({ ...first!, id: `F-${i}` }))
    expect(
      textReport({ ...sample, findings }, { lang: 'en', colour: false, width: 100 }).split('\n').length,
    ).toBeLessThan(900)
  })
})
