import type { findings as en } from '../en/findings.ts'

export const findings = {
  delivery: '{from:party}から{to:party}へ届く',
  'delivery-shared-segment': '{from:party}と{to:party}が同じセグメントにつながっている',
  'delivery-trunk': '{from:party}から{to:party}へ、VLAN {vlan} を運ぶトランクを通って届く',
  'delivery-filter-hole': '{from:party}から{to:party}へ、フィルタの穴を通って届く（{flow}）',
  'delivery-leaked-route': '{from:party}から{to:party}へ、漏れた経路を通って届く',
  'delivery-to-management': '{from:party}から管理ネットワークへ届く（{flow}）',
  'delivery-no-return': '{from:party}から{to:party}へパケットは届くが、応答は戻らない',
  exposure: '{to:party}に外部から到達できる（{flow}）',
  'host-address': '{from:party}からホスト {device} のアドレスへ届く',
  'foreign-mac': '{to:party}の MAC アドレステーブルに{from:party}の MAC アドレスがある',
  'unowned-delivery': '監査条件でだれのものでもない機器から{to:party}に届く（{flow}）',
  'unknown-mac': '{to:party}の MAC アドレステーブルに所有者不明の MAC アドレスがある',
  'impossible-permission': '{from:party}から{to:party}への許可（{protocol} {ports}）は実現していない',
} as const satisfies Record<keyof typeof en, string>
