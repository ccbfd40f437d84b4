import type { headline as en } from '../en/headline.ts'

export const headline = {
  'nothing-asked': '監査条件に記載された当事者の端点が証拠の中になく、判定できるものがありません。',
  'one-party': '証拠に端点がある当事者は{party:party}だけで、分離を判定する相手がありません。',
  'all-proved': 'すべてのテナントと管理ネットワークの分離を証明しました。',
  'tenants-proved': 'すべてのテナントの分離を証明しました。',
  'pair-refuted': '{a:party}と{b:party}は分離されていません。',
  'pair-and-management-refuted':
    '{a:party}と{b:party}は分離されておらず、管理ネットワークにも許可のない通信が届きます。',
  'pairs-refuted': 'テナント間の分離が破れています。{count} 組のテナントが分離されていません。',
  'pairs-and-management-refuted':
    'テナント間の分離が {count} 組で破れており、管理ネットワークにも許可のない通信が届きます。',
  'management-refuted': '管理ネットワークは分離されていません。',
  'others-refuted': '{to:party}に許可のない通信が届きます。',
  'guides-refuted': '監査実施ガイドが求める事項の一部が実装されていません。',
  'all-undetermined': 'テナントが分離されているかどうかは、この証拠だけでは判定できません。',
  'cell-count': '{from:party}から{to:party}へ {count} 件',
  'cells-refuted': '許可のない経路は、{list:plain}です。',
  'cells-more': 'このほか {count} 方向にも許可のない経路があります。',
  'only-looks-open': 'うち {count} 件は、パケットは届きますが応答が戻らず、接続は成立しません。',
  'cell-name': '{from:party}から{to:party}へ',
  'cells-proved': '{list:plain}は、許可のないパケットが一つも届かないことを証明しました。',
  'count-proved': '{count} 方向については、許可のないパケットが一つも届かないことを証明しました。',
  'cells-undetermined': '{list:plain}の通信は判定できません。',
  'count-undetermined': '{count} 方向の通信は判定できません。',
  'evidence-to-ask': '判定に足りない証拠は {count} 件あり、依頼すべきものを「未確定の事項」に示します。',
  'findings-beside': 'ほかに所見が {count} 件あります。',
  outward: '外部へ出る通信が {count} 方向で確認されましたが、分離の判定には含めていません。',
  'guides-undetermined': '監査実施ガイド {list:plain} は判定できません。',
} as const satisfies Record<keyof typeof en, string>
