import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportHolds } from '../../test/second-verifier.ts'
import { openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { digestOf, hashOfLeaf, leafOf } from './entry.ts'
import { exportLines } from './export.ts'
import { newPrivateKey, parseVerifierKey, signerOf, verifierKeyOf } from './keys.ts'
import { treeRoot } from './tree.ts'
import { verifyExport } from './verify.ts'

const signer = signerOf('akashi.example', newPrivateKey())
const key = verifierKeyOf(signer)
const origin = 'akashi.example/ledger/1'

const leaves = (count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    leafOf({
      index,
      at: '2026-11-21T00:00:00Z',
      by: 'system',
      action: 'create',
      kind: 'risk',
      id: `r${index}`,
      before: null,
      after: digestOf('salt', { title: `リスク ${index}` }),
      why: '初版',
    }),
  )
const checkpointOf = (all: readonly string[], size: number, by = signer): string =>
  signCheckpoint({ origin, size, root: treeRoot(all.slice(0, size).map(hashOfLeaf)) }, by)
const exported = (all: readonly string[], sizes: readonly number[]): string[] => [
  ...exportLines({ origin, key, checkpoints: sizes.map((size) => checkpointOf(all, size)) }, all),
]
const codes = async (lines: readonly string[], kept = {}): Promise<string[]> =>
  (await verifyExport(lines, kept)).problems.map(({ code }) => code)

describe('a signed checkpoint', () => {
  it('[L-4] opens with its key and with no other', () => {
    const text = checkpointOf(leaves(3), 3)
    const other = verifierKeyOf(signerOf('akashi.example', newPrivateKey()))
    expect(openCheckpoint(text, key)).toMatchObject({ origin, size: 3 })
    expect(openCheckpoint(text, other)).toBe('checkpoint-key')
    expect(openCheckpoint(text.replace('\n3\n', '\n4\n'), key)).toBe('checkpoint-signature')
    expect(openCheckpoint(text.slice(1, -1), key)).toBe('checkpoint-malformed')
  })

  it('[L-4] has one text: a root that is written in another way for the same bytes is none', () => {
    const text = checkpointOf(leaves(3), 3)
    const [before = '', last = ''] = /^(.*)(.)=$/m.exec(text)?.slice(1) ?? []
    const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    const same = ALPHABET[ALPHABET.indexOf(last) + 1] ?? ''
    expect(Buffer.from(`${before}${same}=`, 'base64')).toEqual(Buffer.from(`${before}${last}=`, 'base64'))
    expect(openCheckpoint(text.replace(`${before}${last}=`, `${before}${same}=`), key)).toBe('checkpoint-malformed')
  })

  it('[L-4] never makes the parser fail, whatever the text', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(parseCheckpoint(text)).toBeNull()
        expect(typeof openCheckpoint(text, text)).toBe('string')
      }),
    ))

  it('[L-4] is signed by a key whose id fits its name', () => {
    expect(parseVerifierKey(key)?.name).toBe('akashi.example')
    expect(parseVerifierKey(key.replace('akashi', 'akasha'))).toBeNull()
  })
})

describe('an export', () => {
  it('[L-5] verifies offline, in both verifiers, whatever its size and checkpoints', async () =>
    fc.assert(
      fc.asyncProperty(fc.nat(40), fc.array(fc.nat(40), { maxLength: 4 }), async (count, sizes) => {
        const all = leaves(count)
        const lines = exported(
          all,
          [...sizes.map((size) => size % (count + 1)), count].toSorted((a, b) => a - b),
        )
        expect(await codes(lines, { key })).toEqual([])
        expect(exportHolds(`${lines.join('\n')}\n`)).toBe(true)
      }),
      { numRuns: 40 },
    ))

  it('[L-5] is rejected by both verifiers when any character of any entry changes', async () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.nat(), fc.nat(), async (count, which, where) => {
        const lines = exported(leaves(count), [count])
        const at = 2 + (which % count)
        const line = lines[at]!
        const place = where % line.length
        // A change that keeps the JSON whole, so that only the hash can notice it.
        if (!/[a-z]/.test(line[place]!)) return
        const forged = lines.with(
          at,
          `${line.slice(0, place)}${line[place] === 'z' ? 'a' : 'z'}${line.slice(place + 1)}`,
        )
        expect(await codes(forged)).not.toEqual([])
        expect(exportHolds(`${forged.join('\n')}\n`)).toBe(false)
      }),
    ))

  it('[L-5] is rejected when entries were dropped, added, or swapped', async () => {
    const lines = exported(leaves(5), [2, 5])
    expect(await codes(lines.slice(0, -1))).toEqual(['ledger-count', 'ledger-cut'])
    expect(await codes(lines.toSpliced(5, 1))).toContain('ledger-index')
    expect(await codes([...lines, leaves(6)[5]!])).toEqual(['ledger-count', 'ledger-unsigned'])
    expect(await codes([])).toEqual(['ledger-empty'])
    expect(await codes(['{}'])).toEqual(['ledger-header'])
  })

  it('[L-5] that was wholly made anew is caught by a checkpoint or a key kept elsewhere', async () => {
    const forger = signerOf('akashi.example', newPrivateKey())
    const forged = leaves(4).map((leaf) => leaf.replace('初版', '改ざん'))
    const lines = [
      ...exportLines({ origin, key: verifierKeyOf(forger), checkpoints: [checkpointOf(forged, 4, forger)] }, forged),
    ]
    expect(await codes(lines)).toEqual([])
    expect(await codes(lines, { key })).toContain('checkpoint-key')
    const rewritten = exported(forged, [4])
    expect(await codes(rewritten, { key })).toEqual([])
    expect(await codes(rewritten, { key, checkpoints: [checkpointOf(leaves(4), 2)] })).toContain('checkpoint-root')
  })

  it('[L-5] with a checkpoint of another ledger does not pass, though the same key signed the same entries', async () => {
    const all = leaves(3)
    const root = treeRoot(all.map(hashOfLeaf))
    const foreign = signCheckpoint({ origin: 'akashi.example/ledger/2', size: 3, root }, signer)
    const lines = [...exportLines({ origin, key, checkpoints: [foreign, checkpointOf(all, 3)] }, all)]
    expect(await codes(lines)).toContain('checkpoint-origin')
    expect(await codes(exported(all, [3]), { key, checkpoints: [foreign] })).toContain('checkpoint-origin')
  })

  it('[L-5] whose newest entries no checkpoint covers does not pass', async () => {
    expect(await codes(exported(leaves(5), [3]))).toEqual(['ledger-unsigned'])
  })
})

describe('an entry', () => {
  it('[L-6] has one text, whatever the order of its members', () =>
    expect(digestOf('s', { a: 1, b: [true, null] })).toBe(digestOf('s', { b: [true, null], a: 1 })))

  it('[L-6] does not show its content: the same content under another salt has another digest', () =>
    expect(digestOf('s', 'yes')).not.toBe(digestOf('t', 'yes')))
})
