import { describe, expect, it } from 'vitest'
import { COMPLETE } from '../../../test/isms-example.ts'
import { scopeNames } from '../../isms/scope-names.ts'
import { scopeDocument } from './scope-document.ts'

const scope = COMPLETE.records.scope[0]!
const made = { by: '事務局', on: '2026-11-21' }
const source = { names: scopeNames(COMPLETE, scope), made }
const rowsOf = (...given: Parameters<typeof scopeDocument>): string[][] =>
  scopeDocument(...given).tables[0]!.rows.map((row) =>
    row.map((cell) => cell.map((runs) => runs.map(({ text }) => text).join('')).join('|')),
  )

describe('the scope as a document', () => {
  it('[S-4] holds every part of the scope, with its services by name and role, and who approved it', () => {
    expect(rowsOf(scope, source, 'ja')).toEqual([
      ['適用範囲の記述', '共同保管の提供及び基盤の利用'],
      ['クラウドサービス及び役割', '共同保管（プロバイダ）|基盤（カスタマ）'],
      ['基となる ISMS の適用範囲との関係', '基となる ISMS の適用範囲の一部である。'],
      ['境界', '共同保管の提供に用いるすべての設備。'],
      ['拠点', 'なし: すべての設備を基盤事業者が運用する。'],
      ['除外及びその理由', '試験環境（顧客のデータを扱わない。）'],
      ['他との境界面', '基盤事業者（API）'],
      ['委託している部分', '設備の運用（基盤事業者）'],
    ])
    expect(scopeDocument(scope, source, 'en').foot).toBe(
      'Version 1. Approved by 情報セキュリティ委員会 on 1 April 2026',
    )
  })

  it('[S-4] says where nothing is written, and that a draft is one', () => {
    const draft = { ...scope, boundaries: '', approval: null }
    expect(rowsOf(draft, source, 'en')[3]).toEqual(['Boundaries', '(not yet written)'])
    expect(scopeDocument(draft, source, 'ja').foot).toBe('第1版　未承認　作成: 事務局、2026年11月21日')
  })
})
