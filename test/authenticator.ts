import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** CBOR (RFC 8949) of what an authenticator says: integers, texts, bytes and maps in the order given. */
type Cbor = number | string | Uint8Array | ReadonlyMap<number | string, Cbor>

function head(major: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(major << 5) | count])
  if (count < 256) return Buffer.from([(major << 5) | 24, count])
  return Buffer.from([(major << 5) | 25, count >> 8, count & 255])
}

export function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)])])
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()

/** What a test may do wrong on purpose. */
interface Twist {
  readonly origin?: string
  readonly rpId?: string
  readonly verified?: boolean
  readonly counter?: number
  readonly userHandle?: string
  readonly attestation?: ReadonlyMap<string, Cbor>
  readonly format?: string
}

/** A passkey in software: P-256, user presence and verification, a counter that goes up. It does what it is told, right or wrong. */
export function authenticator(origin: string, counts = true) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  const rpId = new URL(origin).hostname
  let counter = 0

  const key = (): Buffer =>
    cbor(
      new Map<number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    )
  const data = (twist: Twist, attested: boolean): Buffer => {
    if (counts) counter += 1
    const flags = 1 | (twist.verified === false ? 0 : 4) | (attested ? 64 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(twist.counter ?? counter)
    const credential = attested ? [Buffer.alloc(16), Buffer.from([0, id.length]), id, key()] : []
    return Buffer.concat([sha256(twist.rpId ?? rpId), Buffer.from([flags]), count, ...credential])
  }
  const client = (type: string, challenge: string, twist: Twist): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin: twist.origin ?? origin, crossOrigin: false }))
  const named = { id: text(id), rawId: text(id), type: 'public-key', clientExtensionResults: {} }

  return {
    /** Answers the options of a registration. */
    register: ({ challenge }: { readonly challenge: string }, twist: Twist = {}) => ({
      ...named,
      response: {
        clientDataJSON: text(client('webauthn.create', challenge, twist)),
        attestationObject: text(
          cbor(
            new Map<string, Cbor>([
              ['fmt', twist.format ?? 'none'],
              ['attStmt', twist.attestation ?? new Map()],
              ['authData', data(twist, true)],
            ]),
          ),
        ),
        transports: ['internal'],
      },
    }),
    /** Answers the options of a sign-in, for the account that it was registered for. */
    answer: ({ challenge }: { readonly challenge: string }, userHandle: string, twist: Twist = {}) => {
      const clientData = client('webauthn.get', challenge, twist)
      const authenticatorData = data(twist, false)
      const signed = Buffer.concat([authenticatorData, sha256(clientData)])
      return {
        ...named,
        response: {
          clientDataJSON: text(clientData),
          authenticatorData: text(authenticatorData),
          signature: text(sign('sha256', signed, privateKey)),
          userHandle: text(Buffer.from(twist.userHandle ?? userHandle)),
        },
      }
    },
  }
}
