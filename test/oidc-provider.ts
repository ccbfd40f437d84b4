import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHash, randomBytes } from 'node:crypto'
import { SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from 'jose'

/** What the provider says of whoever signs in next, and what it does wrong. */
export interface Play {
  /** Over the claims that it would make. */
  claims?: Readonly<Record<string, unknown>>
  /** `none`: unsigned. `stranger`: by a key that it does not publish. */
  signed?: 'none' | 'stranger'
  /** Beside the code, over what it would answer (RFC 9207 `iss`, another `state`, an `error`). */
  answer?: Record<string, string>
  /** It does not look at PKCE's challenge, or at the secret of the client. */
  isCareless?: boolean
}

interface Grant {
  readonly nonce: string
  readonly challenge: string
  readonly redirect: string
}

const CLIENT = { id: 'akashi', secret: 'a secret of the test' } as const

/** A small provider of OpenID Connect on loopback. Nobody types anything there: whoever comes is sent back at once. */
export async function oidcProvider() {
  const [own, stranger] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', use: 'sig', alg: 'RS256' }
  const grants = new Map<string, Grant>()
  const asked: string[] = []
  let play: Play = {}
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    code_challenge_methods_supported: ['S256'],
    // It even admits unsigned tokens: whoever asks must know better.
    id_token_signing_alg_values_supported: ['RS256', 'none'],
  }
  const routes: Readonly<Record<string, (url: URL, request: IncomingMessage, response: ServerResponse) => unknown>> = {
    '/.well-known/openid-configuration': () => metadata,
    '/moved/.well-known/openid-configuration': (_, __, response) =>
      response.writeHead(302, { location: `${issuer}/.well-known/openid-configuration` }).end(),
    '/split/.well-known/openid-configuration': () => ({
      ...metadata,
      issuer: `${issuer}/split`,
      token_endpoint: issuer.replace('127.0.0.1', 'localhost') + '/token',
    }),
    '/other/.well-known/openid-configuration': () => metadata,
    '/keys': () => ({ keys: [jwk] }),
    '/authorize': (url, _, response) => {
      const at = (name: string): string => url.searchParams.get(name) ?? ''
      const code = randomBytes(16).toString('hex')
      grants.set(code, { nonce: at('nonce'), challenge: at('code_challenge'), redirect: at('redirect_uri') })
      const back = new URL(at('redirect_uri'))
      for (const [name, value] of Object.entries({ code, state: at('state'), ...play.answer }))
        back.searchParams.set(name, value)
      response.writeHead(302, { location: back.href }).end()
    },
    '/token': async (_, request, response) => {
      const form = new URLSearchParams(await bodyOf(request))
      const grant = grants.get(form.get('code') ?? '')
      // A code works once.
      grants.delete(form.get('code') ?? '')
      if (!isRight(form, request) && play.isCareless !== true) return refuse(response, 'invalid_client', 401)
      if (grant === undefined || (!isProved(form, grant) && play.isCareless !== true))
        return refuse(response, 'invalid_grant', 400)
      return { access_token: 'x', token_type: 'Bearer', id_token: await idToken(grant) }
    },
  }

  const idToken = async ({ nonce }: Grant): Promise<string> => {
    const now = Math.floor(Date.now() / 1000)
    const payload = { iss: issuer, aud: CLIENT.id, sub: 'subject-1', nonce, iat: now, exp: now + 300, ...play.claims }
    if (play.signed === 'none') return new UnsecuredJWT(payload).encode()
    const key = play.signed === 'stranger' ? stranger.privateKey : own.privateKey
    return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer)
    asked.push(url.pathname)
    const body = await routes[url.pathname]?.(url, request, response)
    if (response.writableEnded) return
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body ?? {}))
  }

  return {
    issuer,
    client: CLIENT,
    asked,
    /** How the next sign-ins go. */
    plays: (next: Play): void => void (play = next),
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export type OidcProvider = Awaited<ReturnType<typeof oidcProvider>>

const refuse = (response: ServerResponse, error: string, status: number): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }))

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks).toString('utf8')
}

function isRight(form: URLSearchParams, { headers }: IncomingMessage): boolean {
  const basic = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`
  return (
    headers.authorization === basic ||
    (form.get('client_id') === CLIENT.id && form.get('client_secret') === CLIENT.secret)
  )
}

const isProved = (form: URLSearchParams, { challenge, redirect }: Grant): boolean =>
  createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url') === challenge && form.get('redirect_uri') === redirect
