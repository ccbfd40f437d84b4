import type { Text } from '../../../base/text.ts'

/** Every problem and unknown of this reader and its sentence; `{name}` is filled from its parameters. */
export const AWS_TEXTS = {
  'aws-contradiction': {
    ja: '{id} について、証拠の間で内容が食い違っています。',
    en: 'Two pieces of evidence say different things of {id}.',
  },
  'aws-no-id': {
    ja: '{sort} の要素に、それを識別する項目がありません。',
    en: 'An element of {sort} lacks the member that identifies it.',
  },
  'aws-refused': { ja: '{command} は拒否されました。', en: '{command} was refused.' },
  'aws-truncated': { ja: '{command} の出力が途中で切れています。', en: 'The output of {command} is cut short.' },
  'aws-more-pages': {
    ja: '{command} の出力には続きのページがあります。',
    en: 'The output of {command} has further pages.',
  },
  'aws-network-acl': {
    ja: 'サブネット {subnet} のネットワーク ACL が証拠から分かりません。',
    en: 'The evidence does not say which network ACL holds for subnet {subnet}, or what it says.',
  },
  'aws-network-acl-entry': {
    ja: 'ネットワーク ACL {acl} の規則 {number} を理解できませんでした。',
    en: 'Rule {number} of network ACL {acl} was not understood.',
  },
  'aws-interface-groups': {
    ja: 'ネットワークインターフェース {interface} のセキュリティグループが証拠から分かりません。',
    en: 'The evidence does not say which security groups network interface {interface} bears.',
  },
  'aws-security-group': {
    ja: 'セキュリティグループ {group} の内容が証拠にありません。',
    en: 'The evidence does not hold security group {group}.',
  },
  'aws-security-group-rule': {
    ja: 'セキュリティグループ {group} の規則（{way}、{rule} 番目）を理解できませんでした。',
    en: 'A rule of security group {group} ({way}, number {rule}) was not understood.',
  },
  'aws-prefix-list': {
    ja: 'プレフィックスリスト {list} のエントリが証拠にありません。',
    en: 'The entries of prefix list {list} are not in evidence.',
  },
  'aws-group-members': {
    ja: 'セキュリティグループ {group} を持つネットワークインターフェースの全体が証拠にありません（{vpc}）。',
    en: 'Not all network interfaces that may bear security group {group} are in evidence ({vpc}).',
  },
  'aws-subnet': { ja: 'サブネット {subnet} が証拠にありません。', en: 'Subnet {subnet} is not in evidence.' },
  'aws-source-check': {
    ja: 'ネットワークインターフェース {interface} の送信元／送信先チェックが証拠から分かりません。',
    en: 'The evidence does not say whether network interface {interface} checks source and destination.',
  },
  'aws-instance-state': {
    ja: 'インスタンス {instance} は動作していません（{state}）。起動すれば到達できる可能性があります。',
    en: 'Instance {instance} does not run ({state}); once started it may be reached.',
  },
  'aws-route-table': {
    ja: 'サブネット {subnet} のルートテーブルが証拠から分かりません。',
    en: 'The evidence does not say which route table holds for subnet {subnet}, or what it says.',
  },
  'aws-route': {
    ja: 'サブネット {subnet} の経路（{route}）を理解できませんでした。',
    en: 'A route of subnet {subnet} ({route}) was not understood.',
  },
  'aws-route-destination': {
    ja: 'サブネット {subnet} の経路の宛先（{route}）が証拠から分かりません。',
    en: 'The evidence does not say which destinations a route of subnet {subnet} has ({route}).',
  },
  'aws-not-modelled': {
    ja: '{name} の先に何があるかは、証拠にないか、本ツールの対象外です。',
    en: 'What lies behind {name} is not in evidence, or is not modelled.',
  },
  'aws-internet-gateway': {
    ja: '{vpc} にインターネットゲートウェイがあるかどうかが証拠から分かりません。',
    en: 'The evidence does not say whether {vpc} has an internet gateway.',
  },
  'aws-peering-state': {
    ja: 'ピアリング接続 {peering} の状態が証拠から分かりません。',
    en: 'The evidence does not say whether peering connection {peering} is active.',
  },
  'aws-peer-vpc': {
    ja: 'ピアリング先の VPC {name} が証拠にありません。',
    en: 'The peer VPC {name} is not in evidence.',
  },
  'aws-transit-zone': {
    ja: 'サブネット {subnet} のアベイラビリティーゾーンには {transit} のアタッチメントがありません。',
    en: 'Transit gateway {transit} has no attachment in the availability zone of subnet {subnet}.',
  },
  'aws-transit-attachment': {
    ja: 'トランジットゲートウェイのアタッチメント {name} の先が証拠にありません。',
    en: 'What lies behind transit gateway attachment {name} is not in evidence.',
  },
  'aws-transit-association': {
    ja: '{transit} のアタッチメント {attachment} がどのルートテーブルに関連付けられているか、証拠から分かりません。',
    en: 'The evidence does not say with which route table attachment {attachment} of {transit} is associated.',
  },
  'aws-transit-table': {
    ja: 'トランジットゲートウェイのルートテーブル {table} の経路がすべては証拠にありません。',
    en: 'Not all routes of transit gateway route table {table} are in evidence.',
  },
  'aws-service-ports': {
    ja: 'エンドポイント {endpoint} のサービス {service} が待ち受けるポートが証拠から分かりません。',
    en: 'The evidence does not say on which ports {service} listens at endpoint {endpoint}.',
  },
  'aws-listeners': {
    ja: 'ロードバランサー {balancer} のリスナーまたはターゲットの全体が証拠にありません。',
    en: 'Not all listeners or targets of load balancer {balancer} are in evidence.',
  },
  'aws-target-health': {
    ja: 'ロードバランサー {balancer} のターゲット {target} は正常ではありません（{state}）。',
    en: 'Target {target} of load balancer {balancer} is not healthy ({state}).',
  },
  'aws-client-address': {
    ja: 'ロードバランサー {balancer} がクライアントの送信元アドレスを保つかどうかが証拠から分かりません。',
    en: 'The evidence does not say whether load balancer {balancer} keeps the client’s source address.',
  },
} as const satisfies Readonly<Record<string, Text>>

export type AwsCode = keyof typeof AWS_TEXTS
