import { describe, expect, it } from 'vitest'
import { COMPLETE } from '../../test/isms-example.ts'
import { importAssets } from './import-assets.ts'
import type { ImportWords } from './import-assets.ts'

const words: ImportWords = {
  classOf: (text) => (text === '仮想マシン' || text === 'virtualMachine' ? 'virtualMachine' : null),
  services: COMPLETE.records.service,
}

describe('an import of assets', () => {
  it('[M-5] reads heads and cells in either language', () => {
    const { assets, problems } = importAssets(
      [
        ['名称', '分類', 'サービス', '管理責任者'],
        ['Web サーバ', '仮想マシン', '共同保管、Base', '基盤課長'],
      ],
      words,
    )
    expect(problems).toEqual([])
    expect(assets).toMatchObject([
      { name: { ja: 'Web サーバ', en: '' }, class: 'virtualMachine', services: ['store', 'base'], owner: '基盤課長' },
    ])
  })

  it("[M-5] shows every row's errors at once", () => {
    const { problems } = importAssets(
      [
        ['name', 'class', 'services'],
        ['', 'virtualMachine', ''],
        ['b', 'typewriter', 'nowhere'],
        ['c', 'virtualMachine', 'store'],
      ],
      words,
    )
    expect(problems.map(({ row, code }) => [row, code])).toEqual([
      [1, 'cell-invalid'],
      [2, 'class-unknown'],
      [2, 'service-unknown'],
    ])
  })

  it('[M-5] refuses a head that it does not know, that stands twice, or that is missing, before any row', () => {
    const { assets, problems } = importAssets(
      [
        ['name', '名称', 'colour'],
        ['a', 'b', 'c'],
      ],
      words,
    )
    expect(assets).toEqual([])
    expect(problems.map(({ code }) => code)).toEqual(['column-twice', 'column-unknown', 'column-missing'])
  })
})
