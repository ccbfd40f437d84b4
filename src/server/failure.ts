import type { Text } from '../base/text.ts'
import { OIDC_FAILURES } from './identity/oidc-failures.ts'

/** Every refusal of the API: its HTTP status and its sentence. Codes are stable. */
export const FAILURES = {
  invalid: {
    status: 400,
    ja: '入力に誤りがあります。詳細を確認してください。',
    en: 'The input is not valid; see the details.',
  },
  'not-signed-in': { status: 401, ja: 'サインインしてください。', en: 'Sign in first.' },
  'wrong-password': {
    status: 401,
    ja: 'メールアドレス又はパスワードが正しくありません。',
    en: 'The address or the password is not right.',
  },
  'wrong-present-password': {
    status: 403,
    ja: '現在のパスワードが正しくありません。',
    en: 'The present password is not right.',
  },
  'wrong-code': {
    status: 401,
    ja: 'コードが正しくないか、既に使用されています。認証アプリに表示されている新しいコードを入力してください。',
    en: 'The code is not right, or was used already. Enter the code that the app shows now.',
  },
  'sign-in-ended': {
    status: 401,
    ja: 'サインインの手続きの期限が切れました。最初からやり直してください。',
    en: 'This sign-in took too long or had too many tries. Begin again.',
  },
  'passkey-refused': {
    status: 401,
    ja: 'このパスキーは受け付けられません。このサイトで登録したパスキーで、もう一度やり直してください。',
    en: 'This passkey is not accepted. Try again with one that was registered for this site.',
  },
  'passkey-needs-name': {
    status: 409,
    ja: 'IP アドレスではパスキーを使えません。ホスト名（このコンピュータでは localhost）で開いてください。',
    en: 'A passkey does not work at an IP address. Open Akashi by its host name (on this computer: localhost).',
  },
  'totp-set': {
    status: 409,
    ja: '認証アプリは既に設定されています。別のアプリに替えるには、先に解除してください。',
    en: 'An authenticator app is set already. Remove it first.',
  },
  'totp-missing': {
    status: 409,
    ja: '認証アプリが設定されていません。最初からやり直してください。',
    en: 'No authenticator app is set. Begin again.',
  },
  'account-elsewhere': {
    status: 403,
    ja: 'このアカウントは、あなたが所有者でない組織にも所属しているため、ここでは再設定できません。システム管理者に、コマンド akashi reset-link の実行を依頼してください。',
    en: 'This account also belongs to an organisation that you do not own, so it cannot be reset here. Ask whoever runs the server for the command akashi reset-link.',
  },
  'own-account': {
    status: 409,
    ja: '自分のパスワードは「自分のアカウント」で変更してください。',
    en: 'Change your own password under “My account”.',
  },
  'not-permitted': { status: 403, ja: 'この操作を行う役割がありません。', en: 'Your roles do not permit this.' },
  'other-site': {
    status: 403,
    ja: '他のサイトからの要求は受け付けません。',
    en: 'Requests from another site are refused.',
  },
  'not-the-author': {
    status: 403,
    ja: 'コメントを書き換えられるのは、書いた人だけです。',
    en: 'Only who wrote a comment may rewrite it.',
  },
  'not-the-owner': {
    status: 403,
    ja: 'リスクを受容できるのは、そのリスク所有者だけです。',
    en: 'Only the owner of the risk may accept it.',
  },
  missing: { status: 404, ja: '見つかりません。', en: 'There is nothing here.' },
  conflict: {
    status: 409,
    ja: '他の人が先に変更しました。最新の内容を確認してから、やり直してください。入力した内容は保存されていません。',
    en: 'Somebody else changed it first. Look at the newest version and try again; your change was not saved.',
  },
  exists: { status: 409, ja: '同じ ID の記録が既にあります。', en: 'A record with this id exists already.' },
  frozen: {
    status: 409,
    ja: '承認された版は変更できません。新しい版を作成してください。',
    en: 'An approved version is never edited. Make a new version.',
  },
  'not-approvable': {
    status: 409,
    ja: '未完了の事項が残っているため、承認できません。',
    en: 'It cannot be approved while something is still open.',
  },
  'newer-version': {
    status: 409,
    ja: 'これより新しい版があるため、この版は承認できません。新しい版を承認するか、先に新しい版を削除してください。',
    en: 'There is a newer version than this. Approve that one, or delete it first.',
  },
  'has-verdicts': {
    status: 409,
    ja: '技術監査の判定が反映されている回答は削除できません。先に、監査の画面で理由を付けて判定を取り下げてください。',
    en: 'An answer with verdicts of a technical audit is not deleted. First withdraw them, with a reason, where the audit is.',
  },
  'not-rated': {
    status: 409,
    ja: 'リスクが評価されていないため、受容できません。',
    en: 'A risk that was not rated cannot be accepted.',
  },
  'last-owner': {
    status: 409,
    ja: '組織には所有者が少なくとも 1 人必要です。先に、他のメンバーに所有者の役割を付けてください。',
    en: 'An organisation keeps an owner. First give the role of owner to another member.',
  },
  'name-taken': {
    status: 409,
    ja: '同じ名前のメンバーがいます。承認と受容は名前で記録されるので、別の名前にしてください。',
    en: 'Another member bears this name. Approvals are recorded by name, so choose another.',
  },
  'already-member': {
    status: 409,
    ja: 'この人は既にメンバーです。役割はメンバーの一覧で変更してください。',
    en: 'This person is a member already. Change the roles in the list of members.',
  },
  'sign-in-first': {
    status: 409,
    ja: 'このメールアドレスのアカウントは既にあります。そのアカウントでサインインしてから、もう一度リンクを開いてください。',
    en: 'There is an account with this address already. Sign in with it, and open the link again.',
  },
  'other-address': {
    status: 403,
    ja: 'この招待は、別のメールアドレスに宛てたものです。',
    en: 'This invitation is for another e-mail address.',
  },
  'role-not-held': {
    status: 403,
    ja: '自分にできないことを含む役割を、トークンに付けることはできません。',
    en: 'A token cannot have a role that may do what you may not.',
  },
  'not-finished': { status: 409, ja: '監査がまだ完了していません。', en: 'The audit has not finished yet.' },
  superseded: {
    status: 409,
    ja: '同じ監査条件に、これより新しい監査の結果があります。新しい監査の判定を反映してください。',
    en: 'The same engagement has a newer result than this. Put the verdicts of that one on the controls.',
  },
  'link-used': {
    status: 410,
    ja: 'このリンクは使用済み又は期限切れです。',
    en: 'This link was used already or has ended.',
  },
  'host-not-listed': {
    status: 400,
    ja: 'このホストには通知を送信できません。許可するホストは、サーバの運用者が起動時に指定します（akashi serve --webhook-host）。',
    en: 'Nothing is sent to this host. The operator of the server lists hosts at its start (akashi serve --webhook-host).',
  },
  'not-https': {
    status: 400,
    ja: 'https:// で始まる URL を指定してください。',
    en: 'Give a URL that begins with https://.',
  },
  'webhook-paused': {
    status: 409,
    ja: '停止中の通知先には送信できません。再開してから、やり直してください。',
    en: 'Nothing is sent to a webhook that is paused. Resume it first.',
  },
  ...OIDC_FAILURES,
  'too-large': { status: 413, ja: 'ファイルが大きすぎます。', en: 'The file is too large.' },
  'cut-short': {
    status: 400,
    ja: '送信が途中で切れました。何も保存していません。もう一度送信してください。',
    en: 'The request was cut short. Nothing was kept. Send it again.',
  },
  'not-bytes': {
    status: 415,
    ja: 'ファイルの内容をそのまま送信してください（フォーム形式や圧縮転送は使えません）。',
    en: 'Send the bytes of the file as they are: no form, and no packed transport.',
  },
  'not-json': { status: 415, ja: 'JSON で送信してください。', en: 'Send JSON.' },
  'wrong-table': {
    status: 400,
    ja: 'この表は読み取れません。何も取り込んでいません。',
    en: 'This table cannot be read. Nothing was imported.',
  },
  'too-many': {
    status: 429,
    ja: '要求が多すぎます。しばらく待ってから、やり直してください。',
    en: 'Too many requests. Wait a while and try again.',
  },
  internal: {
    status: 500,
    ja: '内部で問題が発生しました。変更は保存されていません。',
    en: 'Something went wrong inside. Nothing was changed.',
  },
} as const satisfies Record<string, Text & { readonly status: number }>

export type FailureCode = keyof typeof FAILURES

/** Thrown by a handler to refuse; the transaction is undone and the code answered. `details` say where. */
export class Failure extends Error {
  readonly code: FailureCode
  readonly details: readonly unknown[]
  constructor(code: FailureCode, details: readonly unknown[] = []) {
    super(code)
    this.code = code
    this.details = details
  }
}
