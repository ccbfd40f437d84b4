import type { Text } from '../../../base/text.ts'
import type { AccountAction } from '../../../store/factors/events.ts'
import type { Way } from '../../../store/sessions.ts'

export const TEXTS = {
  title: { ja: '自分のアカウント', en: 'My account' },
  strong: {
    ja: 'サインインは、パスワードだけではできません。認証アプリのコード又はパスキーが必要です。',
    en: 'A password alone does not sign in: a code of your app, or a passkey, is needed.',
  },
  weak: {
    ja: 'パスワードだけでサインインできます。認証アプリを設定してください。',
    en: 'The password alone signs in. Set up an authenticator app.',
  },
  outside: {
    ja: '外部の認証サービスのアカウントでサインインしています。多要素認証は、そのサービスで設定してください。',
    en: 'You sign in with an account of an outside provider. Set up further factors there.',
  },
  who: { ja: '{name}（{email}）', en: '{name} ({email})' },
  present: { ja: '現在のパスワード', en: 'Present password' },
  between: { ja: '・', en: ' · ' },
  demo: {
    ja: 'デモンストレーションにはアカウントがありません。',
    en: 'A demonstration has no accounts.',
  },
  cancel: { ja: 'やめる', en: 'Cancel' },

  password: { ja: 'パスワード', en: 'Password' },
  newPassword: { ja: '新しいパスワード', en: 'New password' },
  passwordHelp: { ja: '12 文字以上', en: 'at least 12 characters' },
  change: { ja: 'パスワードを変更', en: 'Change the password' },
  changeSay: {
    ja: '変更すると、この端末以外のサインインはすべて終了します。',
    en: 'Every other session ends when it changes.',
  },
  changed: {
    ja: 'パスワードを変更し、ほかのサインインを終了しました。',
    en: 'The password is changed, and every other session has ended.',
  },

  app: { ja: '認証アプリ', en: 'Authenticator app' },
  appOff: {
    ja: '設定すると、パスワードに加えて、スマートフォンなどの認証アプリに表示される 6 桁のコードを求めます。',
    en: 'Besides the password, signing in then asks for six digits that an app on your phone shows.',
  },
  appOn: { ja: '{at} から設定されています。', en: 'Set up since {at}.' },
  appBegin: { ja: '認証アプリを設定', en: 'Set up an app' },
  appRemove: { ja: '認証アプリを解除', en: 'Remove the app' },
  appKeySay: {
    ja: '1. 認証アプリに、次のキーを登録してください（種類: 時間ベース、6 桁、30 秒）。このキーは一度だけ表示されます。',
    en: '1. Enter this key in your authenticator app (time-based, 6 digits, 30 seconds). It is shown this once.',
  },
  appLink: { ja: 'この端末の認証アプリで開く', en: 'Open in an app on this device' },
  key: { ja: 'キー', en: 'Key' },
  appCodeSay: {
    ja: '2. アプリに表示されたコードを入力すると、設定が完了します。',
    en: '2. Enter the code that the app shows. Then it is set up.',
  },
  code: { ja: '6 桁のコード', en: 'Six digits' },
  confirm: { ja: '確認して完了', en: 'Confirm' },

  recovery: { ja: '回復コード', en: 'Recovery codes' },
  recoveryLeft: { ja: '未使用の回復コード: {count} 個', en: 'Recovery codes left: {count}' },
  recoverySay: {
    ja: '認証アプリを使えないときに、コードの代わりに入力します。それぞれ一度だけ使えます。今だけ表示されるので、端末とは別の安全な場所に保管してください。',
    en: 'Enter one in the place of a code when you have no app. Each works once. They are shown this once: keep them safe, away from the device.',
  },
  recoveryRenew: { ja: '回復コードを作り直す', en: 'Make new recovery codes' },
  copy: { ja: 'コピー', en: 'Copy' },
  copied: { ja: 'コピーしました', en: 'Copied' },
  save: { ja: 'ファイルに保存', en: 'Save as a file' },
  kept: { ja: '保管しました', en: 'I kept them' },

  passkeys: { ja: 'パスキー', en: 'Passkeys' },
  passkeysSay: {
    ja: '端末の指紋・顔・PIN などで本人を確認し、パスワードなしでサインインします。偽のサイトでは使えません。',
    en: 'Your device checks that it is you, by finger, face or PIN, and no password is needed. A passkey does not work at a false site.',
  },
  passkeysNone: { ja: '登録されていません。', en: 'None is registered.' },
  passkeysHere: {
    ja: 'このアドレスではパスキーを使えません。ホスト名で、HTTPS（このコンピュータでは http://localhost）で開いてください。',
    en: 'Passkeys do not work at this address. Open Akashi by its host name and HTTPS (on this computer: http://localhost).',
  },
  passkeyAdd: { ja: 'パスキーを追加', en: 'Add a passkey' },
  passkeyName: { ja: 'パスキーの名称', en: 'Name of the passkey' },
  passkeyNameHelp: { ja: '例: 業務用ノート PC', en: 'such as: laptop at work' },
  passkeyRemove: { ja: '「{name}」を削除', en: 'Remove “{name}”' },
  made: { ja: '登録 {at}', en: 'registered {at}' },
  used: { ja: '最後の使用 {at}', en: 'last used {at}' },
  otherSite: { ja: '{site}（ここでは使えません）', en: '{site} (not here)' },
  synced: { ja: '端末間で同期', en: 'synced between devices' },
  single: { ja: '1 台の端末のみ', en: 'on one device' },
  remove: { ja: '削除', en: 'Remove' },

  sessions: { ja: 'サインイン中の端末', en: 'Where you are signed in' },
  sessionsSay: {
    ja: '心当たりのないものは終了し、パスワードを変更してください。',
    en: 'End what you do not know, and change the password.',
  },
  unknownAgent: { ja: '不明な端末', en: 'unknown' },
  began: { ja: '開始 {at}', en: 'since {at}' },
  seen: { ja: '最後の利用 {at}', en: 'last seen {at}' },
  thisOne: { ja: 'この端末', en: 'this one' },
  end: { ja: '終了', en: 'End' },
  endNamed: { ja: '{agent} のサインインを終了', en: 'End the session of {agent}' },
  endOthers: { ja: 'この端末以外をすべて終了', en: 'End all others' },
  ended: { ja: '{count} 件のサインインを終了しました。', en: '{count} {count|session has|sessions have} ended.' },

  events: { ja: 'このアカウントに起きたこと', en: 'What happened to this account' },
  noEvents: { ja: 'まだありません。', en: 'Nothing yet.' },
  byOwner: { ja: '組織の所有者による', en: 'by an owner of your organisation' },
  bySystem: { ja: 'サーバのコマンドによる', en: 'by a command on the server' },
} as const

/** How a session was begun. */
export const WAY_TEXTS: Readonly<Record<Way, Text>> = {
  password: { ja: 'パスワード', en: 'password' },
  totp: { ja: 'パスワードと認証アプリ', en: 'password and app' },
  'recovery-code': { ja: 'パスワードと回復コード', en: 'password and recovery code' },
  passkey: { ja: 'パスキー', en: 'passkey' },
  oidc: { ja: '外部の認証サービス', en: 'outside provider' },
  start: { ja: '最初の登録', en: 'first registration' },
  invitation: { ja: '招待', en: 'invitation' },
}

/** What happened. */
export const EVENT_TEXTS: Readonly<Record<AccountAction, Text>> = {
  'password-changed': { ja: 'パスワードを変更', en: 'Password changed' },
  'password-reset': { ja: 'リンクでパスワードを再設定', en: 'Password set anew by a link' },
  'reset-link-made': { ja: '再設定のリンクを発行', en: 'Reset link made' },
  'totp-added': { ja: '認証アプリを設定', en: 'Authenticator app set up' },
  'totp-removed': { ja: '認証アプリを解除', en: 'Authenticator app removed' },
  'recovery-codes-made': { ja: '回復コードを作り直し', en: 'New recovery codes made' },
  'recovery-code-used': { ja: '回復コードを使用', en: 'Recovery code used' },
  'passkey-added': { ja: 'パスキーを追加', en: 'Passkey added' },
  'identity-linked': { ja: '外部アカウントを結び付け', en: 'Outside account linked' },
  'identity-unlinked': { ja: '外部アカウントの結び付けを解除', en: 'Outside account unlinked' },
  'passkey-removed': { ja: 'パスキーを削除', en: 'Passkey removed' },
  'session-ended': { ja: 'サインインを 1 件終了', en: 'A session ended' },
  'other-sessions-ended': { ja: 'ほかのサインインをすべて終了', en: 'All other sessions ended' },
  'factors-removed': { ja: '認証アプリとパスキーをすべて解除', en: 'App and passkeys removed' },
}
