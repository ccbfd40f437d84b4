import type { unknowns as en } from '../en/unknowns.ts'

export const unknowns = {
  'device-not-in-evidence': '機器 {device} は証拠の中に名前がありますが、その機器自身の証拠がありません',
  'command-refused': '{device} で {command} が拒否されました',
  'command-missing': '{device} の {command} の出力がありません',
  truncated: '{file} が途中で切れています',
  'unread-line': '{file} に読み取れない行があります',
  'inside-not-seen': '{device} は接続口だけが証拠にあり、受け取ったものを中継している可能性があります',
  'addresses-not-sure':
    '{device} がどのアドレス宛てのパケットを受け取るかを確定できません(別のインタフェースのアドレス、証拠にないアドレス、代理応答)',
  'route-not-sure': '{device} に同順位の経路が複数あり、どれが使われるかを確定できません',
  'own-tag-not-sure':
    '{device} のパケットフィルタは、ポート自身の VLAN をタグ付きで受けたフレームとタグなしで受けたフレームとを区別して扱うため、通過するかを確定できません',
  'unnamed-unknown': '到達の可能性がありますが、何が分かればよいかを特定できません',
} as const satisfies Record<keyof typeof en, string>
