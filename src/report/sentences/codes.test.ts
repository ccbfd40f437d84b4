import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hasSentence } from './say.ts'

const ROOT = new URL('../../', import.meta.url)
const FOLDERS = ['audit', 'proof', 'evidence']

/** Where a code is given to a person: as the `code` of a value, or first of a helper that makes one. */
const CODES = [
  /\bcode: '([a-z][a-z0-9-]+)'/g,
  /\b(?:decision|saying|trouble)\(\s*'([a-z][a-z0-9-]+)'/g,
  /'((?:aws|linux|no-evidence|intake|manifest|engagement)-[a-z0-9-]+)'/g,
]

const sources = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(test|fuzz)\.|sorts\.ts$/.test(file))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(new URL(`${folder}/${file}`, ROOT), 'utf8') })),
)

const codes = sources.flatMap(({ file, text }) =>
  CODES.flatMap((pattern) => [...text.matchAll(pattern)].map((m) => ({ file, code: m[1] ?? '' }))),
)

describe('codes of audit, proof and evidence', () => {
  it('were found', () => {
    expect(sources.length).toBeGreaterThan(50)
    expect(new Set(codes.map((c) => c.code)).size).toBeGreaterThan(60)
  })

  it('each have a sentence in both languages', () => {
    const silent = codes.filter(({ code }) => !hasSentence(code)).map(({ file, code }) => `${code} (${file})`)
    expect([...new Set(silent)]).toEqual([])
  })
})
