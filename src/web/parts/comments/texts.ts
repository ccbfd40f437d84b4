export const TEXTS = {
  title: { ja: 'コメント', en: 'Comments' },
  open: { ja: '未解決', en: 'open' },
  settled: { ja: '解決済み', en: 'settled' },
  settledBy: { ja: '{on} に {by} が解決しました。', en: 'Settled by {by} on {on}.' },
  toOpen: { ja: '未解決のコメント {count} 件を見る', en: 'See {count} open comments' },
  showSettled: { ja: '解決済みのコメント {count} 件', en: '{count} settled comments' },
  settle: { ja: '解決済みにする', en: 'Settle' },
  reopen: { ja: '未解決に戻す', en: 'Open again' },
  rewrite: { ja: '書き直す', en: 'Rewrite' },
  cancel: { ja: 'やめる', en: 'Leave it' },
  keep: { ja: '書き直しを保存', en: 'Save' },
  yours: { ja: 'コメントを書く', en: 'Your comment' },
  hint: {
    ja: '質問、確認した結果、直してほしいことなど。書いた内容は台帳に残ります。',
    en: 'A question, what you checked, what should change. What you write stays in the ledger.',
  },
  add: { ja: 'コメントする', en: 'Comment' },
} as const
