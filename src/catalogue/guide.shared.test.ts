import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { shippedCatalogue } from './shipped.ts'

const SOURCE = new URL('../../../shared/seeds/004_229cc518f79e7ec3.txt', import.meta.url)
const bare = (text: string) => text.replace(/\s/g, '')

describe.skipIf(!existsSync(SOURCE))('C.8.3.3 and its source', () => {
  it('says in Japanese word for word what the published example says', () => {
    const source = bare(readFileSync(SOURCE, 'utf8'))
    const procedure = shippedCatalogue()
      .chapters.flatMap(({ procedures }) => procedures)
      .find(({ id }) => id === 'C.8.3.3')
    const said = [
      procedure?.technicalInformation,
      procedure?.explanation,
      ...(procedure?.implementationStandards ?? []).map(({ text }) => text),
      ...(procedure?.guides ?? []).flatMap(({ confirm, expectedEvidence }) => [confirm, expectedEvidence]),
    ].map((text) => bare(text?.ja ?? ''))
    expect(said.length).toBe(12)
    expect(said.filter((text) => text === '' || !source.includes(text))).toEqual([])
  })
})
