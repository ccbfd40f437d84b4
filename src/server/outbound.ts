import { lookup as systemLookup } from 'node:dns'
import type { LookupAddress } from 'node:dns'
import { request as httpRequest } from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { isPermittedAddress } from './outbound/addresses.ts'
import { hostRules, ruleFor } from './outbound/hosts.ts'
import type { HostRule } from './outbound/hosts.ts'
import { OutboundRefused } from './outbound/refused.ts'
import { demandScheme } from './outbound/scheme.ts'

/** What may be asked of the outside. */
export interface OutboundPolicy {
  /** `host`, `host:port`, and either with `+private` behind it: see `hostRules`. Empty: nothing may be asked. */
  readonly hosts: readonly string[]
  /** For the whole exchange, from the name to the last byte of the answer. */
  readonly timeoutMs?: number
  /** Of the answer's body. */
  readonly maxBytes?: number
  /** Every address of a name; a test gives its own. */
  readonly lookup?: (host: string) => Promise<readonly LookupAddress[]>
}

const TIMEOUT_MS = 10_000
const MAX_BYTES = 2 ** 20
const EMPTY_STATUSES: ReadonlySet<number> = new Set([204, 205, 304])

/**
 * A `fetch` that asks the hosts of the policy and no other; the one way out of this program. https only (http to a loopback host that is listed
 * as private). A redirect is never followed: it is given back as it is. Every address of the name is judged before a connection is made, and the
 * connection goes to an address that was judged. No proxy, no cookie, no connection is kept. Rejects with OutboundRefused.
 */
export function allowedFetch(policy: OutboundPolicy): typeof fetch {
  const rules = hostRules(policy.hosts)
  return async (input, init) => {
    const asked = new Request(input, init)
    const url = new URL(asked.url)
    const rule = ruleFor(rules, url)
    demandScheme(url, rule)
    const body = Buffer.from(await asked.arrayBuffer())
    return exchange(asked, url, body, rule, policy)
  }
}

function exchange(asked: Request, url: URL, body: Buffer, rule: HostRule, policy: OutboundPolicy): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
      url,
      optionsOf(asked, url, body, rule, policy),
    )
    const end = (error: Error): void => {
      clearTimeout(timer)
      reject(error)
      request.destroy()
    }
    const timer = setTimeout(
      () => end(new OutboundRefused('timeout', `${url.host} did not answer in time`)),
      policy.timeoutMs ?? TIMEOUT_MS,
    )
    if (asked.signal.aborted) end(abortOf(asked))
    asked.signal.addEventListener('abort', () => end(abortOf(asked)))
    request.on('error', (error) => end(asRefusal(error, url)))
    request.on('upgrade', (_, socket) => {
      socket.destroy()
      end(new OutboundRefused('network', `${url.host} speaks another protocol than was asked for`))
    })
    request.on('response', (answer) => {
      collect(answer, policy.maxBytes ?? MAX_BYTES)
        .then((bytes) => {
          resolve(responseOf(answer, bytes))
          clearTimeout(timer)
        })
        // Also when the whole answer is none: it would else be waited for for ever, and its error be nobody's.
        .catch((error: unknown) => end(asRefusal(error, url)))
    })
    request.end(body)
  })
}

/** An agent that keeps nothing, so that no later request goes over a connection that another policy made. */
function optionsOf(asked: Request, url: URL, body: Buffer, rule: HostRule, policy: OutboundPolicy): RequestOptions {
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) !== 0) demandAddress(literal, rule)
  const headers = Object.fromEntries(asked.headers)
  const hasBody = body.length > 0 || !['GET', 'HEAD'].includes(asked.method)
  return {
    method: asked.method,
    agent: false,
    lookup: judgedLookup(rule, policy.lookup ?? lookupAll),
    headers: { ...headers, 'accept-encoding': 'identity', ...(hasBody ? { 'content-length': body.length } : {}) },
  }
}

const lookupAll = (host: string): Promise<readonly LookupAddress[]> =>
  new Promise((resolve, reject) =>
    systemLookup(host, { all: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error))),
  )

/** One address that is not permitted refuses the name: who answers some public and some private is not to be trusted with either. */
const judgedLookup =
  (rule: HostRule, lookup: NonNullable<OutboundPolicy['lookup']>): LookupFunction =>
  (host, options, answer) => {
    lookup(host).then(
      (addresses) => {
        const [first] = addresses
        try {
          if (first === undefined) throw new OutboundRefused('network', `${host} has no address`)
          for (const { address } of addresses) demandAddress(address, rule)
        } catch (error) {
          return answer(asError(error), '', 0)
        }
        return options.all === true ? answer(null, [...addresses]) : answer(null, first.address, first.family)
      },
      (error: unknown) => answer(asError(error), '', 0),
    )
  }

function demandAddress(address: string, { host, isPrivate }: HostRule): void {
  if (!isPermittedAddress(address, isPrivate))
    throw new OutboundRefused('address', `${host} lies at ${address}, which is not asked`)
}

async function collect(answer: IncomingMessage, limit: number): Promise<Buffer> {
  if (!['', 'identity'].includes(answer.headers['content-encoding'] ?? ''))
    throw new OutboundRefused('encoded', 'the answer is packed, which was not asked for')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer) {
    const bytes = Buffer.from(chunk as Uint8Array)
    size += bytes.length
    if (size > limit) throw new OutboundRefused('too-large', `the answer is larger than ${limit} bytes`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function responseOf({ statusCode = 0, statusMessage = '', rawHeaders }: IncomingMessage, bytes: Buffer): Response {
  if (statusCode < 200 || statusCode > 599) throw new OutboundRefused('network', `the status ${statusCode} is none`)
  const headers = new Headers()
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '')
  const body = EMPTY_STATUSES.has(statusCode) ? null : new Uint8Array(bytes)
  return new Response(body, { status: statusCode, statusText: statusMessage, headers })
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

/** What the network threw, under its own name: `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
function asRefusal(error: unknown, { host }: URL): OutboundRefused {
  if (error instanceof OutboundRefused) return error
  const detail = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  return new OutboundRefused('network', `${host}: ${detail === '' ? asError(error).message : detail}`, detail)
}

const abortOf = ({ signal }: Request): Error => asError(signal.reason ?? new Error('aborted'))
