import { readFileSync } from 'node:fs'
import type { Lang } from '../base/text.ts'
import type { OidcOptions } from '../server/identity/oidc.ts'

/** What the command line says of the provider of outside accounts; the environment says the rest. */
export interface OidcFlags {
  readonly oidcIssuer?: string
  readonly oidcClientId?: string
  readonly oidcLabel?: string
  readonly oidcHost?: readonly string[]
}

type Environment = Readonly<Record<string, string | undefined>>

const TEXT = {
  issuer: {
    ja: (text: string) => `${text} は OIDC の発行者（https://login.example.jp の形）ではありません。\n`,
    en: (text: string) => `${text} is no issuer of OpenID Connect, such as https://login.example.jp.\n`,
  },
  client: {
    ja: () => 'OIDC の発行者には、クライアント ID（--oidc-client-id 又は AKASHI_OIDC_CLIENT_ID）が必要です。\n',
    en: () => 'An issuer of OpenID Connect needs a client id (--oidc-client-id or AKASHI_OIDC_CLIENT_ID).\n',
  },
  secret: {
    ja: (path: string) => `AKASHI_OIDC_CLIENT_SECRET_FILE の ${path} を読み取れません。\n`,
    en: (path: string) => `${path}, named by AKASHI_OIDC_CLIENT_SECRET_FILE, cannot be read.\n`,
  },
} as const satisfies Record<string, Record<Lang, (text: string) => string>>

/** The provider cannot be set up so. */
export class BadOidc extends Error {}

/**
 * The provider of outside accounts, or null where none is named. The secret is never on the command line, where every user of the machine could read it:
 * it is AKASHI_OIDC_CLIENT_SECRET, or in the file AKASHI_OIDC_CLIENT_SECRET_FILE. Throws BadOidc with a sentence in the language.
 */
export function oidcOf(flags: OidcFlags, environment: Environment, lang: Lang): OidcOptions | null {
  const issuer = flags.oidcIssuer ?? environment['AKASHI_OIDC_ISSUER'] ?? ''
  if (issuer === '') return null
  if (!isIssuer(issuer)) throw new BadOidc(TEXT.issuer[lang](issuer))
  const clientId = flags.oidcClientId ?? environment['AKASHI_OIDC_CLIENT_ID'] ?? ''
  if (clientId === '') throw new BadOidc(TEXT.client[lang]())
  const label = flags.oidcLabel ?? environment['AKASHI_OIDC_LABEL'] ?? ''
  return {
    issuer,
    clientId,
    clientSecret: secretOf(environment, lang),
    label: label === '' ? new URL(issuer).hostname : label,
    hosts: (flags.oidcHost ?? (environment['AKASHI_OIDC_HOSTS'] ?? '').split(','))
      .map((host) => host.trim())
      .filter((host) => host !== ''),
  }
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** https, or http on this machine; no query and no fragment (OpenID Connect Discovery 1.0, 4.1). */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, search, hash, username } = new URL(text)
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))
  return isSafe && search === '' && hash === '' && username === ''
}

function secretOf(environment: Environment, lang: Lang): string | null {
  const path = environment['AKASHI_OIDC_CLIENT_SECRET_FILE'] ?? ''
  if (path === '') return environment['AKASHI_OIDC_CLIENT_SECRET'] || null
  try {
    return readFileSync(path, 'utf8').trim() || null
  } catch {
    throw new BadOidc(TEXT.secret[lang](path))
  }
}
