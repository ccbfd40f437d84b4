import { AwsClient } from 'aws4fetch'
import { BlobsUnavailable, hashed, isBlobName, sha256Of } from './blobs.ts'
import type { BlobStore } from './blobs.ts'

/** A bucket of Amazon S3, or of anything that speaks its protocol. */
export interface S3Place {
  /** `https://s3.ap-northeast-1.amazonaws.com`; the bucket stands in the path. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  /** What every name begins with: empty, or ending in `/`. */
  readonly prefix: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

const WAITS_MS: readonly number[] = [200, 1000, 3000]

/**
 * Blobs in a bucket, named as in a folder. Every request is signed with the hash of what it carries, so the bucket refuses a body that was changed on
 * the way; what it gives back is hashed again. Asks once whether the bucket answers. Throws BlobsUnavailable.
 */
export async function s3Blobs(place: S3Place, fetch: typeof globalThis.fetch): Promise<BlobStore> {
  const { accessKeyId, secretAccessKey, sessionToken, region } = place
  const session = sessionToken === undefined ? {} : { sessionToken }
  const client = new AwsClient({ accessKeyId, secretAccessKey, ...session, region, service: 's3', retries: 0 })
  const ask = (method: string, sha256: string, put?: Put): Promise<Response> =>
    asked(client, fetch, place, method, sha256, put)
  const has = async (sha256: string): Promise<boolean> => {
    const answer = await ask('HEAD', sha256)
    if (answer.ok) return true
    if (answer.status === 404) return false
    throw await unavailable('HEAD', answer)
  }
  await has(sha256Of(new Uint8Array()))
  return {
    has,
    async put(bytes) {
      const sha256 = await hashed(bytes)
      if (!(await has(sha256))) await write(ask, sha256, bytes)
      return sha256
    },
    async get(sha256) {
      const answer = await ask('GET', sha256)
      if (answer.status === 404 && (await codeOf(answer.clone())) !== 'NoSuchBucket') return null
      if (!answer.ok) throw await unavailable('GET', answer)
      const bytes = Buffer.from(await answer.arrayBuffer())
      if ((await hashed(bytes)) !== sha256) throw new Error(`the blob ${sha256} has been changed in the bucket`)
      return bytes
    },
  }
}

interface Put {
  readonly bytes: Uint8Array
  /** Only where nothing is. */
  readonly ifAbsent: boolean
}

type Ask = (method: string, sha256: string, put?: Put) => Promise<Response>

/** Puts the bytes where nothing is. Who was quicker put the same; a bucket that knows no conditions may write the same bytes over themselves. */
async function write(ask: Ask, sha256: string, bytes: Uint8Array): Promise<void> {
  const first = await ask('PUT', sha256, { bytes, ifAbsent: true })
  if (first.ok || first.status === 412) return
  const answer = first.status === 501 ? await ask('PUT', sha256, { bytes, ifAbsent: false }) : first
  if (!answer.ok) throw await unavailable('PUT', answer)
}

/** One request, again when the bucket is busy or the network broke: all three can be repeated without harm. */
async function asked(
  client: AwsClient,
  fetch: typeof globalThis.fetch,
  { endpoint, bucket, prefix }: S3Place,
  method: string,
  sha256: string,
  put: Put | undefined,
): Promise<Response> {
  if (!isBlobName(sha256)) throw new Error(`${JSON.stringify(sha256)} is no SHA-256`)
  const url = `${endpoint}/${bucket}/${prefix}${sha256.slice(0, 2)}/${sha256}`
  const body = put === undefined ? {} : { body: new Uint8Array(put.bytes) }
  const headers = {
    'x-amz-content-sha256': put === undefined ? sha256Of(new Uint8Array()) : sha256,
    ...(put?.ifAbsent === true ? { 'if-none-match': '*' } : {}),
  }
  for (let tries = 0; ; tries += 1) {
    const wait = WAITS_MS[tries]
    const outcome = await fetch(await client.sign(url, { method, headers, ...body })).catch((error: unknown) => error)
    if (outcome instanceof Response && !isBusy(outcome)) return outcome
    if (wait === undefined)
      throw outcome instanceof Response ? await unavailable(method, outcome) : broken(method, outcome)
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}

const isBusy = ({ status }: Response): boolean => status === 429 || status === 409 || (status >= 500 && status !== 501)

const broken = (method: string, error: unknown): BlobsUnavailable =>
  new BlobsUnavailable(`${method} failed: ${error instanceof Error ? error.message : String(error)}`)

const unavailable = async (method: string, answer: Response): Promise<BlobsUnavailable> =>
  new BlobsUnavailable(`${method} was answered with ${[String(answer.status), await codeOf(answer)].join(' ').trim()}`)

/** The bucket's own word for what is wrong; empty where it has none. */
const codeOf = async (answer: Response): Promise<string> =>
  /<Code>(\w{1,100})<\/Code>/.exec((await answer.text()).slice(0, 10_000))?.[1] ?? ''
