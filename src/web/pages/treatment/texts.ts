export const TEXTS = {
  title: { ja: 'リスク対応', en: 'Risk treatment' },
  say: {
    ja: '受容水準を超えるリスク {above} 件のうち、対応を選んでいないものは {untreated} 件です。残留リスクが受容されたものは {accepted} 件です。',
    en: 'Of {above} {above|risk|risks} above the acceptance line, {untreated} {untreated|has|have} no treatment yet. {accepted} residual {accepted|risk is|risks are} accepted.',
  },
  risks: { ja: 'リスクと対応', en: 'Risks and their treatment' },
  empty: {
    ja: 'リスクが登録されると、ここで対応を選びます（T-1）。',
    en: 'Once there are risks, their treatment is chosen here (T-1).',
  },
  options: { ja: '対応の選択肢', en: 'Options' },
  plan: { ja: '対応計画', en: 'Plan' },
  controls: { ja: '必要な管理策', en: 'Necessary controls' },
  due: { ja: '期限', en: 'Due' },
  done: { ja: '完了日', en: 'Done on' },
  residual: { ja: '残留リスク（対応後の評価）', en: 'Residual risk, after treatment' },
  onlyOwner: {
    ja: '残留リスクを受容できるのは、リスク所有者「{owner}」（リスク所有者の役割を持つ同名のメンバー）だけです。',
    en: 'Only the risk owner “{owner}” — the member of that name, in the role of risk owner — may accept what is left.',
  },
  noOwner: {
    ja: '残留リスクを受容するには、先にリスク所有者を決めてください。',
    en: 'Before what is left can be accepted, the risk needs an owner.',
  },
  accept: { ja: 'リスク所有者として残留リスクを受容', en: 'Accept the residual risk, as its owner' },
  acceptedBy: {
    ja: '{by} が {on} に、レベル {level} で受容しました。',
    en: '{by} accepted it on {on}, at level {level}.',
  },
  necessary: { ja: '必要な管理策', en: 'Necessary controls' },
  necessaryEmpty: {
    ja: '対応に必要な管理策を、規格に限らずどこからでも決めます（T-2）。例: 「テナントの分離」。',
    en: 'Determine the controls that the treatment needs, from any source (T-2). For example “Separation of tenants”.',
  },
  name: { ja: '管理策', en: 'Control' },
  source: { ja: '出所', en: 'Source' },
  references: { ja: '規格の管理策', en: 'Controls of the standards' },
  description: { ja: '説明', en: 'Description' },
  owner: { ja: '責任者', en: 'Owner' },
} as const
