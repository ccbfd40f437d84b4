import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers'
import type { z } from 'zod'
import type { Passkey } from '../../store/factors/passkeys.ts'
import { Failure } from '../failure.ts'
import type { answeredSchema, registeredSchema } from './passkey-schemas.ts'
import type { Site } from './site.ts'

/** How long a person may take to answer. */
export const CHALLENGE_MS = 5 * 60_000

/** EdDSA, ES256 and RS256: what authenticators have. */
const ALGORITHMS = [-8, -7, -257]

type Registered = z.output<typeof registeredSchema>
type Answered = z.output<typeof answeredSchema>
/** Uses the challenge up; false when it is not, or no longer, one of ours. */
type Spend = (challenge: string) => Promise<boolean>

/** What the browser is asked for to make a passkey that signs in by itself: kept by the authenticator, and with a check of the person. */
export const registrationOptions = (
  site: Site,
  person: { readonly account: string; readonly email: string; readonly name: string },
  known: readonly Passkey[],
  challenge: string,
) =>
  generateRegistrationOptions({
    rpName: 'Akashi',
    rpID: site.host,
    userName: person.email,
    userDisplayName: person.name,
    userID: new Uint8Array(Buffer.from(person.account)),
    challenge: isoBase64URL.toBuffer(challenge),
    timeout: CHALLENGE_MS,
    // We trust no maker more than another, so we do not ask who made it.
    attestationType: 'none',
    excludeCredentials: known.map(({ credential }) => ({ id: credential })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  })

/** What the browser is asked for to sign in with any passkey of this site. */
export const signInOptions = (site: Site, challenge: string) =>
  generateAuthenticationOptions({
    rpID: site.host,
    challenge: isoBase64URL.toBuffer(challenge),
    timeout: CHALLENGE_MS,
    userVerification: 'required',
  })

type NewKey = Pick<Passkey, 'credential' | 'rpId' | 'publicKey' | 'counter' | 'transports' | 'synced'>

/** The new passkey, when the answer is for this site and this challenge, by a person who was checked. Throws Failure `passkey-refused`. */
export async function registeredKey(site: Site, answer: Registered, spend: Spend): Promise<NewKey> {
  const transports = answer.response.transports ?? []
  const { verified, registrationInfo } = await refusing(async () => {
    demandNoCertificate(answer.response.attestationObject)
    const { clientDataJSON, attestationObject } = answer.response
    const response: RegistrationResponseJSON = {
      ...named(answer),
      response: { clientDataJSON, attestationObject },
    }
    return verifyRegistrationResponse({
      response,
      expectedChallenge: spend,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
  })
  if (!verified) throw new Failure('passkey-refused')
  const { credential, credentialBackedUp } = registrationInfo
  return {
    credential: credential.id,
    rpId: site.host,
    publicKey: isoBase64URL.fromBuffer(credential.publicKey),
    counter: credential.counter,
    transports,
    synced: credentialBackedUp,
  }
}

/** The counter of the answer, when it was signed with the passkey for this site and this challenge. Throws Failure `passkey-refused`. */
export async function answeredCounter(site: Site, answer: Answered, key: Passkey, spend: Spend): Promise<number> {
  const { clientDataJSON, authenticatorData, signature } = answer.response
  const response: AuthenticationResponseJSON = {
    ...named(answer),
    response: { clientDataJSON, authenticatorData, signature },
  }
  const { verified, authenticationInfo } = await refusing(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: spend,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      requireUserVerification: true,
      credential: { id: key.credential, publicKey: isoBase64URL.toBuffer(key.publicKey), counter: key.counter },
    }),
  )
  if (!verified) throw new Failure('passkey-refused')
  return authenticationInfo.newCounter
}

const named = ({ id, rawId, type }: Pick<Answered, 'id' | 'rawId' | 'type'>) => ({
  id,
  rawId,
  type,
  clientExtensionResults: {},
})

/** Certificates were not asked for. To check them the library would ask hosts that the certificate names, so they are refused unread. */
function demandNoCertificate(attestationObject: string): void {
  const decoded = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject))
  const format = decoded.get('fmt')
  const isPlain = format === 'none' || (format === 'packed' && decoded.get('attStmt').get('x5c') === undefined)
  if (!isPlain) throw new Failure('passkey-refused')
}

/** The library throws for whatever does not fit; to the caller all of it is one refusal. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    throw new Failure('passkey-refused')
  }
}
