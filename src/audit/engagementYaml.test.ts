import { describe, expect, it } from 'vitest'
import { readYaml } from './engagementYaml.ts'

const HOSTILE = {
  'many keys': Array.from({ length: 80_000 }, (_, i) => `k${i}: 1`).join('\n'),
  'many aliases': `a: &a [x]\n${Array.from({ length: 50_000 }, (_, i) => `k${i}: *a`).join('\n')}`,
  'many errors on one line': `a: [${','.repeat(300_000)}]`,
  'lists a hundred thousand deep': `a: ${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  'maps ten thousand deep': `a: ${'{b: '.repeat(10_000)}1${'}'.repeat(10_000)}`,
} as const

describe('the text of an engagement', () => {
  it.each(Object.entries(HOSTILE))(
    '[V-8] %s are read, or refused, in bounded time',
    (_, text) => {
      const began = performance.now()
      readYaml(text)
      expect(performance.now() - began).toBeLessThan(15_000)
    },
    30_000,
  )

  it('a key that is there twice is an error on its line, whatever the depth', () => {
    expect(readYaml('a: 1\nb: { c: 1 }\na: 2\n').error).toEqual({ text: 'Map keys must be unique', line: 3 })
    expect(readYaml('a:\n  - b: 1\n    "b": 2\n').error).toEqual({ text: 'Map keys must be unique', line: 3 })
    expect(readYaml('a: { b: 1 }\nc: { b: 1 }\n').error).toBeNull()
  })

  it('an error names its line and does not quote the text', () => {
    const { error } = readYaml('a: 1\nb: [secret\n')
    expect(error?.line).toBe(3)
    expect(error?.text).not.toContain('secret')
  })
})
