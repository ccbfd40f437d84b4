import type { aws as en } from '../en/aws.ts'

export const aws = {
  'aws-contradiction': '{id} について、証拠の間で内容が食い違っています。',
  'aws-no-id': '{sort} の要素に、それを識別する項目がありません。',
  'aws-refused': '{command} は拒否されました。',
  'aws-truncated': '{command} の出力が途中で切れています。',
  'aws-more-pages': '{command} の出力には続きのページがあります。',
  'aws-network-acl': 'サブネット {subnet} のネットワーク ACL が証拠から分かりません。',
  'aws-network-acl-entry': 'ネットワーク ACL {acl} の規則 {number} を理解できませんでした。',
  'aws-interface-groups': 'ネットワークインターフェース {interface} のセキュリティグループが証拠から分かりません。',
  'aws-security-group': 'セキュリティグループ {group} の内容が証拠にありません。',
  'aws-security-group-rule': 'セキュリティグループ {group} の規則（{way}、{rule} 番目）を理解できませんでした。',
  'aws-prefix-list': 'プレフィックスリスト {list} のエントリが証拠にありません。',
  'aws-group-members':
    'セキュリティグループ {group} を持つネットワークインターフェースの全体が証拠にありません（{vpc}）。',
  'aws-subnet': 'サブネット {subnet} が証拠にありません。',
  'aws-source-check': 'ネットワークインターフェース {interface} の送信元／送信先チェックが証拠から分かりません。',
  'aws-instance-state': 'インスタンス {instance} は動作していません（{state}）。起動すれば到達できる可能性があります。',
  'aws-route-table': 'サブネット {subnet} のルートテーブルが証拠から分かりません。',
  'aws-route': 'サブネット {subnet} の経路（{route}）を理解できませんでした。',
  'aws-route-destination': 'サブネット {subnet} の経路の宛先（{list}）が証拠から分かりません。',
  'aws-not-modelled': '{name} の先に何があるかは、証拠にないか、本ツールの対象外です。',
  'aws-internet-gateway': '{vpc} にインターネットゲートウェイがあるかどうかが証拠から分かりません。',
  'aws-peering-state': 'ピアリング接続 {peering} の状態が証拠から分かりません。',
  'aws-peer-vpc': 'ピアリング先の VPC {name} が証拠にありません。',
  'aws-transit-zone': 'サブネット {subnet} のアベイラビリティーゾーンには {transit} のアタッチメントがありません。',
  'aws-transit-attachment': 'トランジットゲートウェイのアタッチメント {name} の先が証拠にありません。',
  'aws-transit-association':
    '{transit} のアタッチメント {attachment} がどのルートテーブルに関連付けられているか、証拠から分かりません。',
  'aws-transit-table': 'トランジットゲートウェイのルートテーブル {table} の経路がすべては証拠にありません。',
  'aws-service-ports': 'エンドポイント {endpoint} のサービス {service} が待ち受けるポートが証拠から分かりません。',
  'aws-listeners': 'ロードバランサー {balancer} のリスナーまたはターゲットの全体が証拠にありません。',
  'aws-target-health': 'ロードバランサー {balancer} のターゲット {target} は正常ではありません（{state}）。',
  'aws-client-address':
    'ロードバランサー {balancer} がクライアントの送信元アドレスを保つかどうかが証拠から分かりません。',
} as const satisfies Record<keyof typeof en, string>
