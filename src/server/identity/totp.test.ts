import { describe, expect, it } from 'vitest'
import { newRecoveryCodes, recoveryHash, typedCode } from './recovery-codes.ts'
import { newTotpSecret, otpauthUri, stepOfCode } from './totp.ts'

/** The test vectors of RFC 6238, appendix B, for SHA-1, in their last six digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const VECTORS = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
] as const

describe('codes of an authenticator app', () => {
  it.each(VECTORS)('[ID-1] at second %d is the code of RFC 6238', (second, code) => {
    expect(stepOfCode(SECRET, code, new Date(second * 1000))).toBe(Math.floor(second / 30))
  })

  it('[ID-1] counts in the step before and after, and no further', () => {
    const at = (second: number) => stepOfCode(SECRET, '050471', new Date(second * 1000))
    const step = Math.floor(1111111111 / 30)
    const first = step * 30
    expect([at(first - 31), at(first - 30), at(first), at(first + 59), at(first + 60)]).toEqual([
      null,
      step,
      step,
      step,
      null,
    ])
  })

  it('is no code when it is too short, too long or no number', () => {
    for (const code of ['', '05047', '0504710', 'abcdef', '-50471', ' 50471'])
      expect(stepOfCode(SECRET, code, new Date(1111111111000))).toBe(null)
  })

  it('comes from a secret of 160 bits that no other account has, in a link that an app takes', () => {
    const secret = newTotpSecret()
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(newTotpSecret()).not.toBe(secret)
    const uri = new URL(otpauthUri(secret, '担当 a@example.jp'))
    expect([uri.protocol, uri.host, uri.searchParams.get('secret'), uri.searchParams.get('issuer')]).toEqual([
      'otpauth:',
      'totp',
      secret,
      'Akashi',
    ])
  })
})

describe('recovery codes', () => {
  it('[ID-2] are ten different ones, of which only hashes are kept, and each hash is for one account', () => {
    const { codes, rows } = newRecoveryCodes('a')
    expect(codes).toHaveLength(10)
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/)
    expect(JSON.stringify(rows)).not.toContain(codes[0])
    expect(rows[0]?.hash).toBe(recoveryHash('a', typedCode(codes[0] ?? '')))
    expect(rows[0]?.hash).not.toBe(recoveryHash('b', typedCode(codes[0] ?? '')))
  })

  it('are understood as a Japanese keyboard types them, and where a sign was taken for another', () => {
    expect(typedCode('１２３　４５６')).toBe('123456')
    expect(typedCode(' ABCD-efgh‐jkmn−ｐｑｒｓ ')).toBe('abcdefghjkmnpqrs')
    expect(recoveryHash('a', '0011')).toBe(recoveryHash('a', 'o0il'))
  })
})
