import { z } from 'zod'
import type { Text } from '../../base/text.ts'
import { ApiError } from './client.ts'

/** What the server asks a browser for, as far as we use it (WebAuthn 5.4, 5.5, as JSON). */
const knownSchema = z.object({ id: z.string(), type: z.literal('public-key') })
export const creationSchema = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number() })),
  timeout: z.number(),
  excludeCredentials: z.array(knownSchema).default([]),
})
export const requestSchema = z.object({ challenge: z.string(), rpId: z.string(), timeout: z.number() })

/** Whether passkeys can work here: a browser that has them, a safe connection, and a host that has a name. */
export const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' && isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname)

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))

const textOf = (bytes: ArrayBuffer): string =>
  btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** Has the browser make a passkey; gives back what the server wants to know of it. Throws ApiError. */
export async function makePasskey(options: z.output<typeof creationSchema>): Promise<object> {
  const { challenge, user, excludeCredentials, ...rest } = options
  const publicKey: PublicKeyCredentialCreationOptions = {
    ...rest,
    challenge: bytesOf(challenge),
    user: { ...user, id: bytesOf(user.id) },
    excludeCredentials: excludeCredentials.map(({ id, type }) => ({ id: bytesOf(id), type })),
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  }
  const made = await saying(() => navigator.credentials.create({ publicKey }))
  if (!(made instanceof PublicKeyCredential) || !(made.response instanceof AuthenticatorAttestationResponse))
    throw refusal('other')
  const { clientDataJSON, attestationObject } = made.response
  return {
    ...named(made),
    response: {
      clientDataJSON: textOf(clientDataJSON),
      attestationObject: textOf(attestationObject),
      transports: made.response.getTransports(),
    },
  }
}

/** Has the browser answer with a passkey; gives back what the server checks. Throws ApiError. */
export async function usePasskeyHere(options: z.output<typeof requestSchema>): Promise<object> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    ...options,
    challenge: bytesOf(options.challenge),
    userVerification: 'required',
  }
  const used = await saying(() => navigator.credentials.get({ publicKey }))
  if (!(used instanceof PublicKeyCredential) || !(used.response instanceof AuthenticatorAssertionResponse))
    throw refusal('other')
  const { clientDataJSON, authenticatorData, signature, userHandle } = used.response
  return {
    ...named(used),
    response: {
      clientDataJSON: textOf(clientDataJSON),
      authenticatorData: textOf(authenticatorData),
      signature: textOf(signature),
      userHandle: userHandle === null ? null : textOf(userHandle),
    },
  }
}

const named = ({ rawId, type }: PublicKeyCredential) => ({ id: textOf(rawId), rawId: textOf(rawId), type })

/** What a browser calls its refusals, and what a person is told. */
const SAID = {
  NotAllowedError: {
    ja: 'パスキーの操作が取り消されたか、時間切れになりました。もう一度やり直してください。',
    en: 'The passkey was cancelled or took too long. Try again.',
  },
  InvalidStateError: {
    ja: 'この端末のパスキーは、既に登録されています。',
    en: 'A passkey of this device is registered already.',
  },
  SecurityError: {
    ja: 'このアドレスではパスキーを使えません。サーバの --origin と、開いているアドレスを確認してください。',
    en: 'Passkeys do not work at this address. Compare it with --origin of the server.',
  },
  other: {
    ja: 'この端末ではパスキーを使えません。',
    en: 'This device cannot use a passkey.',
  },
} as const satisfies Record<string, Text>

const refusal = (name: keyof typeof SAID): ApiError => new ApiError(0, `passkey-${name}`, SAID[name])

const isSaid = (name: string): name is keyof typeof SAID => Object.hasOwn(SAID, name)

async function saying<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const name = error instanceof DOMException ? error.name : 'other'
    throw refusal(isSaid(name) ? name : 'other')
  }
}
