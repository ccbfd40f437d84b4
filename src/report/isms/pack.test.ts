import { describe, expect, it } from 'vitest'
import { COMPLETE } from '../../../test/isms-example.ts'
import { INFORMATION_TOPICS } from '../../isms/records/responsibility.ts'
import { informationPack } from './pack.ts'
import type { PackSource } from './pack.ts'

const source: PackSource = {
  organisation: { ja: '例示組織', en: 'Example' },
  service: { ja: '共同保管', en: 'Shared Store' },
  information: COMPLETE.records.information.slice(1),
  responsibilities: COMPLETE.records.responsibility,
  made: { by: '事務局', on: '2026-11-21' },
  titleOf: () => ({ ja: '標題', en: 'Title' }),
}
const textOf = (rows: readonly (readonly (readonly (readonly { text: string }[])[])[])[]): string[][] =>
  rows.map((row) => row.map((cell) => cell.map((runs) => runs.map(({ text }) => text).join('')).join('\n')))

describe('the information for customers as a white paper', () => {
  it('[T-5] speaks of every topic, and says where nothing is written yet', () => {
    const [information] = informationPack(source, 'ja').tables
    const rows = textOf(information!.rows)
    expect(rows).toHaveLength(INFORMATION_TOPICS.length)
    expect(rows[0]).toEqual(['データの所在', '（未記入）'])
    expect(rows[1]).toEqual(['適用法令及び管轄', '記述'])
    expect(information!.title).toBe('共同保管 情報セキュリティに関するホワイトペーパー')
  })

  it('[T-5] shows for each control who answers for it, and what each does', () => {
    const [, shared] = informationPack(source, 'en').tables
    expect(textOf(shared!.rows)[0]).toEqual(['13.1.3', 'Title', 'both', 'Separates networks.', 'Checks the settings.'])
  })
})
