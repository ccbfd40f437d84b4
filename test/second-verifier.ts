import { createHash, createPublicKey, verify } from 'node:crypto'

// The second verifier of the ledger: written from RFC 6962 and the C2SP notes alone, recursive where the first is iterative.
// It imports nothing of ours, so that one mistake cannot be made in both.

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()

/** 2.1: "the largest power of two smaller than n". */
function k(n: number): number {
  let power = 1
  while (power * 2 < n) power *= 2
  return power
}

/** 2.1: MTH of a list of leaf contents. */
export function merkleTreeHash(d: readonly Buffer[]): Buffer {
  if (d.length === 0) return sha256(Buffer.alloc(0))
  const [only] = d
  if (d.length === 1 && only !== undefined) return sha256(Buffer.concat([Buffer.from([0]), only]))
  const split = k(d.length)
  return join(merkleTreeHash(d.slice(0, split)), merkleTreeHash(d.slice(split)))
}

const join = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.concat([Buffer.from([1]), left, right]))

/** 2.1.1 read backwards: the root that a leaf hash and its audit path lead to, or null when the path has the wrong length. */
export function rootFromPath(m: number, n: number, leaf: Buffer, path: readonly Buffer[]): Buffer | null {
  if (n === 1) return path.length === 0 ? leaf : null
  const last = path.at(-1)
  if (last === undefined) return null
  const split = k(n)
  const rest = path.slice(0, -1)
  const inner = m < split ? rootFromPath(m, split, leaf, rest) : rootFromPath(m - split, n - split, leaf, rest)
  if (inner === null) return null
  return m < split ? join(inner, last) : join(last, inner)
}

/** 2.1.2 read backwards: the old and the new root that a consistency proof leads to, or null when it has the wrong length. */
export function rootsFromConsistency(
  m: number,
  n: number,
  oldRoot: Buffer,
  proof: readonly Buffer[],
): [Buffer, Buffer] | null {
  return subproof(m, n, proof, true, oldRoot)
}

function subproof(
  m: number,
  n: number,
  proof: readonly Buffer[],
  b: boolean,
  oldRoot: Buffer,
): [Buffer, Buffer] | null {
  if (m === n) {
    if (b) return proof.length === 0 ? [oldRoot, oldRoot] : null
    const [hash] = proof
    return hash !== undefined && proof.length === 1 ? [hash, hash] : null
  }
  const last = proof.at(-1)
  if (last === undefined) return null
  const split = k(n)
  const rest = proof.slice(0, -1)
  if (m <= split) {
    const inner = subproof(m, split, rest, b, oldRoot)
    return inner === null ? null : [inner[0], join(inner[1], last)]
  }
  const inner = subproof(m - split, n - split, rest, false, oldRoot)
  return inner === null ? null : [join(last, inner[0]), join(last, inner[1])]
}

/** True when every line of an export fits every other: counts, indexes, signatures, roots, and the newest checkpoint covers all. */
export function exportHolds(text: string): boolean {
  try {
    return linesHold(text)
  } catch {
    return false // not JSON, or no key
  }
}

function linesHold(text: string): boolean {
  const lines = text.split('\n')
  if (lines.pop() !== '') return false
  const header = JSON.parse(lines[0] ?? '') as { origin: string; key: string; checkpoints: number; entries: number }
  const notes = lines
    .slice(1, 1 + header.checkpoints)
    .map((line) => (JSON.parse(line) as { checkpoint: string }).checkpoint)
  const leaves = lines.slice(1 + header.checkpoints)
  if (leaves.length !== header.entries || notes.length !== header.checkpoints) return false
  if (!leaves.every((leaf, i) => (JSON.parse(leaf) as { index: number }).index === i)) return false
  const contents = leaves.map((leaf) => Buffer.from(leaf, 'utf8'))
  const sizes = notes.map((note) => noteSize(note, header.origin, header.key, contents))
  return !sizes.includes(null) && (contents.length === 0 || sizes.includes(contents.length))
}

/** The size that a note speaks of when its signature and its root hold. */
function noteSize(note: string, origin: string, key: string, contents: readonly Buffer[]): number | null {
  const end = note.indexOf('\n\n')
  const [name, size, root] = note.slice(0, end).split('\n')
  if (name !== origin || root === undefined || !isSigned(note.slice(0, end + 1), note.slice(end + 2), key)) return null
  const count = Number(size)
  if (count > contents.length) return null
  return merkleTreeHash(contents.slice(0, count)).toString('base64') === root ? count : null
}

function isSigned(body: string, signatures: string, key: string): boolean {
  const name = key.slice(0, key.indexOf('+'))
  const coded = Buffer.from(key.slice(name.length + 10), 'base64')
  const [, signed] = signatures.split('\n')[0]?.split(`— ${name} `) ?? []
  if (signed === undefined || coded[0] !== 1) return false
  const bytes = Buffer.from(signed, 'base64')
  const id = sha256(Buffer.concat([Buffer.from(`${name}\n`), coded])).subarray(0, 4)
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: coded.subarray(1).toString('base64url') }
  return (
    bytes.subarray(0, 4).equals(id) &&
    verify(null, Buffer.from(body), createPublicKey({ key: jwk, format: 'jwk' }), bytes.subarray(4))
  )
}
