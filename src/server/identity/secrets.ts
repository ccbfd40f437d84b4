import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** Argon2id by the first recommendation of OWASP: 19 MiB, two passes. The numbers stand in every hash, so they can grow. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const PASSWORD_MIN = 12
export const PASSWORD_MAX = 200

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), ARGON2ID)

/** What an unknown account's password is compared with, so that its absence takes as long as a wrong password. */
const NOBODY = hash(randomBytes(16).toString('hex'), ARGON2ID)

/** True when the password is the one that was hashed. Null is nobody's hash: it takes the time and is never right. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const isRight = await verify(stored ?? (await NOBODY), password.normalize('NFKC'))
  return isRight && stored !== null
}

/** A new 256-bit token as base64url text, after its prefix. */
export const newToken = (prefix = ''): string => `${prefix}${randomBytes(32).toString('base64url')}`

/** What is stored of a token: SHA-256 (hex). A token has 256 random bits, so a slow hash would add nothing. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** A new id of a record or account: 120 random bits. */
export const newId = (): string => randomBytes(15).toString('base64url').replace(/^[_-]/, 'x')
