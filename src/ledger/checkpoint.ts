import { HASH_BYTES } from './hash.ts'
import type { Head } from './proof.ts'
import { keyId, parseVerifierKey, verifies } from './keys.ts'
import type { Signer } from './keys.ts'

/** What a ledger was at one moment. `origin` names the ledger. */
export interface Checkpoint extends Head {
  readonly origin: string
}

/**
 * A checkpoint as a signed note, the form that transparency logs share (C2SP tlog-checkpoint and signed-note):
 * origin, size and base64 root on a line each, an empty line, and `— name base64(key id, signature)`.
 */
export function signCheckpoint(checkpoint: Checkpoint, signer: Signer): string {
  const body = bodyOf(checkpoint)
  const signature = Buffer.concat([keyId(signer.name, signer.publicKey), signer.sign(Buffer.from(body, 'utf8'))])
  return `${body}\n— ${signer.name} ${signature.toString('base64')}\n`
}

const bodyOf = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`

/** Why a signed checkpoint is not accepted. */
export type CheckpointTrouble = 'checkpoint-malformed' | 'checkpoint-key' | 'checkpoint-signature'

/** The checkpoint that the text holds when the key (a verifier key text) signed it, else why not. */
export function openCheckpoint(text: string, verifierKey: string): Checkpoint | CheckpointTrouble {
  const checkpoint = parseCheckpoint(text)
  const key = parseVerifierKey(verifierKey)
  if (checkpoint === null) return 'checkpoint-malformed'
  if (key === null) return 'checkpoint-key'
  const id = keyId(key.name, key.publicKey)
  const signatures = signaturesOf(text, key.name).filter((bytes) => bytes.subarray(0, id.length).equals(id))
  if (signatures.length === 0) return 'checkpoint-key'
  const body = Buffer.from(bodyOf(checkpoint), 'utf8')
  const isSigned = signatures.some((bytes) => verifies(key.publicKey, body, bytes.subarray(id.length)))
  return isSigned ? checkpoint : 'checkpoint-signature'
}

const SHAPE = /^([^\n]{1,500})\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n\n((?:— [^\n]{1,1000}\n){1,16})$/

/** The checkpoint that the text claims, whoever signed it; null when the text is not one. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [, origin, size, root] = SHAPE.exec(text) ?? []
  if (origin === undefined || size === undefined || root === undefined) return null
  const bytes = Buffer.from(root, 'base64')
  // Base64 has several texts for the same bytes; only the one that we would write is accepted.
  return bytes.length === HASH_BYTES && bytes.toString('base64') === root
    ? { origin, size: Number(size), root: bytes }
    : null
}

function signaturesOf(text: string, name: string): Buffer[] {
  const lines = text.slice(text.indexOf('\n\n') + 2).split('\n')
  return lines
    .filter((line) => line.startsWith(`— ${name} `))
    .map((line) => Buffer.from(line.slice(name.length + 3), 'base64'))
}
