import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../../test/support/tar.ts'
import { intakeEntries, type Intake } from './intake.ts'
import { LIMITS } from './intake/limits.ts'

const A = 'aaaa '.repeat(30)
const B = 'bb\n'.repeat(200)
const tar = tarOf([
  { name: 'd/a', text: A },
  { name: 'b', text: B },
])
const ARCHIVES: Readonly<Record<string, Uint8Array>> = {
  tar,
  gzip: gzipSync(tar),
  zip: zipSync({ 'd/a': [strToU8(A), { level: 0 }], b: strToU8(B) }),
}

const intake = (bytes: Uint8Array): Intake => intakeEntries([{ path: 'x', bytes }], { ...LIMITS, totalBytes: 2 ** 22 })
/** Contents that came out of the archive. */
const contents = ({ artifacts }: Intake): readonly string[] =>
  artifacts.filter((a) => a.settled === undefined && a.path !== 'x').map((a) => a.text)

describe.each(Object.entries(ARCHIVES))('%s', (_, whole) => {
  it('[I-6] [I-14] cut at every length gives whole files only, and says what is missing', () => {
    expect(contents(intake(whole)).toSorted()).toEqual([A, B].toSorted())
    for (let length = 1; length < whole.length; length++) {
      const set = intake(whole.subarray(0, length))
      const found = contents(set)
      for (const text of found) expect([A, B]).toContain(text)
      if (found.length < 2 && set.artifacts[0]?.settled === 'ignored') expect(set.problems).not.toEqual([])
    }
  })

  it('[I-14] with bytes changed answers, and never with something that was not packed and checked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        (changes) => {
          const bytes = whole.slice()
          for (const [at, byte] of changes) bytes[at] = byte
          const set = intake(bytes)
          for (const artifact of set.artifacts) expect(artifact.path).not.toMatch(/(^|\/)\.\.(\/|$)|^\/|\p{Cc}/u)
          // tar has no checksum over contents; ZIP and gzip have.
          if (whole !== tar) for (const text of contents(set)) expect([A, B]).toContain(text)
        },
      ),
      { numRuns: 300 },
    )
  })
})

it('[I-14] any bytes under any names answer, each file with its hash', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ path: fc.string(), bytes: fc.uint8Array({ maxLength: 200 }) })), (entries) => {
      const set = intakeEntries(entries)
      expect(new Set(set.artifacts.map((a) => a.path)).size).toBe(set.artifacts.length)
      expect(set.artifacts.length + set.problems.length).toBeGreaterThanOrEqual(entries.length)
    }),
  )
})

it('[I-14] a manifest of any content does no harm', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string(), fc.constant('['.repeat(100_000))), (text) => {
      intakeEntries([{ path: 'manifest.json', bytes: strToU8(text) }])
      intakeEntries([{ path: 'c/manifest.jsonl', bytes: strToU8(`{"file":"__proto__"}\n${text}`) }])
    }),
  )
  expect(Object.prototype).not.toHaveProperty('device')
})
