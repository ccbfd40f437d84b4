export const TEXTS = {
  title: { ja: '資産', en: 'Assets' },
  say: {
    ja: '資産は {total} 件です。そのうちクラウドサービスカスタマデータは {customer} 件、クラウドサービス派生データは {derived} 件です。',
    en: 'There {total|is|are} {total} {total|asset|assets}, among them {customer} of cloud service customer data and {derived} of cloud service derived data.',
  },
  empty: {
    ja: '守るべきものを登録します。適用範囲の各サービスには、カスタマデータと派生データが必要です（K-3）。例: 「顧客のデータ」。',
    en: 'Record what has to be protected. Every service in scope needs its customer data and derived data (K-3). For example “Customer data”.',
  },
  name: { ja: '名称', en: 'Name' },
  class: { ja: '区分', en: 'Class' },
  services: { ja: 'サービス', en: 'Services' },
  owner: { ja: '管理責任者', en: 'Owner' },
  ownerHelp: { ja: '役職名で構いません', en: 'A position will do' },
  location: { ja: '所在', en: 'Where it is' },
  description: { ja: '説明', en: 'Description' },
} as const
