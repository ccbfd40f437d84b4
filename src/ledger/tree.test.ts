import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merkleTreeHash, rootFromPath, rootsFromConsistency } from '../../test/second-verifier.ts'
import { EMPTY_FRONTIER, append, peakCount } from './frontier.ts'
import { EMPTY_ROOT, hex, leafHash, nodeHash } from './hash.ts'
import type { Hash } from './hash.ts'
import { includes, isConsistent } from './proof.ts'
import { consistencyProof, inclusionProof, treeRoot } from './tree.ts'

// The test vectors that certificate transparency implementations share.
const VECTORS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

const contents = fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 70 })
const hashes = (leaves: readonly Uint8Array[]): Hash[] => leaves.map(leafHash)
const buffers = (leaves: readonly Uint8Array[]): Buffer[] => leaves.map((leaf) => Buffer.from(leaf))

describe('the tree', () => {
  it('[L-1] gives the roots of the published test vectors', () => {
    const leaves = VECTORS.map((text) => leafHash(Buffer.from(text, 'hex')))
    expect(leaves.map((_, i) => hex(treeRoot(leaves.slice(0, i + 1))))).toEqual(ROOTS)
    expect(hex(EMPTY_ROOT)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })

  it('[L-1] has the root that the second verifier computes by the definition', () =>
    fc.assert(
      fc.property(contents, (leaves) => {
        expect(hex(treeRoot(hashes(leaves)))).toBe(hex(merkleTreeHash(buffers(leaves))))
      }),
    ))

  it('[L-1] never takes a node for a leaf', () => {
    const [a, b] = [leafHash(Buffer.from('a')), leafHash(Buffer.from('b'))]
    expect(hex(leafHash(Buffer.concat([a, b])))).not.toBe(hex(nodeHash(a, b)))
  })

  it('[L-1] is carried on from as many hashes as the size has 1-bits', () =>
    fc.assert(
      fc.property(fc.nat(300), (size) => {
        const leaf = leafHash(Buffer.from('x'))
        const frontier = Array.from({ length: size }, () => leaf).reduce(append, EMPTY_FRONTIER)
        expect([frontier.size, frontier.peaks.length]).toEqual([size, peakCount(size)])
      }),
    ))
})

describe('inclusion proofs', () => {
  it('[L-2] hold for every leaf, in both verifiers', () =>
    fc.assert(
      fc.property(contents, fc.nat(), (leaves, at) => {
        fc.pre(leaves.length > 0)
        const all = hashes(leaves)
        const index = at % all.length
        const [leaf, proof, root] = [all[index]!, inclusionProof(index, all), treeRoot(all)]
        expect(includes(leaf, index, all.length, proof, root)).toBe(true)
        const second = rootFromPath(
          index,
          all.length,
          Buffer.from(leaf),
          proof.map((hash) => Buffer.from(hash)),
        )
        expect(second?.equals(root)).toBe(true)
      }),
    ))

  it('[L-2] fail for another leaf, another place, another size and another path', () =>
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(), fc.nat(255), (size, at, byte) => {
        const all = Array.from({ length: size }, (_, i) => leafHash(Buffer.from(String(i))))
        const index = at % size
        const [leaf, proof, root] = [all[index]!, inclusionProof(index, all), treeRoot(all)]
        expect(includes(leafHash(Buffer.from('forged')), index, size, proof, root)).toBe(false)
        expect(includes(leaf, (index + 1) % size, size, proof, root)).toBe(false)
        expect(includes(leaf, index, size, proof.slice(1), root)).toBe(false)
        expect(includes(leaf, index, size, [...proof, root], root)).toBe(false)
        const bent = proof.map((hash, i) => (i === byte % proof.length ? leafHash(hash) : hash))
        expect(includes(leaf, index, size, bent, root)).toBe(false)
      }),
    ))

  it('[L-2] end at the root of a tree of that size, not of a smaller one within it', () => {
    const [a, b] = [leafHash(Buffer.from('a')), leafHash(Buffer.from('b'))]
    expect(includes(a, 0, 2, [b], nodeHash(a, b))).toBe(true)
    for (const size of [3, 4, 5, 8]) expect(includes(a, 0, size, [b], nodeHash(a, b))).toBe(false)
  })

  it('[L-2] are refused for places that are not in the tree', () => {
    expect(() => inclusionProof(1, [EMPTY_ROOT])).toThrow('leaf 1 is not in a tree of 1 leaves')
    expect(includes(EMPTY_ROOT, -1, 1, [], EMPTY_ROOT)).toBe(false)
    expect(includes(EMPTY_ROOT, 0, 0, [], EMPTY_ROOT)).toBe(false)
  })
})

describe('consistency proofs', () => {
  it('[L-3] hold between every prefix and the whole, in both verifiers', () =>
    fc.assert(
      fc.property(contents, fc.nat(), (leaves, at) => {
        const all = hashes(leaves)
        const size = at % (all.length + 1)
        const [older, newer] = [treeRoot(all.slice(0, size)), treeRoot(all)]
        const proof = consistencyProof(size, all)
        expect(isConsistent({ size, root: older }, { size: all.length, root: newer }, proof)).toBe(true)
        if (size === 0 || size === all.length) return
        const second = rootsFromConsistency(
          size,
          all.length,
          Buffer.from(older),
          proof.map((hash) => Buffer.from(hash)),
        )
        expect(second?.map(hex)).toEqual([hex(older), hex(newer)])
      }),
    ))

  it('[L-3] fail when an old entry was changed, or entries were taken away', () =>
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(), fc.nat(), (length, at, changed) => {
        const all = Array.from({ length }, (_, i) => leafHash(Buffer.from(String(i))))
        const size = 1 + (at % (length - 1))
        const older = { size, root: treeRoot(all.slice(0, size)) }
        const forged = all.map((hash, i) => (i === changed % size ? leafHash(Buffer.from('forged')) : hash))
        const newer = { size: length, root: treeRoot(forged) }
        expect(isConsistent(older, newer, consistencyProof(size, forged))).toBe(false)
        expect(isConsistent(older, newer, consistencyProof(size, all))).toBe(false)
        expect(isConsistent({ size: length, root: treeRoot(all) }, older, [])).toBe(false)
      }),
    ))

  it('[L-3] of trees of one size need one root, and of the empty tree its own', () => {
    const all = hashes(['a', 'b', 'c'].map((text) => Buffer.from(text)))
    const [root, other] = [treeRoot(all), treeRoot(all.toReversed())]
    expect(isConsistent({ size: 3, root }, { size: 3, root }, [])).toBe(true)
    expect(isConsistent({ size: 3, root: other }, { size: 3, root }, [])).toBe(false)
    expect(isConsistent({ size: 3, root }, { size: 3, root }, [root])).toBe(false)
    expect(isConsistent({ size: 0, root: EMPTY_ROOT }, { size: 3, root }, [])).toBe(true)
    expect(isConsistent({ size: 0, root: other }, { size: 3, root }, [])).toBe(false)
    expect(isConsistent({ size: 0, root: EMPTY_ROOT }, { size: 3, root }, [root])).toBe(false)
  })
})
