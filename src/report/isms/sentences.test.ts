import { describe, expect, it } from 'vitest'
import { COMPLETE } from '../../../test/isms-example.ts'
import { OPEN_CODES } from '../../isms/open.ts'
import type { OpenCode } from '../../isms/open.ts'
import { ASSET_CLASSES } from '../../isms/records/asset.ts'
import { INFORMATION_TOPICS } from '../../isms/records/responsibility.ts'
import { PROPERTIES, TREATMENTS } from '../../isms/records/risk.ts'
import { openPoints } from '../../isms/rules/rules.ts'
import { open as openEn } from './en/open.ts'
import { open as openJa } from './ja/open.ts'
import { dayText, ismsWord, openText, threatText } from './sentences.ts'

const places = (template: string): string[] => [...template.matchAll(/\{(\w+)/g)].map(([, name = '']) => name)
const CODES = Object.keys(OPEN_CODES) as readonly OpenCode[]

describe('sentences of what is open', () => {
  it('hold the same values in both languages', () => {
    for (const code of CODES)
      expect([code, ...new Set(places(openJa[code]).toSorted())]).toEqual([
        code,
        ...new Set(places(openEn[code]).toSorted()),
      ])
  })

  it('are full sentences, です・ます in Japanese', () => {
    for (const code of CODES)
      expect([code, openJa[code]]).toEqual([code, expect.stringMatching(/(ください|です|ます|ません|ました)。$/)])
    for (const code of CODES) expect([code, openEn[code]]).toEqual([code, expect.stringMatching(/[.”]$/)])
  })

  it('[S-2] [T-3] call records and editions by their names', () => {
    const names = new Map([['store', '共同保管']])
    const [first] = openPoints({ ...COMPLETE, records: { ...COMPLETE.records, risk: [] } })
    expect(
      openText(
        first!,
        'ja',
        (id) => names.get(id) ?? null,
        () => null,
      ),
    ).toBe(
      '共同保管（プロバイダ）の機密性の喪失に伴うリスクを特定してください。該当しない場合は、その理由を記入してください。',
    )
  })

  it('have words for every code of a record', () => {
    for (const code of [...ASSET_CLASSES, ...INFORMATION_TOPICS, ...PROPERTIES, ...TREATMENTS])
      expect(ismsWord(code, 'ja')).not.toBe(code)
    expect(threatText('lock-in', 'ja')).toContain('ロックイン')
    expect(threatText('自社固有の脅威', 'en')).toBe('自社固有の脅威')
  })

  it('write days as each language does', () => {
    expect(dayText('2026-11-21', 'ja')).toBe('2026年11月21日')
    expect(dayText('2026-11-21', 'en')).toBe('21 November 2026')
  })
})
