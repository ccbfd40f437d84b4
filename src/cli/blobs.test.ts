import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { embeddedStore } from '../../test/databases.ts'
import { fakeS3, signatureOf } from '../../test/fake-s3.ts'
import { allowedFetch } from '../server/outbound.ts'
import { writeBackup } from '../store/backup/dump.ts'
import { restoreBackup } from '../store/backup/restore.ts'
import { BlobsUnavailable, sha256Of } from '../store/blobs.ts'
import type { BlobStore } from '../store/blobs.ts'
import { keepBlob, readBlob } from '../store/evidence-blobs.ts'
import { createOrganisation } from '../store/organisations.ts'
import { s3Blobs } from '../store/s3-blobs.ts'
import { BadBlobs, blobsOf, s3Place } from './blobs.ts'

type Bucket = Awaited<ReturnType<typeof fakeS3>>
let s3: Bucket
beforeEach(async () => void (s3 = await fakeS3()))
afterEach(() => s3.close())

const opened = (environment: Readonly<Record<string, string>> = s3.environment): Promise<BlobStore> => {
  const open = blobsOf(environment)
  if (open === undefined) throw new Error('the environment names no bucket')
  return open()
}
const bytes = Buffer.from('display current-configuration 証')
const name = sha256Of(bytes)
const keyOf = (sha256: string): string => `/evidence/akashi/${sha256.slice(0, 2)}/${sha256}`

it('the fake bucket computes the signature of the published example', () => {
  const headers = {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-amz-date': '20130524T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature=?',
  }
  const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
  expect(signatureOf({ method: 'GET', path: '/test.txt', headers, secret })).toBe(
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  )
})

describe('[D-7] [D-12] blobs in a bucket', () => {
  it('come back as they were put, under the name of their content, and are put once', async () => {
    const blobs = await opened()
    expect(await blobs.has(name)).toBe(false)
    expect(await blobs.put(bytes)).toBe(name)
    expect([await blobs.has(name), await blobs.get(name)]).toEqual([true, bytes])
    expect([...s3.objects.keys()]).toEqual([keyOf(name)])
    const before = s3.seen.length
    await blobs.put(bytes)
    expect(s3.seen.slice(before)).toEqual([`HEAD ${keyOf(name)}`])
    expect(await blobs.get('0'.repeat(64))).toBeNull()
    expect(await blobs.put(Buffer.alloc(0))).toBe(sha256Of(Buffer.alloc(0)))
    const large = Buffer.alloc(5_000_000, 'x')
    expect((await blobs.get(await blobs.put(large)))?.equals(large)).toBe(true)
  })

  it('are never written over: of two that put the same, the slower finds it there', async () => {
    const blobs = await opened()
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => blobs.put(bytes)))
    expect(new Set(outcomes)).toEqual(new Set([name]))
    expect(s3.objects.size).toBe(1)
    // A bucket that does not know the condition is written to all the same: the bytes are the name's.
    s3.objects.clear()
    s3.fail('noConditions', 'noConditions')
    await blobs.put(bytes)
    expect(s3.objects.get(keyOf(name))).toEqual(bytes)
  })

  it('are refused when the bucket holds something else under the name', async () => {
    const blobs = await opened()
    await blobs.put(bytes)
    s3.fail('wrong')
    await expect(blobs.get(name)).rejects.toThrow('has been changed in the bucket')
    s3.fail('short')
    await expect(blobs.get(name)).rejects.toThrow('has been changed in the bucket')
    s3.objects.set(keyOf(name), Buffer.from('b'))
    await expect(blobs.get(name)).rejects.toThrow('has been changed in the bucket')
  })

  it('are asked for again when the bucket is busy or the answer was cut short, and not for ever', async () => {
    const blobs = await opened()
    await blobs.put(bytes)
    s3.fail('busy', 'cut', 'slow')
    expect(await blobs.get(name)).toEqual(bytes)
    s3.fail('slow', 'busy')
    expect(await blobs.put(Buffer.from('other'))).toBe(sha256Of(Buffer.from('other')))
    s3.fail('busy', 'busy', 'busy', 'busy')
    const refused = blobs.get(name)
    await expect(refused).rejects.toThrow(BlobsUnavailable)
    await expect(refused).rejects.toThrow('GET was answered with 500 InternalError')
  }, 60_000)

  it('are not there is not what a refusal says', async () => {
    const blobs = await opened()
    s3.fail('denied')
    await expect(blobs.get(name)).rejects.toThrow('403 AccessDenied')
    s3.fail('denied')
    await expect(blobs.has(name)).rejects.toThrow('403')
    s3.fail('elsewhere')
    await expect(blobs.get(name)).rejects.toThrow('GET was answered with 307')
    await expect(blobs.get('../../secret')).rejects.toThrow('is no SHA-256')
    const missing = s3Place({ ...s3.environment, AKASHI_BLOBS: 's3://elsewhere' })
    const place = { ...missing!, endpoint: s3.environment.AKASHI_S3_ENDPOINT }
    const other = await s3Blobs(place, allowedFetch({ hosts: [`${new URL(place.endpoint).host}+private`] }))
    await expect(other.get(name)).rejects.toThrow('404 NoSuchBucket')
    await expect(other.put(bytes)).rejects.toThrow('404 NoSuchBucket')
  })

  it('are not opened with a wrong secret', async () => {
    await expect(opened({ ...s3.environment, AWS_SECRET_ACCESS_KEY: 'wrong' })).rejects.toThrow(
      'HEAD was answered with 403',
    )
  })

  it('hold an organisation’s evidence, and go into a backup and come back from it', async () => {
    const at = '2026-11-21T00:00:00.000Z'
    const blobs = await opened()
    const [source, target] = [await embeddedStore(), await embeddedStore()]
    const sha256 = await source.inScope('o', async (scope) => {
      await createOrganisation(scope, { by: 'system', at }, 'o')
      return keepBlob(scope, blobs, bytes, at)
    })
    const chunks: Uint8Array[] = []
    await writeBackup({ ...source, blobs }, source.folder, at, async (chunk) => void chunks.push(chunk))
    await source.close()
    s3.objects.clear()
    const pieces = (async function* () {
      yield* chunks
    })()
    await restoreBackup({ ...target, blobs }, target.folder, pieces)
    expect([...s3.objects.keys()]).toEqual([keyOf(sha256)])
    expect(await target.inScope('o', (scope) => readBlob(scope, blobs, sha256))).toEqual(bytes)
    await target.close()
  }, 60_000)
})

describe('[D-12] the place of blobs', () => {
  const good = {
    AKASHI_BLOBS: 's3://a-bucket',
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'k',
    AWS_SECRET_ACCESS_KEY: 's',
  }

  it('is the data folder where nothing is said, else a bucket with its endpoint and region', () => {
    expect(blobsOf({})).toBeUndefined()
    expect(s3Place({ AKASHI_BLOBS: '' })).toBeNull()
    expect(s3Place(good)).toEqual({
      endpoint: 'https://s3.eu-central-1.amazonaws.com',
      region: 'eu-central-1',
      bucket: 'a-bucket',
      prefix: '',
      accessKeyId: 'k',
      secretAccessKey: 's',
    })
    expect(s3Place({ ...good, AKASHI_BLOBS: 's3://a-bucket/x/y', AWS_SESSION_TOKEN: 't' })).toMatchObject({
      prefix: 'x/y/',
      sessionToken: 't',
    })
  })

  it.each([
    ['AKASHI_BLOBS', '/var/blobs'],
    ['AKASHI_BLOBS', 's3://'],
    ['AKASHI_BLOBS', 's3://a-bucket/../other'],
    ['AKASHI_BLOBS', 's3://a-bucket//x'],
    ['AKASHI_BLOBS', 's3://a-bucket/x?y'],
    ['AKASHI_S3_ENDPOINT', 'http://minio.example.jp'],
    ['AKASHI_S3_ENDPOINT', 'https://minio.example.jp/path'],
    ['AKASHI_S3_ENDPOINT', 'minio'],
    ['AWS_REGION', ''],
    ['AWS_ACCESS_KEY_ID', ''],
  ])('says when %s is %j', (what, value) => {
    expect(() => s3Place({ ...good, [what]: value })).toThrow(BadBlobs)
    expect(() => s3Place({ ...good, [what]: value })).toThrow(what)
  })
})
