import type { Generated, JSONColumnType } from 'kysely'
import type { Json } from '../base/canonical.ts'
import type { DeadlineNoticeTable, WebhookDeliveryTable, WebhookTable } from './webhooks/tables.ts'

/** Times are ISO 8601 in UTC on both sides: the parsers of parsers.ts see to it. */
type Time = string

export interface OrganisationTable {
  readonly id: string
  name: string
  readonly created_at: Time
}

export interface AccountTable {
  readonly id: string
  /** Lower case. */
  email: string
  name: string
  language: string
  /** Argon2id, or null where only a link or another way of signing in is used. */
  password: string | null
  disabled: boolean
  readonly created_at: Time
}

export interface MembershipTable {
  readonly organisation_id: string
  readonly account_id: string
  readonly role: string
}

export interface SessionTable {
  /** SHA-256 (hex) of the token: the token itself is never stored. */
  readonly token_hash: string
  readonly account_id: string
  readonly created_at: Time
  seen_at: Time
  readonly expires_at: Time
  /** What it is called where it is listed and ended. */
  readonly id: string
  readonly user_agent: string
  /** How it was begun: a `Way`. */
  readonly way: string
}

/** An authenticator app (RFC 6238). */
export interface TotpTable {
  readonly id: string
  readonly account_id: string
  /** Sealed for the account. */
  readonly secret: string
  readonly created_at: Time
  /** Null until a first code has shown that the app holds the secret. */
  confirmed_at: Time | null
  /** The newest time step whose code was used: none counts twice. */
  last_step: number
}

export interface RecoveryCodeTable {
  readonly id: string
  readonly account_id: string
  /** SHA-256 (hex) of account and code. */
  readonly hash: string
  used_at: Time | null
}

export interface PasskeyTable {
  readonly id: string
  readonly account_id: string
  /** As the authenticator names it, base64url. */
  readonly credential_id: string
  /** The host name that it was made for, and works at. */
  readonly rp_id: string
  readonly name: string
  /** COSE key, base64url. */
  readonly public_key: string
  counter: number
  readonly transports: JSONColumnType<readonly string[], string, string>
  /** Whether the authenticator said that it is kept on several devices. */
  synced: boolean
  readonly created_at: Time
  used_at: Time | null
}

/** What was asked and not yet answered. */
export interface ChallengeTable {
  /** SHA-256 (hex) of the challenge or token. */
  readonly hash: string
  readonly purpose: string
  readonly account_id: string | null
  tries: number
  readonly expires_at: Time
}

/** What happened to an account. Only ever added to. */
export interface AccountEventTable {
  readonly id: string
  readonly account_id: string
  readonly at: Time
  readonly by: string
  readonly action: string
  readonly about: string
}

export interface ApiTokenTable {
  readonly id: string
  readonly organisation_id: string
  readonly token_hash: string
  readonly account_id: string
  readonly name: string
  readonly roles: JSONColumnType<readonly string[], string, string>
  readonly read_only: boolean
  readonly created_at: Time
  readonly expires_at: Time
  revoked_at: Time | null
  /** Written at most once a minute; null while it was never used. */
  last_used_at: Time | null
}

export interface LinkTable {
  /** SHA-256 (hex) of the one-time token. */
  readonly token_hash: string
  readonly purpose: string
  readonly organisation_id: string | null
  readonly email: string | null
  readonly roles: JSONColumnType<readonly string[], string, string>
  readonly expires_at: Time
  used_at: Time | null
  /** What an invitation is called where it is listed and taken back; null for other links. */
  readonly id: Generated<string | null>
  readonly created_at: Generated<Time | null>
  readonly created_by: Generated<string | null>
}

/** Who an account is at a provider of identities (OpenID Connect: `iss` and `sub`). */
export interface ExternalIdentityTable {
  readonly id: string
  readonly issuer: string
  readonly subject: string
  readonly account_id: string
  /** As the provider said when they were joined; only shown. */
  readonly email: string
  readonly created_at: Time
}

/** A sign-in that is away at the provider; taken away when it comes back. */
export interface OidcAttemptTable {
  /** SHA-256 (hex) of `state`, and of the cookie of the browser that left. */
  readonly state_hash: string
  readonly browser_hash: string
  readonly nonce: string
  /** PKCE's code verifier. */
  readonly verifier: string
  /** The account that wants to join the identity; null for signing in. */
  readonly account_id: string | null
  readonly language: string
  readonly expires_at: Time
}

export interface RecordTable {
  readonly organisation_id: string
  readonly kind: string
  readonly id: string
  version: number
  body: JSONColumnType<{ readonly [member: string]: Json }, string, string>
  /** The ledger's digest of the body. */
  digest: string
  readonly created_at: Time
  updated_at: Time
  updated_by: string
}

/** One change with its content; `leaf` is the ledger's line for it. Only ever added to. */
export interface ChangeTable {
  readonly organisation_id: string
  readonly index: number
  readonly at: Time
  readonly by: string
  readonly action: string
  readonly kind: string
  readonly id: string
  readonly why: string
  readonly salt: string
  /** What the record became; null when it was taken away. */
  readonly content: JSONColumnType<{ readonly [member: string]: Json } | null, string | null, string | null>
  readonly leaf: string
  readonly hash: string
}

export interface LedgerHeadTable {
  readonly organisation_id: string
  size: number
  /** Hex texts of the frontier's peaks. */
  peaks: JSONColumnType<readonly string[], string, string>
}

export interface CheckpointTable {
  readonly organisation_id: string
  readonly size: number
  readonly note: string
  readonly at: Time
}

/** Which organisation holds which blob; the bytes lie in the blob store. */
export interface BlobTable {
  readonly organisation_id: string
  readonly sha256: string
  readonly bytes: number
  readonly created_at: Time
}

export interface Tables {
  organisation: OrganisationTable
  account: AccountTable
  membership: MembershipTable
  session: SessionTable
  totp: TotpTable
  recovery_code: RecoveryCodeTable
  passkey: PasskeyTable
  challenge: ChallengeTable
  account_event: AccountEventTable
  api_token: ApiTokenTable
  link: LinkTable
  external_identity: ExternalIdentityTable
  oidc_attempt: OidcAttemptTable
  record: RecordTable
  change: ChangeTable
  ledger_head: LedgerHeadTable
  ledger_checkpoint: CheckpointTable
  blob: BlobTable
  webhook: WebhookTable
  webhook_delivery: WebhookDeliveryTable
  deadline_notice: DeadlineNoticeTable
}
