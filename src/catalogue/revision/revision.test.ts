import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carryAnswers } from '../carry.ts'
import type { LicensedTexts } from '../import/texts.ts'
import { numberKey } from '../numbering.ts'
import type { Edition, Item } from '../schema.ts'
import { shippedCatalogue } from '../shipped.ts'
import { checkRevision, commentCounts } from './check.ts'
import { comparisonRows } from './comparison.ts'
import { publishRevision } from './publish.ts'
import { readRevision } from './read.ts'
import { type Change, type Revision, revisionSchema } from './schema.ts'

const text = (ja: string) => ({ ja, en: `en ${ja}` })
const item = (id: string, kind: Item['kind'], parent: string | null): Item => ({
  id,
  kind,
  parent,
  title: text(`題名${id}`),
  titleConfidence: { ja: 'ours', en: 'ours' },
  roles: { customer: false, provider: false },
  guidance: 'none',
  cld: false,
  objective: kind === 'control' ? '1.1' : null,
  obligation: kind === 'control' ? 'control' : 'none',
  supplement: false,
  confidence: 'ours',
})
const base: Edition = {
  format: 'akashi-edition/1',
  id: 'kitei-1',
  name: text('規程 第1版'),
  title: text('規程'),
  publisher: text('当社'),
  equivalents: [],
  status: 'current',
  content: 'complete',
  replaces: [],
  base: null,
  includes: [],
  suffixes: [],
  source: text('当社'),
  items: [
    item('1', 'clause', null),
    item('1.1', 'objective', '1'),
    ...[1, 2, 3, 4, 5].map((n) => item(`1.1.${n}`, 'control', '1.1')),
  ],
}
const texts: readonly LicensedTexts[] = [
  {
    format: 'akashi-texts/1',
    edition: 'kitei-1',
    source: '当社',
    texts: [
      {
        item: '1.1.1',
        part: 'statement',
        role: 'all',
        ja: '経営資源を定期的に点検する。',
        en: 'Check resources regularly.',
      },
    ],
  },
]
const catalogue = { editions: new Map([...shippedCatalogue().editions, [base.id, base]]) }
const revisionOf = (changes: unknown[], more: object = {}): Revision =>
  revisionSchema.parse({
    akashi: 'revision/1',
    base: 'kitei-1',
    edition: { id: 'kitei-2', name: '規程 第2版', title: '規程', publisher: '当社' },
    policies: [
      { no: 'P1', part: '全体', policy: '分かりやすい表現にする', because: 'clarity', reason: '読み違いがあったため' },
    ],
    changes: changes.map((change) => ({ policy: 'P1', ...(typeof change === 'object' ? change : {}) })),
    meetings: [{ no: '1', name: '第1回', date: '2026-01-10', decisions: [{ policy: 'P1', decision: '採る' }] }],
    ...more,
  })
const publish = (changes: unknown[], more: object = {}) => {
  const revision = revisionOf(changes, more)
  const published = publishRevision(catalogue, revision, texts)
  if (published === null) throw new Error('the base is unknown')
  const problems = checkRevision(catalogue, revision, published)
  return {
    ...published,
    revision,
    codes: problems.filter(({ severity }) => severity === 'error').map(({ code }) => code),
  }
}
const ids = (edition: Edition) => edition.items.filter(({ retired }) => retired !== true).map(({ id }) => id)
const pairs = ({
  mapping,
}: {
  mapping: { pairs: readonly { from: string | null; to: string | null; relation: string }[] }
}) =>
  mapping.pairs
    .filter(({ from, to, relation }) => from !== to || relation !== 'equal')
    .map(({ from, to, relation }) => `${from} ${relation} ${to}`)
const added = (id: string) => ({ id, title: `新しい${id}` })

describe('a revision', () => {
  it('[R-2] adds, removes, rewords, moves, renumbers, splits and merges, and the mapping says so', () => {
    const done = publish([
      { do: 'add', item: added('1.1.6') },
      { do: 'remove', item: '1.1.5' },
      { do: 'reword', item: '1.1.1', text: '資源を定期的に点検する。' },
      { do: 'split', item: '1.1.2', into: [added('1.1.7'), added('1.1.8')] },
      { do: 'merge', items: ['1.1.3', '1.1.4'], into: added('1.1.9') },
    ])
    expect(done.codes).toEqual([])
    expect(ids(done.edition)).toEqual(['1', '1.1', '1.1.1', '1.1.6', '1.1.7', '1.1.8', '1.1.9'])
    expect(pairs(done)).toEqual([
      '1.1.1 intersects 1.1.1',
      'null none 1.1.6',
      '1.1.5 none null',
      '1.1.2 superset 1.1.7',
      '1.1.2 superset 1.1.8',
      '1.1.3 subset 1.1.9',
      '1.1.4 subset 1.1.9',
    ])
    expect(done.texts.texts).toEqual([
      { item: '1.1.1', part: 'statement', role: 'all', ja: '資源を定期的に点検する。', en: '資源を定期的に点検する。' },
    ])
    expect(done.edition.items.find(({ id }) => id === '1.1.6')).toMatchObject({
      kind: 'control',
      objective: '1.1',
      obligation: 'control',
    })
  })

  it('[R-2] an item with new words and a new number keeps both, and what stands under it follows', () => {
    const done = publish([
      { do: 'renumber', item: '1.1', as: '1.2' },
      { do: 'reword', item: '1.1', title: '新しい目的', relation: 'equal' },
    ])
    expect(done.edition.items.find(({ id }) => id === '1.2')?.title.ja).toBe('新しい目的')
    expect(pairs(done)).toEqual(['1.1 equal 1.2'])
    expect(done.edition.items.find(({ id }) => id === '1.1.1')?.parent).toBe('1.2')
    expect(done.codes).toContain('number-not-under-parent')
  })

  it('[C-1] leaves the old edition as it is, and [C-2] keeps its numbers taken for ever', () => {
    const before = JSON.stringify(base)
    const done = publish([{ do: 'remove', item: '1.1.5' }])
    expect(JSON.stringify(base)).toBe(before)
    expect(done.edition.items.find(({ id }) => id === '1.1.5')?.retired).toBe(true)
    expect(
      publish([
        { do: 'remove', item: '1.1.5' },
        { do: 'add', item: added('1.1.5') },
      ]).codes,
    ).toEqual(['number-reused'])
  })

  it('[C-1] an erratum is an item of its own', () => {
    const done = publish([{ do: 'add', item: { ...added('E1'), kind: 'erratum', corrects: '1.1.1' } }])
    expect(done.codes).toEqual([])
    expect(done.edition.items.find(({ kind }) => kind === 'erratum')?.corrects).toBe('1.1.1')
  })

  it('[R-5] is not published with a number twice, an unknown item, two changes of one item, or a change without its policy', () => {
    expect(publish([{ do: 'add', item: added('1.1.1') }]).codes).toContain('item-twice')
    expect(publish([{ do: 'remove', item: '9.9' }]).codes).toEqual(['revision-item-missing'])
    expect(
      publish([
        { do: 'remove', item: '1.1.1' },
        { do: 'reword', item: '1.1.1', title: 'x' },
      ]).codes,
    ).toEqual(['revision-item-twice'])
    expect(publish([{ do: 'remove', item: '1.1.1', policy: 'P9' }]).codes).toEqual(['policy-missing'])
    expect(publish([], { edition: { id: 'cism', name: 'x', title: 'x', publisher: 'x' } }).codes).toContain(
      'revision-edition-exists',
    )
  })

  it('[R-3][R-5] every comment is disposed of before publishing, and dispositions are counted', () => {
    const comment = (no: string, decision?: string) => ({
      no,
      item: '1.1.1',
      author: '委員A',
      organisation: 'A社',
      received: '2026-01-20',
      text: '「経営資源」は「資源」とすべき',
      ...(decision === undefined ? {} : { disposition: { decision, reason: 'コンピュータ資源を含むため' } }),
    })
    const comments = {
      from: '2026-01-16',
      to: '2026-01-26',
      received: [comment('1', 'reflect'), comment('2', 'do-not-reflect'), comment('3')],
    }
    const done = publish([], { comments })
    expect(done.codes).toEqual(['comment-open'])
    expect(commentCounts(done.revision)).toEqual({ reflect: 1, doNotReflect: 1, open: 1 })
    const strange = { from: '2026-02-01', to: '2026-01-26', received: [{ ...comment('1', 'reflect'), item: '9.9' }] }
    expect(publish([], { comments: strange }).codes).toEqual(['period-reversed', 'comment-item-missing'])
  })

  it('[R-1][R-4] a policy says what it changes and why, and a meeting binds it', () => {
    const undecided = revisionOf([], { meetings: [] })
    expect(
      checkRevision(catalogue, undecided, publishRevision(catalogue, undecided, [])).map(({ code }) => code),
    ).toEqual(['policy-without-change', 'policy-undecided'])
    expect(
      publish([], {
        meetings: [{ no: '1', name: 'x', date: '2026-01-10', decisions: [{ policy: 'P7', decision: 'x' }] }],
      }).codes,
    ).toEqual(['policy-missing'])
  })

  it('[C-10] answers carried by its mapping are all kept', () => {
    const { mapping } = publish([
      { do: 'remove', item: '1.1.5' },
      { do: 'merge', items: ['1.1.3', '1.1.4'], into: added('1.1.9') },
    ])
    const answers = base.items.map(({ id }) => ({ item: id, answer: id }))
    const { carried, withoutTarget } = carryAnswers(mapping, answers)
    expect(new Set([...carried, ...withoutTarget].map(({ answer }) => answer)).size).toBe(base.items.length)
    expect(withoutTarget.map(({ item: id }) => id)).toEqual(['1.1.5'])
  })

  it('[R-2][C-2] whatever is changed, no number is used twice without a check saying so', () => {
    const number = fc.integer({ min: 1, max: 12 }).map((n) => `1.1.${n}`)
    const change = fc.oneof(
      number.map((id): unknown => ({ do: 'remove', item: id })),
      number.map((id): unknown => ({ do: 'add', item: added(id) })),
      fc.tuple(number, number).map(([from, to]): unknown => ({ do: 'renumber', item: from, as: to })),
      fc
        .tuple(number, number, number)
        .map(([from, a, b]): unknown => ({ do: 'split', item: from, into: [added(a), added(b)] })),
      fc.tuple(number, number, number).map(([a, b, to]): unknown => ({ do: 'merge', items: [a, b], into: added(to) })),
    )
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const { edition, codes } = publish(changes)
        const keys = edition.items.map(({ id }) => numberKey(id))
        if (new Set(keys).size < keys.length)
          expect(codes.some((code) => code === 'item-twice' || code === 'number-reused')).toBe(true)
        if (codes.length === 0) for (const { id } of base.items) expect(keys).toContain(numberKey(id))
      }),
    )
  })
})

describe('the comparison table', () => {
  it('[R-6] shows changed items only, old and new side by side, with the changed words marked', () => {
    const done = publish([
      { do: 'reword', item: '1.1.1', text: '資源を定期的に点検する。' },
      { do: 'add', item: { ...added('1.1.6'), supplement: true } },
      { do: 'remove', item: '1.1.5' },
    ])
    const rows = comparisonRows(done, 'ja')
    expect(rows.map((row) => [row.old?.id ?? null, row.new?.id ?? null])).toEqual([
      ['1.1.1', '1.1.1'],
      ['1.1.5', null],
      [null, '1.1.6'],
    ])
    expect(rows[0]?.old?.text).toEqual([
      { text: '経営', changed: true },
      { text: '資源を定期的に点検する。', changed: false },
    ])
    expect(rows[0]?.new?.text).toEqual([{ text: '資源を定期的に点検する。', changed: false }])
    expect(rows[2]?.new).toMatchObject({ supplement: true, number: [{ text: '1.1.6', changed: true }] })
  })

  it('an item whose title is only the beginning of its text shows it once, and the title follows the new text', () => {
    const old = { ja: '経営資源を定期的に点検する。', en: 'Check resources regularly.' }
    const untitled = {
      ...base,
      items: base.items.map((each) => (each.id === '1.1.1' ? { ...each, title: old } : each)),
    }
    const editions = new Map([...catalogue.editions, [base.id, untitled]])
    const revision = revisionOf([{ do: 'reword', item: '1.1.1', policy: 'P1', text: '資源を毎月点検する。' }])
    const done = publishRevision({ editions }, revision, texts)
    if (done === null) throw new Error('the base is known')
    expect(done.edition.items.find(({ id }) => id === '1.1.1')?.title.ja).toBe('資源を毎月点検する。')
    const [row] = comparisonRows(done, 'ja')
    expect([row?.old?.title, row?.new?.title]).toEqual([[], []])
    expect(row?.new?.text.map((run) => run.text).join('')).toBe('資源を毎月点検する。')
  })
})

describe('a revision file', () => {
  const yaml = (changes: readonly Change['do'][]) =>
    `akashi: revision/1\nbase: kitei-1\nedition: { id: kitei-2, name: 第2版, title: 規程, publisher: 当社 }\npolicies: []\nchanges: [${changes.map((each) => `{ do: ${each}, item: "1.1", policy: P1 }`).join(', ')}]\n`

  it('is read from YAML, and a fault is named with its place', () => {
    expect(readRevision(yaml(['remove']), 'r.yaml').value?.changes).toEqual([
      { do: 'remove', item: '1.1', policy: 'P1' },
    ])
    const wrong = readRevision(yaml(['move']), 'r.yaml')
    expect([wrong.value, wrong.problems[0]?.params?.['place']]).toEqual([null, '/changes/0/parent'])
    expect(readRevision('a: [', 'r.yaml').problems[0]?.code).toBe('not-yaml')
  })

  it('with aliases that grow without end is refused', () =>
    expect(readRevision('a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]', 'r.yaml').problems[0]?.code).toBe('not-yaml'))
})
