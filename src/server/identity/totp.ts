import { Secret, TOTP } from 'otpauth'

/** What every authenticator app understands (RFC 6238): SHA-1, six digits, half a minute. */
const SETTINGS = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20
/** Codes of the step before and after count as well: clocks differ, and typing takes time (RFC 6238 5.2). */
const WINDOW = 1

/** A new secret as base32 text. */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32

/** The link by which an app takes the secret. */
export const otpauthUri = (secret: string, label: string): string =>
  new TOTP({ ...SETTINGS, issuer: 'Akashi', label, secret: Secret.fromBase32(secret) }).toString()

/** The time step that the code of six digits is for, at the time; null when it is none of now. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime()
  const delta = TOTP.validate({
    ...SETTINGS,
    token: code,
    secret: Secret.fromBase32(secret),
    timestamp,
    window: WINDOW,
  })
  return delta === null ? null : TOTP.counter({ period: SETTINGS.period, timestamp }) + delta
}
