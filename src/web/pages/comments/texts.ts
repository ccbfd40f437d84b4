export const TEXTS = {
  title: { ja: 'コメント', en: 'Comments' },
  say: {
    ja: 'コメントは {total} 件です。そのうち未解決は {open} 件です。',
    en: 'There {total|is|are} {total} {total|comment|comments}, {open} of them open.',
  },
  empty: {
    ja: '監査人や担当者が、記録・管理策の回答・監査所見に書いたコメントが、ここに集まります（M-3）。コメントは、それぞれの画面で対象を開くと書けます。例: 「評価の根拠を示してください。」',
    en: 'What auditors and members say about records, answers for controls and findings comes together here (M-3). Open the thing on its own page to comment on it. For example “Please show what the rating rests on.”',
  },
  list: { ja: 'コメントの一覧', en: 'All comments' },
  state: { ja: '状態', en: 'State' },
  about: { ja: '対象', en: 'About' },
  text: { ja: 'コメント', en: 'Comment' },
  author: { ja: '書いた人', en: 'By' },
  at: { ja: '日時', en: 'When' },
  open: { ja: '未解決', en: 'open' },
  settled: { ja: '解決済み', en: 'settled' },
  all: { ja: 'すべて', en: 'All' },
  show: { ja: '表示するコメント', en: 'Which comments' },
  go: { ja: '対象の画面を開く', en: 'Go to its page' },
} as const
