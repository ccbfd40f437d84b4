import type { Text } from '../../base/text.ts'

const AGAIN = {
  ja: 'サインインの画面から、もう一度やり直してください。続くときは、システム管理者に知らせてください。',
  en: 'Begin again from the sign-in page. If it happens again, tell whoever runs the server.',
} as const

const refused = (ja: string, en: string) =>
  ({ status: 401, ja: `${ja}${AGAIN.ja}`, en: `${en} ${AGAIN.en}` }) as const satisfies Text & {
    readonly status: number
  }

/** Every refusal of a sign-in by OpenID Connect. The first part says what the provider's answer lacked, the second what the account lacks. */
export const OIDC_FAILURES = {
  'oidc-off': {
    status: 404,
    ja: '外部アカウントによるサインインは、設定されていません。',
    en: 'Signing in with an outside account is not set up.',
  },
  'oidc-unreachable': {
    status: 502,
    ja: '認証サービスに接続できません。しばらく待ってから、やり直してください。',
    en: 'The identity provider cannot be reached. Wait a while and try again.',
  },
  'oidc-state': refused(
    'このサインインは、このブラウザで始められたものでないか、期限が切れたか、既に完了しています。',
    'This sign-in was not begun in this browser, took too long, or was finished already.',
  ),
  'oidc-denied': {
    status: 401,
    ja: '認証サービスでサインインが取り消されたか、許可されませんでした。',
    en: 'The sign-in was cancelled or not permitted at the identity provider.',
  },
  'oidc-code': refused(
    '認証サービスが、認可コードを受け付けませんでした（使用済み又は期限切れ）。',
    'The identity provider did not accept the authorization code: it was used already or has ended.',
  ),
  'oidc-client': {
    status: 502,
    ja: '認証サービスが、Akashi のクライアント ID 又はシークレットを受け付けません。システム管理者に知らせてください。',
    en: 'The identity provider does not accept the client id or secret of Akashi. Tell whoever runs the server.',
  },
  'oidc-issuer': refused(
    '認証サービスの応答の発行者（iss）が、設定された発行者と異なります。',
    'The answer names another issuer (iss) than the one that is set up.',
  ),
  'oidc-audience': refused(
    'ID トークンは、別のアプリケーション（aud）に宛てたものです。',
    'The ID token is for another application (aud).',
  ),
  'oidc-nonce': refused(
    'ID トークンは、このサインインに対して発行されたものではありません（nonce）。',
    'The ID token was not made for this sign-in (nonce).',
  ),
  'oidc-expired': refused(
    'ID トークンの有効期間外です。サーバの時計も確認してください。',
    'The ID token is not valid at this time. Check the clock of the server too.',
  ),
  'oidc-token': refused(
    'ID トークンの署名又は形式が正しくありません。',
    'The signature or the form of the ID token is not right.',
  ),
  'oidc-unverified': {
    status: 403,
    ja: '認証サービスが、このメールアドレスを確認済みとしていません。確認済みにしてからやり直すか、パスワードでサインインしてください。',
    en: 'The identity provider does not say that this e-mail address was verified. Have it verified, or sign in with a password.',
  },
  'oidc-unknown': {
    status: 403,
    ja: 'このメールアドレスへの招待がありません。組織の所有者に招待を依頼してください。',
    en: 'There is no open invitation for this e-mail address. Ask an owner of the organisation for one.',
  },
  'oidc-link-first': {
    status: 403,
    ja: 'このメールアドレスのアカウントは既にあります。これまでの方法でサインインし、「自分のアカウント」で外部アカウントを結び付けてください。',
    en: 'There is an account with this address already. Sign in to it as before, and link the outside account under “My account”.',
  },
  'oidc-other-address': {
    status: 403,
    ja: '外部アカウントの確認済みメールアドレスが、このアカウントのものと異なるため、結び付けられません。',
    en: 'The outside account has another verified e-mail address than this account, so it cannot be linked.',
  },
  'oidc-taken': {
    status: 409,
    ja: 'この外部アカウントは別のアカウントに結び付けられているか、このアカウントには既に別の外部アカウントがあります。',
    en: 'This outside account is linked to another account, or this account has another one linked already.',
  },
  'oidc-only-way': {
    status: 409,
    ja: 'パスワードのないアカウントでは、外部アカウントの結び付けを解除できません。サインインできなくなります。',
    en: 'This account has no password: without its outside account nobody could sign in to it.',
  },
  'oidc-disabled': {
    status: 403,
    ja: 'このアカウントは停止されています。',
    en: 'This account is disabled.',
  },
} as const satisfies Record<string, Text & { readonly status: number }>

export type OidcFailureCode = keyof typeof OIDC_FAILURES
