import type { Lang } from '../base/text.ts'
import type { BlobStore } from '../store/blobs.ts'
import type { S3Place } from '../store/s3-blobs.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The place of blobs in the environment cannot be one; `what` names the variable. */
export class BadBlobs extends Error {
  readonly what: 'AKASHI_BLOBS' | 'AKASHI_S3_ENDPOINT' | 'AWS_REGION' | 'AWS_ACCESS_KEY_ID'
  constructor(what: BadBlobs['what']) {
    super(`${what} is not set as it has to be`)
    this.what = what
  }
}

export const BAD_BLOBS = {
  AKASHI_BLOBS: {
    ja: 'AKASHI_BLOBS は s3://バケット名/接頭辞 の形で指定してください。',
    en: 'AKASHI_BLOBS has the form s3://bucket/prefix.',
  },
  AKASHI_S3_ENDPOINT: {
    ja: 'AKASHI_S3_ENDPOINT は https://ホスト の形で指定してください（パスは付けません。http はこのコンピュータ自身に対してだけ使えます）。',
    en: 'AKASHI_S3_ENDPOINT has the form https://host, without a path; http only for this computer itself.',
  },
  AWS_REGION: {
    ja: 'S3 に保存するには、AWS_REGION を指定してください。',
    en: 'To keep files in S3, set AWS_REGION.',
  },
  AWS_ACCESS_KEY_ID: {
    ja: 'S3 に保存するには、AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY を指定してください。',
    en: 'To keep files in S3, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  },
} as const satisfies Record<BadBlobs['what'], Record<Lang, string>>

/** The place of blobs that the environment names, or null for the data folder. Throws BadBlobs. */
export function s3Place(environment: Environment): S3Place | null {
  const where = environment['AKASHI_BLOBS'] ?? ''
  if (where === '') return null
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w./-]*))?$/.exec(where) ?? []
  const isPlain = prefix
    .split('/')
    .every((part, i, parts) => !/^\.*$/.test(part) || (part === '' && i === parts.length - 1))
  if (bucket === undefined || !isPlain) throw new BadBlobs('AKASHI_BLOBS')
  const region = environment['AWS_REGION'] ?? ''
  if (!/^[a-z0-9-]+$/.test(region)) throw new BadBlobs('AWS_REGION')
  const [accessKeyId = '', secretAccessKey = ''] = [
    environment['AWS_ACCESS_KEY_ID'],
    environment['AWS_SECRET_ACCESS_KEY'],
  ]
  if (accessKeyId === '' || secretAccessKey === '') throw new BadBlobs('AWS_ACCESS_KEY_ID')
  const sessionToken = environment['AWS_SESSION_TOKEN'] ?? ''
  return {
    endpoint: endpointOf(environment['AKASHI_S3_ENDPOINT'] ?? '', region),
    region,
    bucket,
    prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`,
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === '' ? {} : { sessionToken }),
  }
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

function endpointOf(text: string, region: string): string {
  if (text === '') return `https://s3.${region}.amazonaws.com`
  const url = URL.canParse(text) ? new URL(text) : null
  const isOrigin = url !== null && [url.origin, `${url.origin}/`].includes(text)
  if (
    url === null ||
    !isOrigin ||
    !(url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname)))
  )
    throw new BadBlobs('AKASHI_S3_ENDPOINT')
  return url.origin
}

/** An upload is at most 256 MiB; what is made of it may be larger. */
const MAX_BYTES = 2 ** 30
const TIMEOUT_MS = 5 * 60_000

/** Opens the bucket of the environment; undefined where blobs lie in the data folder. The bucket's endpoint is the only host that is asked. */
export function blobsOf(environment: Environment): (() => Promise<BlobStore>) | undefined {
  if ((environment['AKASHI_BLOBS'] ?? '') === '') return undefined
  return async () => {
    const place = s3Place(environment)
    if (place === null) throw new BadBlobs('AKASHI_BLOBS')
    const [{ s3Blobs }, { allowedFetch }] = await Promise.all([
      import('../store/s3-blobs.ts'),
      import('../server/outbound.ts'),
    ])
    const { protocol, hostname, port } = new URL(place.endpoint)
    // Who runs the server named it, so it may lie in an inner network.
    const host = `${hostname}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}+private`
    return s3Blobs(place, allowedFetch({ hosts: [host], timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES }))
  }
}
