import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { nextAttempt, WAITS_MS } from './backoff.ts'
import { newSecret, signedHeaders } from './signature.ts'

it('[W-3] signs as the published example of Standard Webhooks does', () => {
  // The example of the specification's own libraries.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const headers = signedHeaders(
    secret,
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    new Date(1614265330_000),
    '{"test": 2432232314}',
  )
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

it('[W-3] makes secrets of 256 bits, and another signature for another second, id, body or secret', () => {
  const secret = newSecret()
  expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32)
  expect(newSecret()).not.toBe(secret)
  const at = new Date('2026-11-21T01:02:03.900Z')
  const signature = (...given: Parameters<typeof signedHeaders>) => signedHeaders(...given)['webhook-signature']
  const one = signature(secret, 'a', at, '{}')
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  expect(one).toBe(`v1,${createHmac('sha256', key).update('a.1795222923.{}').digest('base64')}`)
  const others = [
    signature(secret, 'b', at, '{}'),
    signature(secret, 'a', new Date('2026-11-21T01:02:04Z'), '{}'),
    signature(secret, 'a', at, '{ }'),
    signature(newSecret(), 'a', at, '{}'),
  ]
  expect(new Set([one, ...others]).size).toBe(5)
})

it('[W-2] waits longer after each attempt, and gives up in the end', () => {
  const now = new Date('2026-11-21T00:00:00Z')
  expect(nextAttempt(0, now)?.toISOString()).toBe('2026-11-21T00:01:00.000Z')
  expect(WAITS_MS.every((wait, i) => i === 0 || wait > (WAITS_MS[i - 1] ?? 0))).toBe(true)
  expect(nextAttempt(WAITS_MS.length - 1, now)).not.toBeNull()
  expect(nextAttempt(WAITS_MS.length, now)).toBeNull()
})
