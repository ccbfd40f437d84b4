import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'

/** Signs checkpoints under a name. The private key stays behind `sign`; only the rim makes signers. */
export interface Signer {
  readonly name: string
  /** The raw 32 bytes of the Ed25519 public key. */
  readonly publicKey: Buffer
  sign(message: Uint8Array): Buffer
}

/** The algorithm byte of Ed25519 in signed notes. */
const ED25519 = 1
/** What stands before the raw key in its SubjectPublicKeyInfo (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const KEY_BYTES = 32
const KEY_ID_BYTES = 4

/** A new Ed25519 private key as PKCS #8 PEM. */
export const newPrivateKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** The signer of a PKCS #8 PEM private key. Throws when it is not an Ed25519 key. `name` has no space and no plus sign. */
export function signerOf(name: string, pem: string): Signer {
  if (!isName(name)) throw new Error(`the key name ${JSON.stringify(name)} holds a space or a plus sign`)
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`the ledger key is ${key.asymmetricKeyType}, expected ed25519`)
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(SPKI_PREFIX.length)
  return { name, publicKey, sign: (message) => sign(null, message, key) }
}

/** The first four bytes of SHA-256(name, line feed, algorithm, key): which key a signature is from (C2SP signed-note). */
export const keyId = (name: string, publicKey: Uint8Array): Buffer =>
  createHash('sha256')
    .update(`${name}\n`)
    .update(Uint8Array.of(ED25519))
    .update(publicKey)
    .digest()
    .subarray(0, KEY_ID_BYTES)

/** `name+id+base64(algorithm, key)`: the text that is published so that others can verify. */
export const verifierKeyOf = ({ name, publicKey }: Pick<Signer, 'name' | 'publicKey'>): string =>
  `${name}+${keyId(name, publicKey).toString('hex')}+${Buffer.from([ED25519, ...publicKey]).toString('base64')}`

/** The name and raw public key of a verifier key text, or null when it is not one or its id does not fit. */
export function parseVerifierKey(text: string): { readonly name: string; readonly publicKey: Buffer } | null {
  const [name = '', id, ...rest] = text.split('+')
  // Base64 may hold plus signs itself.
  const bytes = Buffer.from(rest.join('+'), 'base64')
  if (!isName(name) || bytes.length !== KEY_BYTES + 1 || bytes[0] !== ED25519) return null
  const publicKey = bytes.subarray(1)
  return keyId(name, publicKey).toString('hex') === id ? { name, publicKey } : null
}

/** True when the Ed25519 signature is the key's over the message. */
export function verifies(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), type: 'spki', format: 'der' })
  return verify(null, message, key, signature)
}

const isName = (name: string): boolean => /^[^\s+]{1,200}$/.test(name)
