import type { engagement as en } from '../en/engagement.ts'

export const engagement = {
  'engagement-missing': 'akashi.yaml がなく、誰がテナントかが分かりません。akashi init で最初の案を作成できます',
  'engagement-too-large': '監査条件が {limit} バイトを超えています',
  'engagement-not-yaml': 'YAML として読み取れません: {text}',
  'engagement-invalid': '{member} が所定の形ではありません: {text}',
  'engagement-duplicate-party': '当事者 {party} が akashi.yaml に二度記載されています',
  'engagement-unknown-key': '{member} に定義されていない項目 {key} があります',
  'permission-unknown-party': '許可 {index} の {party} は監査条件の当事者ではありません',
  'permission-unapproved': '許可 {index}（{from} から {to}）に理由または承認者がないため、許可として扱いません',
  'selector-matches-nothing': '{party} の指定に該当する端点がありません: {selector}',
  'tenant-without-endpoints': '{party} の端点が証拠にありません',
  'no-usable-evidence': '証拠として使えるものがありません',
  'unknown-name': '{name} という名前のものは、証拠にも監査条件にもありません',
  'ambiguous-address': '{name} を持つ端点が複数あります。tenant:ID/アドレス の形で指定してください',
  'not-an-address-of': '{name} は {owner} のアドレスではありません',
  'no-endpoints': '{name} の端点が証拠にありません',
  'invalid-question': '質問を理解できませんでした',
  'checker-rejected':
    '内部エラー: {from:party}から{to:party}への反例を独立の検査器が受け入れませんでした（段階 {step}、{reason}、{place}）。この方向の判定は出していません',
  'violations-beyond-list':
    'ほかに {count} 件の到達の可能性があり、一件ずつは示していません。方向ごとの判定には含まれています',
  'directory-unreadable': '開くことができません（{reason}）',
} as const satisfies Record<keyof typeof en, string>
