import { randomBytes } from 'node:crypto'
import { newId, tokenHash } from './secrets.ts'

const COUNT = 10
/** 32 signs, no two of which are taken for one another: no i, l, o and u (and who types one is understood). A byte has eight of each, so none is likelier. */
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 16

export interface RecoveryCodes {
  /** Shown once: `abcd-efgh-jkmn-pqrs`. */
  readonly codes: readonly string[]
  /** What is stored of them. */
  readonly rows: readonly { readonly id: string; readonly hash: string }[]
}

/** Ten new codes of 80 random bits for the account. */
export function newRecoveryCodes(account: string): RecoveryCodes {
  const codes = Array.from({ length: COUNT }, newCode)
  return { codes, rows: codes.map((code) => ({ id: newId(), hash: recoveryHash(account, typedCode(code)) })) }
}

function newCode(): string {
  const signs = [...randomBytes(LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]).join('')
  return signs.replaceAll(/(.{4})(?=.)/g, '$1-')
}

/** SHA-256 (hex) of account and code; 80 random bits need no slow hash. */
export const recoveryHash = (account: string, code: string): string =>
  tokenHash(`recovery ${account} ${code.replaceAll('o', '0').replaceAll(/[il]/g, '1')}`)

/** A code as it was meant: full-width digits as a Japanese keyboard gives them, capitals, spaces and hyphens are the same. */
export const typedCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}ー−]/gu, '')
