import { createHash, createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest()

export interface SignedRequest {
  readonly method: string
  /** With its query, as it stands in the request line. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly secret: string
}

/** The signature of a request by AWS Signature Version 4, written from its description ("Create a signed AWS API request") and without the client's code. */
export function signatureOf({ method, path, headers, secret }: SignedRequest): string {
  const [, scope = '', names = ''] =
    /Credential=[^/]+\/([^,]+),\s*SignedHeaders=([^,]+)/.exec(headers['authorization'] ?? '') ?? []
  const [bare = '', query = ''] = path.split('?')
  const canonical = [
    method,
    bare,
    query.split('&').toSorted().join('&'),
    ...names.split(';').map((name) => `${name}:${(headers[name] ?? '').trim().replaceAll(/ +/g, ' ')}`),
    '',
    names,
    headers['x-amz-content-sha256'] ?? '',
  ].join('\n')
  const [day = '', region = '', service = ''] = scope.split('/')
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), 'aws4_request')
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'] ?? '', scope, sha256(canonical)].join('\n')
  return hmac(key, text).toString('hex')
}

const error = (response: ServerResponse, status: number, code: string): void =>
  void response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`)

type Fault = (request: IncomingMessage, response: ServerResponse, bytes: Buffer | undefined) => void

export const FAULTS = {
  busy: (_, response) => error(response, 500, 'InternalError'),
  slow: (_, response) => error(response, 503, 'SlowDown'),
  denied: (_, response) => error(response, 403, 'AccessDenied'),
  cut: (_, response, bytes) => {
    response.writeHead(200, { 'content-length': 1000 })
    response.write(bytes?.subarray(0, 3) ?? '', () => response.destroy())
  },
  wrong: (_, response) => void response.writeHead(200).end('something else'),
  short: (_, response, bytes) => void response.writeHead(200).end(bytes?.subarray(0, -1)),
  elsewhere: (_, response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
  noConditions: (request, response) =>
    request.headers['if-none-match'] === undefined ? undefined : error(response, 501, 'NotImplemented'),
} as const satisfies Record<string, Fault>

/** A bucket on loopback that checks every signature and body, and answers with a fault for as many requests as it is told. */
export async function fakeS3({ bucket = 'evidence', secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' } = {}) {
  const objects = new Map<string, Buffer>()
  const faults: Fault[] = []
  const seen: string[] = []
  const answer = (request: IncomingMessage, response: ServerResponse, body: Buffer): void => {
    const { method = '', url = '' } = request
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    seen.push(`${method} ${url}`)
    const found = /Signature=([0-9a-f]+)/.exec(headers['authorization'] ?? '')?.[1]
    if (found !== signatureOf({ method, path: url, headers, secret }))
      return error(response, 403, 'SignatureDoesNotMatch')
    if (headers['x-amz-content-sha256'] !== sha256(body)) return error(response, 400, 'XAmzContentSHA256Mismatch')
    if (!url.startsWith(`/${bucket}/`)) return error(response, 404, 'NoSuchBucket')
    faults.shift()?.(request, response, objects.get(url))
    if (response.headersSent) return
    const object = objects.get(url)
    if (method === 'PUT') {
      if (object !== undefined && headers['if-none-match'] === '*') return error(response, 412, 'PreconditionFailed')
      objects.set(url, body)
      return void response.writeHead(200).end()
    }
    if (object === undefined) return error(response, 404, 'NoSuchKey')
    response.writeHead(200, { 'content-length': object.length }).end(method === 'HEAD' ? undefined : object)
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => answer(request, response, Buffer.concat(chunks)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    objects,
    seen,
    /** The next requests, one each. */
    fail: (...next: readonly (keyof typeof FAULTS)[]) => void faults.push(...next.map((name) => FAULTS[name])),
    /** As `akashi` finds it in its environment. */
    environment: {
      AKASHI_BLOBS: `s3://${bucket}/akashi`,
      AKASHI_S3_ENDPOINT: endpoint,
      AWS_REGION: 'ap-northeast-1',
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: secret,
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
