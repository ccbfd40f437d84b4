import type { closes as en } from '../en/closes.ts'

export const closes = {
  'remove-vlan-member': '{port} を VLAN {vlan} のメンバーから外す。',
  'remove-port': '{port} をブリッジ {bridge} から外す。',
  'isolate-ports': '{port} をブリッジ {bridge} のほかのポートから隔離するか、テナント専用のネットワークを割り当てる。',
  'separate-segment':
    '{from:party}と{to:party}に別々の VLAN（VNI、VPC）を割り当てる。現在は {segment} を共有している。',
  'remove-route': '経路表 {table:tail} から {to} への経路を削除する。',
  'remove-rule': '{chain} の規則 {rule} を削除するか、許可された範囲に絞る。',
  'narrow-rule': '{chain} の規則 {rule} を、許可された送信元とポートに絞る。',
  'deny-by-default': 'チェーン {chain} の既定の動作を破棄にする。',
  'filter-bridged': '{bridge} でブリッジされる通信にもフィルタを適用する（bridge netfilter が無効になっている）。',
  'filter-input': '{device} の入力チェーンで{from:party}からの通信を拒否する。',
  'filter-ip6': '{device} に、IPv4 と同じ規則を IPv6 にも設定する。',
  'remove-address': '{interface} からアドレス {address} を外す。',
  'remove-translation': '{chain} のアドレス変換 {rule} を削除する。',
  'remove-tunnel': '{peer} へのトンネルを削除する。',
  'remove-interface': '{device} から {interface} を取り外すか、接続先のネットワーク間をフィルタする。',
  'permit-or-remove': '意図した通信であれば、理由と承認者を付けて監査条件の許可に記載する。',
  'add-route-back': '意図した通信であれば {to} へ戻る経路を追加する。そうでなければ許可を取り除く。',
  'find-mac': '{port} で観測された {mac} の機器を特定し、所有者を明らかにする。',
} as const satisfies Record<keyof typeof en, string>
