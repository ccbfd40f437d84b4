export const TEXTS = {
  title: { ja: '責任の分担と顧客への情報', en: 'Shared responsibilities and customer information' },
  say: {
    ja: '責任の分担を {shared} 件、顧客に示す情報を {told} 件記載しています。',
    en: '{shared} shared responsibilities and {told} topics for customers are written.',
  },
  matrix: { ja: '責任の分担', en: 'Shared responsibilities' },
  matrixEmpty: {
    ja: '提供するサービスの管理策ごとに、プロバイダとカスタマのどちらが責任を負うかを記載します（CLD.6.3.1）。',
    en: 'For each control of a provided service, say whether provider or customer answers for it (CLD.6.3.1).',
  },
  information: { ja: '顧客に示す情報', en: 'Information for customers' },
  informationAbout: {
    ja: 'データの所在、適用法令、バックアップ、ログ、暗号化、インシデントの連絡先などを、日本語と英語で記載します（T-5）。',
    en: 'Where data is, which law applies, backup, logs, encryption, incident contacts and more, in Japanese and English (T-5).',
  },
  informationEmpty: {
    ja: '例: 「データの所在」— 顧客のデータは日本国内に保管します。',
    en: 'For example “where data is kept”: customer data is kept in Japan.',
  },
  item: { ja: '番号', en: 'Number' },
  control: { ja: '管理策', en: 'Control' },
  service: { ja: 'サービス', en: 'Service' },
  who: { ja: '責任', en: 'Who' },
  provider: { ja: 'プロバイダが行うこと', en: 'What the provider does' },
  customer: { ja: 'カスタマが行うこと', en: 'What the customer does' },
  topic: { ja: '項目', en: 'Topic' },
  text: { ja: '内容', en: 'Text' },
  notApplicable: { ja: '該当しない場合、その理由', en: 'If it does not apply, why' },
  pack: { ja: '顧客への情報', en: 'information-for-customers' },
  packOf: { ja: '{service}のホワイトペーパー:', en: 'White paper of {service}:' },
  notChosen: { ja: '未選択', en: 'not chosen' },
} as const
