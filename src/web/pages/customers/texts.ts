export const TEXTS = {
  title: { ja: '責任の分担と顧客への情報', en: 'Shared responsibilities and customer information' },
  say: {
    ja: '責任の分担を {shared} 件、顧客に示す情報を {told} 件記載しています。',
    en: '{shared} shared {shared|responsibility|responsibilities} and {told} {told|topic|topics} for customers are written.',
  },
  matrix: { ja: '責任の分担', en: 'Shared responsibilities' },
  matrixEmpty: {
    ja: 'プロバイダとして提供するサービスを登録すると、その管理策ごとに責任の分担を記載できます（CLD.6.3.1）。',
    en: 'Once a provided service is registered, say here for each control whether provider or customer answers for it (CLD.6.3.1).',
  },
  matrixAbout: {
    ja: '責任を負う側を表の中で選びます。番号を選ぶと、それぞれが行うことを日本語と英語で記載できます（CLD.6.3.1）。',
    en: 'Choose in the table who answers for each control. Open a number to say in Japanese and English what each side does (CLD.6.3.1).',
  },
  whoOf: { ja: '{service} {item} の責任', en: 'Who answers for {item} of {service}' },
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
