export const TEXTS = {
  signIn: { ja: '{label}でサインイン', en: 'Sign in with {label}' },
  refused: { ja: 'サインインできませんでした', en: 'You were not signed in' },
  back: { ja: 'サインインの画面へ', en: 'To sign in' },
  title: { ja: '外部アカウント', en: 'Outside account' },
  none: {
    ja: '外部アカウントは結び付けられていません。結び付けると、「{label}でサインイン」が使えます。メールアドレスが同じで、確認済みである必要があります。',
    en: 'No outside account is linked. With one you can sign in with {label}. Its e-mail address must be this account’s, and verified.',
  },
  linked: { ja: '{email}（{issuer}）', en: '{email} ({issuer})' },
  since: { ja: '{at} に結び付けました。', en: 'Linked on {at}.' },
  link: { ja: '{label}を結び付ける', en: 'Link an account of {label}' },
  unlink: { ja: '結び付けを解除', en: 'Unlink' },
} as const
