import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandSections, jsonPieces, lineOfPointer, quoteAt, quoter, redact, refusal } from './text-pieces.ts'

const container = fc
  .oneof(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 }))
  .map((value) => JSON.stringify(value, null, 1))
const banner = fc.constantFrom('', 'hv# ip -j addr show\n', 'Last login: [Sat] {x}\n', '=== ip link ===\r\n', '$ \n')
/** A pointer to a random member of a value, and the value there. */
const somewhere = fc.tuple(container, fc.array(fc.nat(5), { maxLength: 5 })).map(([text, steps]) => {
  let value: unknown = JSON.parse(text)
  let pointer = ''
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) break
    const entries = Object.entries(value)
    const [key, inner] = entries[step % Math.max(1, entries.length)] ?? []
    if (key === undefined) break
    pointer += `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    value = inner
  }
  return { text, pointer, value }
})

describe('the JSON scanner', () => {
  it('[I-8] agrees with JSON.parse: what it calls whole is the document that was written', () => {
    fc.assert(
      fc.property(banner, container, banner, (before, json, after) => {
        const pieces = jsonPieces(`${before}${json}\n${after}`)
        expect(pieces.map((piece) => [piece.text, piece.truncated])).toEqual([[json, false]])
        expect(pieces[0]?.line).toBe(before.split('\n').length)
      }),
    )
  })

  it('[I-9] calls only what JSON.parse accepts whole, whatever bytes are changed', () => {
    fc.assert(
      fc.property(container, fc.nat(), fc.string({ maxLength: 3 }), (json, place, noise) => {
        const at = place % (json.length + 1)
        for (const piece of jsonPieces(json.slice(0, at) + noise + json.slice(at + 1)))
          if (!piece.truncated) expect(() => JSON.parse(piece.text) as unknown).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })

  it('[I-10] finds every member that a pointer names, and its exact text', () => {
    fc.assert(
      fc.property(somewhere, banner, ({ text, pointer, value }, before) => {
        const whole = before + text
        const quote = quoteAt(whole, { pointer })
        expect(quote).not.toBeNull()
        const member = whole.slice(quote?.start, quote?.end)
        const last = /\/([^/]*)$/.exec(pointer)?.[1]
        const inObject = last !== undefined && member.startsWith('"') && !isWhole(member)
        expect(JSON.parse(inObject ? `{${member}}` : member)).toEqual(inObject ? { [keyOf(last)]: value } : value)
        expect(lineOfPointer(whole, pointer)).toBe(whole.slice(0, quote?.start).split('\n').length)
        expect(quote?.text.length).toBeLessThanOrEqual(620)
      }),
      { numRuns: 500 },
    )
  })
})

const keyOf = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~')
const isWhole = (json: string): boolean => {
  try {
    JSON.parse(json)
    return true
  } catch {
    return false
  }
}

describe('any text at all', () => {
  const DEEP = 100_000
  const HOSTILE: readonly string[] = [
    '['.repeat(DEEP),
    '['.repeat(DEEP) + ']'.repeat(DEEP),
    '{"a":'.repeat(DEEP),
    `[${'9'.repeat(DEEP)}]`,
    `[1e${'9'.repeat(DEEP)}]`,
    '[]'.repeat(DEEP),
    `[]${' '.repeat(DEEP)}x${'[x'.repeat(DEEP)}`,
    '"\\'.repeat(DEEP),
    `{${'"a":1,'.repeat(DEEP)}"a":2}`,
    'hv# '.repeat(DEEP),
    'password'.repeat(DEEP / 4),
    'password:'.repeat(DEEP / 4),
    `password${' '.repeat(DEEP)}`,
    'eyJ'.repeat(DEEP),
    '://a:'.repeat(DEEP),
    '$1$'.repeat(DEEP),
    '-----BEGIN PRIVATE KEY-----'.repeat(DEEP / 10),
    `UserData": {${' '.repeat(DEEP)}`,
    '\n'.repeat(DEEP),
    '\u001b['.repeat(DEEP),
    '*filter\n'.repeat(DEEP / 4),
    `# a${' '.repeat(1900)}b\n`.repeat(500),
    `hv# ip${' -a'.repeat(600)}!\n`.repeat(500),
  ]

  it.each(HOSTILE.map((text) => [text.slice(0, 12), text] as const))(
    '[I-14] is answered in time, not by a crash: %j…',
    (_, text) => {
      const start = performance.now()
      const look = quoter(text)
      jsonPieces(text)
      commandSections(text)
      refusal(text)
      redact(text)
      for (const pointer of ['', '/0', '/0/0', '/a', '/a/a']) look({ pointer })
      look({ line: 1 })
      // Linear code takes milliseconds; anything quadratic takes minutes at this size.
      expect(performance.now() - start).toBeLessThan(5_000)
    },
  )

  it('[I-9] nests too deep to be walked: truncated', () => {
    expect(jsonPieces('['.repeat(201) + ']'.repeat(201))[0]).toMatchObject({ truncated: true, fault: 'deep' })
    expect(jsonPieces('['.repeat(200) + ']'.repeat(200))[0]).toMatchObject({ truncated: false })
  })

  it('[I-14] never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), fc.string(), (text, pointer) => {
        jsonPieces(text)
        commandSections(text)
        refusal(text)
        quoteAt(text, { pointer, line: 1 })
        quoteAt(text, { line: pointer.length })
        expect(redact(redact(text))).toBe(redact(text))
      }),
      { numRuns: 500 },
    )
  })
})
