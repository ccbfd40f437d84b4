import type { Text } from '../../../base/text.ts'

/** Every problem and unknown of this reader and its sentence; `{name}` is filled from its parameters. */
export const LINUX_TEXTS = {
  'no-evidence-filter': {
    ja: '{device} のパケットフィルタの設定が証拠にありません。',
    en: 'The evidence does not show the packet filters of {device}.',
  },
  'no-evidence-sysctl': {
    ja: '{device} のカーネルの設定（転送、逆方向経路検査など）が証拠にありません。',
    en: 'The evidence does not show the kernel settings of {device} (forwarding, reverse path and others).',
  },
  'no-evidence-ip-rule': {
    ja: '{device} の {family} のポリシールーティング規則が証拠にありません。',
    en: 'The evidence does not show the {family} policy rules of {device}.',
  },
  'no-evidence-ip-route': {
    ja: '{device} の {family} の経路が証拠にありません。',
    en: 'The evidence does not show the {family} routes of {device}.',
  },
  'linux-nft-unseen': {
    ja: '{device} の iptables の規則は証拠にありますが、nftables の規則全体が証拠にありません。',
    en: 'The evidence shows iptables rules of {device}, but not its whole nftables ruleset.',
  },
  'linux-legacy-unseen': {
    ja: '{device} には旧方式（legacy）の iptables の規則がありますが、証拠に含まれていません。',
    en: '{device} has legacy iptables rules that the evidence does not show.',
  },
  'linux-diverted': {
    ja: '{device} には、経路やフィルタによらずにパケットを別の先へ送る仕組み（{what}）があり、その行き先は扱えません。',
    en: 'Something on {device} sends packets past its routes and filters ({what}); where they go is not modelled.',
  },
  'linux-filter-part': {
    ja: '{device} のパケットフィルタは、証拠に一部（特定のテーブルなど）しか示されていません。',
    en: 'The evidence shows only a part of the packet filters of {device} (single tables, or a file of rules).',
  },
  'linux-filter-disputed': {
    ja: '{device} のパケットフィルタについて、証拠どうしが食い違っています。',
    en: 'Two pieces of evidence show different packet filters of {device}.',
  },
  'linux-ip6tables-unseen': {
    ja: '{device} の旧方式の iptables の規則のうち、IPv6 のものが証拠にありません。',
    en: 'Of the legacy iptables rules of {device}, the evidence does not show those for IPv6.',
  },
  'linux-filter-line': {
    ja: '{device} のフィルタ規則に、理解できない行が {lines} 行あります。',
    en: '{lines} line(s) among the filter rules of {device} were not understood.',
  },
  'linux-nft-match': {
    ja: '{device} の nftables の規則の条件「{match}」を判定できません。',
    en: 'A condition of an nftables rule of {device} cannot be judged: {match}.',
  },
  'linux-nft-statement': {
    ja: '{device} の nftables の規則の動作「{statement}」は扱えません。',
    en: 'What an nftables rule of {device} does is not modelled: {statement}.',
  },
  'linux-iptables-match': {
    ja: '{device} の iptables の規則の条件「{match}」を判定できません。',
    en: 'A condition of an iptables rule of {device} cannot be judged: {match}.',
  },
  'linux-iptables-target': {
    ja: '{device} の iptables の規則のターゲット「{target}」は扱えません。',
    en: 'What an iptables rule of {device} does is not modelled: {target}.',
  },
  'linux-chain-missing': {
    ja: '{device} の規則が呼び出すチェーン「{chain}」が証拠にありません。',
    en: 'A rule of {device} calls the chain {chain}, which the evidence does not hold.',
  },
  'linux-chain-device': {
    ja: '{device} の netdev チェーンがどのインターフェースに付くか、証拠から分かりません。',
    en: 'The evidence does not say on which interface a netdev chain of {device} stands.',
  },
  'linux-hook-interface': {
    ja: '{device} の {hook} の規則がインターフェース（{what}）を条件にしており、判定できません。',
    en: 'A rule of {device} at {hook} asks for an interface ({what}) that is not known there.',
  },
  'linux-bridge-vlan': {
    ja: '{device} のポート {port} の VLAN 所属が証拠から分かりません。',
    en: 'The evidence does not say to which VLANs port {port} of {device} belongs.',
  },
  'linux-vlan-filtering': {
    ja: '{device} のブリッジ {bridge} が VLAN を区別するかどうか、証拠から分かりません。',
    en: 'The evidence does not say whether bridge {bridge} of {device} filters VLANs.',
  },
  'linux-port-setting': {
    ja: '{device} のブリッジポート {port} の設定「{setting}」が証拠から分かりません。',
    en: 'The evidence does not say how port {port} of {device} is set: {setting}.',
  },
  'linux-switch-unread': {
    ja: '{device} の仮想スイッチ {switch} の転送規則は、この証拠からは分かりません。',
    en: 'How the virtual switch {switch} of {device} forwards is not in this evidence.',
  },
  'linux-sysctl-missing': {
    ja: '{device} のカーネルの設定 {key} が証拠にありません。',
    en: 'The evidence does not show the kernel setting {key} of {device}.',
  },
  'linux-table-unseen': {
    ja: '{device} の経路表 {table} が証拠にありません。',
    en: 'The evidence does not show routing table {table} of {device}.',
  },
  'linux-route-unread': {
    ja: '{device} の経路の指定「{what}」は扱えません。',
    en: 'A route of {device} is not modelled: {what}.',
  },
  'linux-rule-unread': {
    ja: '{device} のポリシールーティング規則の「{what}」は扱えません。',
    en: 'A policy rule of {device} is not modelled: {what}.',
  },
  'linux-veth-ambiguous': {
    ja: '{device} の {interface} がつながる先が一つに決まりません（候補：{other}）。',
    en: 'It cannot be told where {interface} of {device} leads; it may be {other}.',
  },
  'linux-tap-ambiguous': {
    ja: '{device} の {interface} の先にある機器が一つに決まりません（候補：{other}）。',
    en: 'It cannot be told which machine is behind {interface} of {device}; it may be {other}.',
  },
  'linux-peer-unseen': {
    ja: '{device} の {interface} の接続先が証拠にありません。',
    en: 'What {interface} of {device} leads to is not in evidence.',
  },
  'linux-tunnel-uncertain': {
    ja: '{device} のトンネル {interface} が {other} と通じるかどうか、証拠から確かめられません。',
    en: 'The evidence does not settle whether tunnel {interface} of {device} leads to {other}.',
  },
  'linux-tunnel-unseen': {
    ja: '{device} のトンネル {interface} の相手が証拠にありません。',
    en: 'A peer of tunnel {interface} of {device} is not in evidence.',
  },
  'linux-kind-unread': {
    ja: '{device} のインターフェース {interface} は、扱えない種類か、種類が証拠から分かりません。',
    en: 'Interface {interface} of {device} is of a kind that is not modelled or that the evidence does not say.',
  },
  'uplink-unseen': {
    ja: '{device} の物理ポート {interface} の接続先が証拠にありません。',
    en: 'What NIC {interface} of {device} is cabled to is not in evidence.',
  },
  'linux-member-type': {
    ja: '{sort} の要素の項目「{member}」が期待した形ではないため、読み取れませんでした。',
    en: 'An element of {sort} could not be read: its member {member} is not of the expected type.',
  },
  'linux-not-json': {
    ja: '{sort} の出力を JSON として読み取れませんでした。',
    en: 'The output of {sort} is not the JSON that was expected.',
  },
  'linux-truncated': { ja: '{sort} の出力が途中で切れています。', en: 'The output of {sort} is cut short.' },
  'linux-route': { ja: '経路「{text}」を読み取れませんでした。', en: 'The route {text} could not be read.' },
  'linux-times-apart': {
    ja: '{device} と {other} の証拠の採取時刻が {minutes} 分離れています。同じ時点の状態とはみなせません。',
    en: 'The evidence of {device} and {other} was taken {minutes} minutes apart and may not show one state.',
  },
  'linux-device-conflict': {
    ja: '{device} という名前で、異なる機器の証拠が混ざっています。',
    en: 'Evidence of different machines stands under the one name {device}.',
  },
} as const satisfies Readonly<Record<string, Text>>

/** A code of this reader. */
export type LinuxCode = keyof typeof LINUX_TEXTS
