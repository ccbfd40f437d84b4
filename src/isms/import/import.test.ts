import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMPLETE, record } from '../../../test/isms-example.ts'
import { sheetOf } from '../../catalogue/import/sheet.ts'
import { importLines } from '../../report/isms/import-sheet.ts'
import { importWords } from '../../report/isms/import-words.ts'
import type { Isms } from '../isms.ts'
import { ASSET_CLASSES } from '../records/asset.ts'
import type { Asset } from '../records/asset.ts'
import type { Risk } from '../records/risk.ts'
import { ASSET_FORM } from './assets.ts'
import type { ImportForm } from './field.ts'
import { isClean, planImport } from './plan.ts'
import type { Existing } from './plan.ts'
import { RISK_FORM } from './risks.ts'

const words = importWords(COMPLETE)
const keptAssets = (all: readonly (Asset & { readonly id: string })[]): Existing<Asset>[] =>
  all.map(({ id, ...body }) => ({ id, version: 1, body }))
const ASSETS = keptAssets(COMPLETE.records.asset)
const RISKS: Existing<Risk>[] = COMPLETE.records.risk.map(({ id, ...body }) => ({ id, version: 1, body }))

const assets = (rows: readonly (readonly string[])[], existing = ASSETS) =>
  planImport(ASSET_FORM, sheetOf(rows), existing, words, 'ja')
const risks = (rows: readonly (readonly string[])[], numeric: number[][] = []) =>
  planImport(RISK_FORM, sheetOf(rows, numeric), RISKS, words, 'ja')
const codes = ({ rows }: ReturnType<typeof assets> | ReturnType<typeof risks>) =>
  rows.map(({ row, action, problems }) => [row, action, ...problems.map(({ code }) => code)])

describe('an import of assets', () => {
  it('[M-5] reads heads and cells in either language, of any width', () => {
    const made = { services: ['store', 'base'], class: 'virtualMachine', owner: '基盤課長' }
    const ja = assets([
      ['名称', '区分', 'サービス', '管理責任者'],
      ['Web サーバ', '仮想マシン', '共同保管、Base', '基盤課長'],
    ])
    expect(ja.rows[0]).toMatchObject({
      row: 2,
      action: 'create',
      body: { ...made, name: { ja: 'Web サーバ', en: '' } },
    })
    const en = assets([
      ['Name', 'ｃｌａｓｓ', 'Services', 'Owner'],
      ['Web server', 'Virtual machine', 'Shared Store, base', '基盤課長'],
    ])
    expect(en.rows[0]).toMatchObject({ action: 'create', body: { ...made, name: { ja: '', en: 'Web server' } } })
  })

  it("[M-5] shows every row's errors at once, by the row that the spreadsheet shows", () => {
    const plan = assets([
      ['名称', '区分', 'サービス'],
      ['', '仮想マシン', ''],
      ['b', '机', 'どこか'],
      ['', '', ''],
      ['c', '仮想マシン', '共同保管'],
      ['d', '', ''],
      ['e'.repeat(301), '仮想マシン', ''],
    ])
    expect(codes(plan)).toEqual([
      [2, 'refused', 'cell-empty'],
      [3, 'refused', 'word-unknown', 'name-unknown'],
      [5, 'create'],
      [6, 'refused', 'cell-empty'],
      [7, 'refused', 'cell-too-long'],
    ])
    expect(isClean(plan)).toBe(false)
  })

  it('[M-5] refuses a head that it does not know, or that stands twice, before any row', () => {
    const { rows, problems } = assets([
      ['名称', 'Name', '色'],
      ['a', 'b', 'c'],
    ])
    expect([rows, problems.map(({ code }) => code)]).toEqual([[], ['column-twice', 'column-unknown']])
    expect(assets([]).problems.map(({ code }) => code)).toEqual(['nothing-there'])
    expect(assets([['名称']]).problems.map(({ code }) => code)).toEqual(['nothing-there'])
  })

  it('[M-5] says once which column new rows need', () => {
    const plan = assets([['名称'], ['a'], ['b']])
    expect(plan.problems).toEqual([{ code: 'column-missing', params: { column: '区分' } }])
    expect(isClean(plan)).toBe(false)
  })

  it('[M-5] changes the record that a row names, by its id or by its name, and says what would change', () => {
    const plan = assets([
      ['ID', '名称', 'サービス', '所在'],
      ['store-customerData', 'customerData', '共同保管', '東日本'],
      ['', 'derivedData', '共同保管', ''],
      ['', 'derivedData', '基盤', '西日本'],
    ])
    expect(plan.rows.map(({ action, id, changes }) => [action, id, changes])).toEqual([
      ['update', 'store-customerData', [{ column: '所在', before: '', after: '東日本' }]],
      ['same', 'store-derivedData', []],
      ['update', 'base-derivedData', [{ column: '所在', before: '', after: '西日本' }]],
    ])
    expect(isClean(plan)).toBe(true)
  })

  it('[M-5] does not guess which record is meant, and takes none twice', () => {
    expect(
      codes(
        assets([
          ['名称', '所在'],
          ['customerData', 'x'],
        ]),
      ),
    ).toEqual([[2, 'refused', 'row-ambiguous']])
    const twice = assets([
      ['ID', '名称', 'サービス', '区分'],
      ['store-customerData', 'x', '', '情報'],
      ['', 'customerData', '共同保管', '情報'],
      ['', 'neu', '', '情報'],
      ['', 'NEU', '', '情報'],
      ['../x', 'y', '', '情報'],
    ])
    expect(codes(twice)).toEqual([
      [2, 'update'],
      [3, 'refused', 'row-twice'],
      [4, 'create'],
      [5, 'refused', 'row-twice'],
      [6, 'refused', 'id-invalid'],
    ])
  })

  it('[M-5] keeps the name in the other language when a table shows the one that there is', () => {
    const existing = [{ id: 'a', version: 1, body: { ...ASSET_FORM.start, name: { ja: '', en: 'Key store' } } }]
    const [row] = assets(
      [
        ['名称', '所在'],
        ['Key store', '東日本'],
      ],
      existing,
    ).rows
    expect(row).toMatchObject({ action: 'update', body: { name: { ja: '', en: 'Key store' }, location: '東日本' } })
  })

  it('names such as __proto__ and constructor are names like others', () => {
    const plan = assets([
      ['名称', '区分', 'サービス'],
      ['__proto__', 'constructor', 'toString'],
      ['constructor', '情報', ''],
    ])
    expect(codes(plan)).toEqual([
      [2, 'refused', 'word-unknown', 'name-unknown'],
      [3, 'create'],
    ])
  })
})

describe('an import of risks', () => {
  const HEAD = ['リスク', 'サービス', '役割', '起こりやすさ', '影響', '期限']

  it('[M-5] reads ratings by number or step, and days as spreadsheets write them', () => {
    const plan = risks(
      [
        HEAD,
        ['新しい', '共同保管', 'プロバイダ', '高い', '５', '2026/12/5'],
        ['別の', 'base', 'customer', '1', '2', '46371'],
      ],
      [[], [], [5]],
    )
    expect(plan.rows.map(({ body }) => [body?.rating, body?.criteria, body?.treatment.due])).toEqual([
      [{ likelihood: 4, consequence: 5 }, 'criteria-1', '2026-12-05'],
      [{ likelihood: 1, consequence: 2 }, 'criteria-1', '2026-12-15'],
    ])
    expect(isClean(plan)).toBe(true)
  })

  it('[M-5] [K-2] refuses half a rating, a step outside the criteria, a version that is not there, and what is no day', () => {
    const rows = [
      ['a', 'store', 'provider', '3', '', ''],
      ['b', 'store', 'provider', '6', '1', ''],
      ['c', 'store', 'provider', 'とても', '1', ''],
      ['d', 'store', 'provider', '', '', '近日'],
      ['e', 'store', 'provider', '', '', '2026-02-30'],
    ]
    expect(codes(risks([HEAD, ...rows]))).toEqual([
      [2, 'refused', 'rating-half'],
      [3, 'refused', 'step-unknown'],
      [4, 'refused', 'number-expected'],
      [5, 'refused', 'day-expected'],
      [6, 'refused', 'day-expected'],
    ])
    expect(
      codes(
        risks([
          [...HEAD, '評価に用いた基準'],
          ['f', 'store', 'provider', '', '', '', '第9版'],
        ]),
      ),
    ).toEqual([[2, 'refused', 'criteria-unknown']])
  })

  it('[M-5] [T-1] passes over what is calculated, and never takes an acceptance', () => {
    const plan = risks([
      ['リスク', 'サービス', '役割', 'レベル', '残留', '状態'],
      ['store integrity', '共同保管', 'プロバイダ', '99', '1', '未評価'],
    ])
    expect(plan.passedOver).toEqual(['レベル', '残留', '状態'])
    expect(plan.rows).toMatchObject([{ action: 'same', id: 'store-integrity' }])
  })

  it('[M-5] takes threats of the list by their words, and own words as they are', () => {
    const said = words.threat('lock-in', 'ja')
    const plan = risks([
      ['リスク', 'サービス', '役割', '脅威'],
      ['x', 'store', 'provider', `${said}\n台風、洪水`],
    ])
    expect(plan.rows[0]?.body?.threats).toEqual(['lock-in', '台風、洪水'])
  })
})

/** The table that the export writes, planned over records. */
const again = <B>(
  form: ImportForm<B>,
  records: readonly Existing<B>[],
  existing: readonly Existing<B>[],
  isms: Isms,
  lang: 'ja' | 'en',
) => {
  const known = importWords(isms)
  const lines = importLines(form, records, known, lang).map((line) => line.map(String))
  return planImport(form, sheetOf(lines), existing, known, lang)
}

describe('an export that is imported again', () => {
  it.each(['ja', 'en'] as const)('[M-5] changes nothing where it came from (%s)', (lang) => {
    for (const plan of [
      again(ASSET_FORM, ASSETS, ASSETS, COMPLETE, lang),
      again(RISK_FORM, RISKS, RISKS, COMPLETE, lang),
    ]) {
      expect(plan.rows.length).toBeGreaterThan(3)
      expect(plan.problems).toEqual([])
      expect(new Set(plan.rows.map(({ action }) => action))).toEqual(new Set(['same']))
    }
  })

  it('[M-5] makes the same risks in an organisation that has none, but for what only their owners give', () => {
    const plan = again(RISK_FORM, RISKS, [], COMPLETE, 'ja')
    const without = ({ body }: { readonly body: Risk | null }) => ({
      ...body,
      treatment: { ...body?.treatment, acceptance: null },
    })
    expect(plan.rows.map(without)).toEqual(RISKS.map(without))
    expect(plan.rows.map(({ id }) => id)).toEqual(RISKS.map(({ id }) => id))
  })

  const line = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.trim())
  const asset = fc
    .record({
      ja: line,
      en: line,
      sort: fc.constantFrom(...ASSET_CLASSES),
      services: fc.subarray(['store', 'base']),
      owner: line,
      description: fc.constantFrom('', '=1+1', 'a\nb', '"x",y', "'=1", ' 　'.trim()),
    })
    .filter(({ ja, en }) => ja !== '' || en !== '')
    .map(({ ja, en, sort, ...rest }) => record('asset', 'x', { name: { ja, en }, class: sort, ...rest }))

  it('[M-5] gives back every asset, whatever it is called', () =>
    fc.assert(
      fc.property(
        fc.array(asset, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('ja' as const, 'en' as const),
        (all, lang) => {
          const records = keptAssets(all.map((one, i) => ({ ...one, id: `a${i}` })))
          const plan = again(ASSET_FORM, records, records, COMPLETE, lang)
          expect(plan.rows.map(({ action, problems }) => [action, problems])).toEqual(records.map(() => ['same', []]))
          const fresh = again(ASSET_FORM, records, [], COMPLETE, lang)
          expect(fresh.rows.map(({ body }) => body?.owner)).toEqual(records.map(({ body }) => body.owner))
        },
      ),
    ))
})
