import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fillIn } from './text.ts'
import type { Texts } from './text.ts'

const WEB = join(import.meta.dirname, '..')
const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('texts.ts'))
const tables = await Promise.all(
  files.map(async (path) => ({ path, texts: ((await import(join(WEB, path))) as { TEXTS: Texts }).TEXTS })),
)
const places = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted()

describe('the sentences of the pages', () => {
  it('are many, and none is empty in either language', () => {
    expect(tables.length).toBeGreaterThan(6)
    const empty = tables.flatMap(({ path, texts }) =>
      Object.entries(texts)
        .filter(([, { ja, en }]) => ja === '' || en === '')
        .map(([key]) => `${path} ${key}`),
    )
    expect(empty).toEqual([])
  })

  it('have the same places in both languages', () => {
    const unequal = tables.flatMap(({ path, texts }) =>
      Object.entries(texts)
        .filter(([, { ja, en }]) => places(ja).join() !== places(en).join())
        .map(([key]) => `${path} ${key}`),
    )
    expect(unequal).toEqual([])
  })

  it('choose between one and many by a value that they name, and in English only', () => {
    const chosen = (text: string): string[] => [...text.matchAll(/\{(\w+)\|/g)].map(([, name]) => `{${name}}`)
    const wrong = tables.flatMap(({ path, texts }) =>
      Object.entries(texts)
        .filter(([, { ja, en }]) => chosen(ja).length > 0 || chosen(en).some((name) => !en.includes(name)))
        .map(([key]) => `${path} ${key}`),
    )
    expect(wrong).toEqual([])
    const sentence = '{n} {n|risk is|risks are} open'
    expect([1, 2, 0].map((n) => fillIn(sentence, { n }))).toEqual([
      '1 risk is open',
      '2 risks are open',
      '0 risks are open',
    ])
  })

  it('show a question mark for a value that is missing, and take nothing from the prototype', () => {
    expect(fillIn('{a} {b}', { a: 1 })).toBe('1 ?')
  })
})
