export const TEXTS = {
  signIn: { ja: 'サインイン', en: 'Sign in' },
  signInSay: { ja: '証（Akashi）を利用するには、サインインしてください。', en: 'Sign in to use Akashi.' },
  email: { ja: 'メールアドレス', en: 'E-mail address' },
  password: { ja: 'パスワード', en: 'Password' },
  passwordHelp: { ja: '12 文字以上', en: 'at least 12 characters' },
  passkey: { ja: 'パスキーでサインイン', en: 'Sign in with a passkey' },
  forgotten: {
    ja: 'パスワードを忘れた場合や端末を失った場合は、組織の所有者に再設定のリンクを依頼してください。',
    en: 'If you forgot the password or lost a device, ask an owner of your organisation for a reset link.',
  },
  second: { ja: '認証コードの入力', en: 'Enter the code' },
  secondSay: {
    ja: '認証アプリに表示されている 6 桁のコードを入力してください。',
    en: 'Enter the six digits that your authenticator app shows.',
  },
  code: { ja: '認証コード又は回復コード', en: 'Code, or a recovery code' },
  codeHelp: {
    ja: 'アプリを使えない場合は、控えておいた回復コードを一つ入力します（一度だけ使えます）。',
    en: 'Without the app, enter one of the recovery codes that you kept. Each works once.',
  },
  again: { ja: '最初からやり直す', en: 'Begin again' },
  reset: { ja: 'パスワードの再設定', en: 'Set a new password' },
  resetSay: {
    ja: 'この一回限りのリンクで、新しいパスワードを設定します。サインイン中の端末はすべてサインアウトされます。',
    en: 'This link, which works once, sets a new password. You are signed out everywhere.',
  },
  newPassword: { ja: '新しいパスワード', en: 'New password' },
  set: { ja: '設定する', en: 'Set it' },
  resetDone: {
    ja: '新しいパスワードを設定しました。サインインしてください。',
    en: 'The new password is set. Sign in with it.',
  },
  toSignIn: { ja: 'サインインへ', en: 'To sign in' },
  noReset: {
    ja: '渡されたリンクの全体を開いてください。',
    en: 'Open the whole link that you were given.',
  },
  start: { ja: '最初の管理者の登録', en: 'Register the first owner' },
  startSay: {
    ja: 'この一回限りのリンクで、最初の組織とその管理者を登録します。',
    en: 'This link, which works once, registers the first organisation and its owner.',
  },
  noLink: {
    ja: '起動時に表示されたリンクの全体を開いてください。',
    en: 'Open the whole link that was printed when Akashi started.',
  },
  organisation: { ja: '組織の名称', en: 'Name of the organisation' },
  name: { ja: '氏名又は役職', en: 'Your name or position' },
  register: { ja: '登録して始める', en: 'Register and begin' },
} as const
