import { createHmac, randomBytes } from 'node:crypto'

const PREFIX = 'whsec_'

/** A new secret: 256 random bits as the Standard Webhooks specification writes them. */
export const newSecret = (): string => `${PREFIX}${randomBytes(32).toString('base64')}`

/**
 * The headers of a message (Standard Webhooks 1.0.0): the signature is HMAC-SHA-256 over `id.timestamp.body`, with the bytes of the secret behind its prefix.
 * The timestamp (seconds) is of this attempt, so that a receiver can refuse what is old; the id stays, so that it can know what it has had.
 */
export function signedHeaders(secret: string, id: string, at: Date, body: string): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
