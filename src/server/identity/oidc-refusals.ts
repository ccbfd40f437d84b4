import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import { z } from 'zod'
import { OutboundRefused } from '../outbound/refused.ts'
import type { OidcFailureCode } from './oidc-failures.ts'

/** An answer of the provider that is refused, and why. `detail` is for the log: codes, never content. */
export class OidcRefused extends Error {
  readonly code: OidcFailureCode
  readonly detail: string
  constructor(code: OidcFailureCode, detail: string) {
    super(`${code}: ${detail}`)
    this.code = code
    this.detail = detail
  }
}

/** Codes of openid-client, and what they mean to a person. Whatever is not here is a token that is not right. */
const CODES: Readonly<Record<string, OidcFailureCode>> = {
  OAUTH_AUTHORIZATION_RESPONSE_ERROR: 'oidc-denied',
  OAUTH_RESPONSE_BODY_ERROR: 'oidc-code',
  OAUTH_WWW_AUTHENTICATE_CHALLENGE: 'oidc-client',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'oidc-expired',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'oidc-issuer',
  OAUTH_TIMEOUT: 'oidc-unreachable',
  OAUTH_ABORT: 'oidc-unreachable',
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'oidc-unreachable',
  OAUTH_RESPONSE_IS_NOT_JSON: 'oidc-unreachable',
}

const CLAIMS: Readonly<Record<string, OidcFailureCode>> = {
  nonce: 'oidc-nonce',
  aud: 'oidc-audience',
  azp: 'oidc-audience',
  iss: 'oidc-issuer',
}

const codeSchema = z.object({ code: z.string() })
const claimSchema = z.object({ claim: z.string() })
/** RFC 9207: beside the code the provider names itself, and here it is another. */
const issuerSchema = z.object({ expected: z.string(), parameters: z.instanceof(URLSearchParams) })

/** What openid-client or the network threw, as a refusal. An error of another kind is given back as it is: a bug is no refusal. */
export function asRefusal(error: unknown): unknown {
  const chain = causesOf(error)
  const codes = chain.flatMap((one) => codeSchema.safeParse(one).data?.code ?? [])
  if (chain.some((one) => one instanceof OutboundRefused)) return new OidcRefused('oidc-unreachable', codes.join(' '))
  if (!isOfClient(error)) return error
  return new OidcRefused(meaning(chain, codes[0] ?? ''), codes.join(' '))
}

const isOfClient = (error: unknown): boolean =>
  [ClientError, AuthorizationResponseError, ResponseBodyError, WWWAuthenticateChallengeError].some(
    (kind) => error instanceof kind,
  )

function meaning(chain: readonly unknown[], code: string): OidcFailureCode {
  if (chain.some((one) => one instanceof ResponseBodyError && one.error === 'invalid_client')) return 'oidc-client'
  const claim = chain.flatMap((one) => claimSchema.safeParse(one).data?.claim ?? [])[0]
  if (code === 'OAUTH_JWT_CLAIM_COMPARISON_FAILED') return CLAIMS[claim ?? ''] ?? 'oidc-token'
  if (chain.some((one) => issuerSchema.safeParse(one).data?.parameters.has('iss') === true)) return 'oidc-issuer'
  return CODES[code] ?? 'oidc-token'
}

const DEPTH = 6

/** The error and what caused it, outermost first. */
function causesOf(error: unknown, depth = DEPTH): readonly unknown[] {
  const cause = error instanceof Error ? error.cause : undefined
  return cause === undefined || depth === 0 ? [error] : [error, ...causesOf(cause, depth - 1)]
}
