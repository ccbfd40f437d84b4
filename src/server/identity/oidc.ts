import * as client from 'openid-client'
import { z } from 'zod'
import { allowedFetch } from '../outbound.ts'
import { OidcRefused, asRefusal } from './oidc-refusals.ts'

/** The provider of identities, as the operator of the server names it. */
export interface OidcOptions {
  /** `https://login.example.jp`; http for a loopback host only. */
  readonly issuer: string
  readonly clientId: string
  /** Null for a public client: then PKCE alone binds the code to us. */
  readonly clientSecret: string | null
  /** What the button of the sign-in page says after “Sign in with”. */
  readonly label: string
  /** Further hosts that the provider's endpoints lie at, in the form of `hostRules`. */
  readonly hosts: readonly string[]
}

/** Where the browser is sent, and what must come back with it. */
export interface Departure {
  readonly url: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Who came back. The pair of issuer and subject is the identity; the rest may change. */
export interface Arrival {
  readonly issuer: string
  readonly subject: string
  /** Lower case; null where the provider names none. */
  readonly email: string | null
  /** Whether the provider says that the address was verified. */
  readonly isVerified: boolean
  readonly name: string
}

/** Sign-in by OpenID Connect: Authorization Code with PKCE, state and nonce. */
export interface Oidc {
  readonly label: string
  readonly issuer: string
  /** Throws OidcRefused. */
  leave(redirect: string): Promise<Departure>
  /** `current` is the address that the browser came back to. Throws OidcRefused. */
  arrive(current: URL, departure: Omit<Departure, 'url'>): Promise<Arrival>
}

const TIMEOUT_S = 10
const SCOPE = 'openid email profile'

/** The client of one provider. It is asked for its metadata (OpenID Connect Discovery) when it is first needed, so that it need not answer while we start. */
export function oidcClient(options: OidcOptions): Oidc {
  const configuration = discovered(options)
  return {
    label: options.label,
    issuer: options.issuer,
    leave: (redirect) => refusing(async () => leave(await configuration(), redirect)),
    arrive: (current, departure) => refusing(async () => arrive(await configuration(), current, departure)),
  }
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asRefusal(error)
  }
}

/** The metadata, asked once; a failure is not kept. */
function discovered(options: OidcOptions): () => Promise<client.Configuration> {
  let known: Promise<client.Configuration> | null = null
  return () => {
    known ??= discover(options).catch((error: unknown) => {
      known = null
      throw error
    })
    return known
  }
}

async function discover(options: OidcOptions): Promise<client.Configuration> {
  const issuer = new URL(options.issuer)
  const authentication = options.clientSecret === null ? client.None() : undefined
  const metadata = options.clientSecret === null ? undefined : { client_secret: options.clientSecret }
  const configuration = await client.discovery(issuer, options.clientId, metadata, authentication, {
    [client.customFetch]: fetchFor(options),
    timeout: TIMEOUT_S,
    // Signatures are checked although the token comes from the provider itself: it costs nothing, and `alg: none` has no way in.
    execute: [
      client.enableNonRepudiationChecks,
      ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []),
    ],
  })
  // The library makes exceptions for issuers of many tenants. We know one issuer.
  if (plain(configuration.serverMetadata().issuer) !== plain(options.issuer))
    throw new OidcRefused('oidc-issuer', 'metadata of another issuer')
  return configuration
}

const plain = (issuer: string): string => issuer.replace(/\/$/, '')

/** Nobody but the issuer's host, and those that the operator named beside it, is ever asked. What the operator says of the issuer's own host counts first. */
export const fetchFor = ({ issuer, hosts }: Pick<OidcOptions, 'issuer' | 'hosts'>): client.CustomFetch => {
  const asked = allowedFetch({ hosts: [...hosts, hostOf(new URL(issuer))], timeoutMs: TIMEOUT_S * 1000 })
  return (url, { body, signal, ...init }) =>
    asked(url, {
      ...init,
      body: body instanceof Uint8Array ? new Uint8Array(body) : (body ?? null),
      signal: signal ?? null,
    })
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** The issuer's host as an entry of the list. One on loopback may lie at an inner address; any other such host is named by the operator. */
function hostOf({ protocol, hostname, port }: URL): string {
  const at = port === '' ? (protocol === 'http:' ? ':80' : '') : `:${port}`
  return `${hostname}${at}${LOOPBACK.has(hostname) ? '+private' : ''}`
}

async function leave(configuration: client.Configuration, redirect: string): Promise<Departure> {
  const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirect,
    scope: SCOPE,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  return { url: url.href, state, nonce, verifier }
}

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  email: z.email().max(254).nullable().catch(null),
  // Only a plain yes: a text "true" is what somebody else may have written.
  email_verified: z.boolean().catch(false),
  name: z.string().catch(''),
})

async function arrive(
  configuration: client.Configuration,
  current: URL,
  { state, nonce, verifier }: Omit<Departure, 'url'>,
): Promise<Arrival> {
  const tokens = await client.authorizationCodeGrant(configuration, current, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const claims = claimsSchema.safeParse(tokens.claims())
  if (!claims.success) throw new OidcRefused('oidc-token', 'claims')
  const { sub, email, email_verified: isVerified, name } = claims.data
  const { issuer } = configuration.serverMetadata()
  return { issuer, subject: sub, email: email?.toLowerCase() ?? null, isVerified, name }
}
