export const TEXTS = {
  signIn: { ja: 'サインイン', en: 'Sign in' },
  signInSay: { ja: '証（Akashi）を利用するには、サインインしてください。', en: 'Sign in to use Akashi.' },
  email: { ja: 'メールアドレス', en: 'E-mail address' },
  password: { ja: 'パスワード', en: 'Password' },
  passwordHelp: { ja: '12 文字以上', en: 'at least 12 characters' },
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
