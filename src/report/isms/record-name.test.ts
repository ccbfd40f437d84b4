import { describe, expect, it } from 'vitest'
import { recordName } from './record-name.ts'

const CASES: readonly (readonly [kind: string, content: unknown, ja: string, en: string])[] = [
  ['risk', { title: '他テナントへの到達' }, '他テナントへの到達', '他テナントへの到達'],
  ['service', { name: { ja: '共同保管', en: 'Shared Store' } }, '共同保管', 'Shared Store'],
  ['service', { name: { ja: '共同保管', en: '' } }, '共同保管', '共同保管'],
  ['necessaryControl', { name: '分離' }, '分離', '分離'],
  ['soa', { title: '', version: 3 }, '第3版', 'Version 3'],
  ['responsibility', { control: { edition: 'x', item: 'CLD.6.3.1' } }, 'CLD.6.3.1', 'CLD.6.3.1'],
  ['information', { topic: 'backup' }, 'バックアップ', 'backup'],
  ['riskExemption', { property: 'confidentiality' }, '機密性', 'confidentiality'],
  ['comment', { text: '字'.repeat(100) }, `${'字'.repeat(60)}…`, `${'字'.repeat(60)}…`],
  ['evidence', null, 'the-id', 'the-id'],
  ['evidence', { title: 7, name: [] }, 'the-id', 'the-id'],
]

describe('what a record is called', () => {
  it.each(CASES)('says it of a %s in both languages: %j', (kind, content, ja, en) => {
    const record = { kind, id: 'the-id', content }
    expect([recordName(record, 'ja'), recordName(record, 'en').toLowerCase()]).toEqual([ja, en.toLowerCase()])
  })

  it('says of an answer which control in which role, also when it is gone', () => {
    const record = { kind: 'applicability', id: 'iso27017-2015_CLD.9.5.1_provider', content: null }
    expect(recordName(record, 'ja')).toBe('CLD.9.5.1・プロバイダ')
    expect(recordName(record, 'en').toLowerCase()).toBe('cld.9.5.1, provider')
  })
})
