import type { OpenCode } from '../../../isms/open.ts'

/** 未完了の事項。`{x:name}` は記録の名称、`{x:word}` は用語に置き換わる。 */
export const open: Record<OpenCode, string> = {
  'scope-missing': '適用範囲を作成し、クラウドサービスとそれぞれの役割を定めてください。',
  'scope-without-service': '適用範囲にクラウドサービスを一つ以上含めてください。',
  'scope-service-without-role':
    '{service:name}について、プロバイダ、カスタマ又は双方のいずれであるかを定めてください。',
  'scope-service-unknown':
    '適用範囲に、登録されていないサービス（{service}）があります。取り除くか、選び直してください。',
  'scope-upstream-missing':
    '{service:name}は{upstream:name}を基盤としています。{upstream:name}をカスタマの役割で適用範囲に加えてください。',
  'scope-upstream-role':
    '{service:name}は{upstream:name}を基盤としています。{upstream:name}にカスタマの役割も定めてください。',
  'service-upstream-unknown': '{service:name}の基盤として、登録されていないサービス（{upstream}）が指定されています。',
  'base-scope-missing': '基となる ISMS の適用範囲を記録してください。',
  'scope-inside-base-missing': 'クラウドの適用範囲が、基となる ISMS の適用範囲に含まれることを説明してください。',
  'scope-boundaries-missing': '適用範囲の境界を記述してください。',
  'scope-sites-missing': '拠点を記録してください。ない場合は、その理由を記入してください。',
  'scope-exclusions-missing': '除外する事項を記録してください。ない場合は、その旨を記入してください。',
  'scope-interfaces-missing': '他の組織との接点を記録してください。ない場合は、その理由を記入してください。',
  'scope-outsourced-missing': '外部委託する事項を記録してください。ない場合は、その旨を記入してください。',
  'scope-exclusion-unreasoned': '「{what}」を除外する理由を記入してください。',
  'scope-not-approved': '適用範囲 第{version}版の承認を受けてください。',
  'scope-statement-missing': '適用範囲の記述を作成してください。',
  'scope-statement-without-name': '適用範囲の記述（{lang:language}）に{service:name}の名称がありません。',
  'risk-property-missing':
    '{service:name}（{role:word}）の{property:word}の喪失に伴うリスクを特定してください。該当しない場合は、その理由を記入してください。',
  'criteria-missing': 'リスク基準（起こりやすさ、結果の尺度及び受容基準）を定めてください。',
  'criteria-not-approved': 'リスク基準 第{version}版の承認を受けてください。',
  'risk-owner-missing': 'リスク「{title}」のリスク所有者を定めてください。',
  'risk-criteria-missing': 'リスク「{title}」のアセスメントに用いたリスク基準の版を指定してください。',
  'risk-rating-missing': 'リスク「{title}」の起こりやすさと結果を評価してください。',
  'risk-criteria-unapproved':
    'リスク「{title}」のアセスメントに用いたリスク基準（第{version}版）は承認されていません。承認された版で評価してください。',
  'risk-rating-outside': 'リスク「{title}」の評価が、リスク基準の尺度の範囲外です。',
  'risk-asset-missing': 'リスク「{title}」に関係する資産を結び付けてください。',
  'risk-asset-unknown': 'リスク「{title}」に、登録されていない資産が結び付けられています。',
  'risk-threat-missing': 'リスク「{title}」の脅威を選んでください。',
  'service-asset-missing': '{service:name}の{class:word}を資産に加えてください。',
  'risk-untreated':
    'リスク「{title}」のレベルは {level} で、受容基準を超えています。低減、保有、回避又は共有を選んでください。',
  'risk-residual-missing': 'リスク「{title}」の対応後の残留リスクを評価してください。',
  'risk-not-accepted': 'リスク「{title}」の残留リスクについて、リスク所有者の受容が必要です。',
  'risk-accepted-by-another': 'リスク「{title}」は {by} が受容していますが、リスク所有者は{owner:orNobody}です。',
  'risk-accepted-at-another-level':
    'リスク「{title}」はレベル {accepted} で受容されましたが、現在のレベルは {level} です。改めて受容を受けてください。',
  'risk-controls-missing': 'リスク「{title}」を低減する管理策を選んでください。',
  'risk-control-unknown': 'リスク「{title}」に、登録されていない管理策が指定されています。',
  'control-overlooked':
    '{edition:edition} {item}（{role:word}）が検討されていません。採用するか、除外の理由を記入してください。',
  'applicability-missing':
    '{edition:edition} {item}（{role:word}）は必要な管理策ですが、適用の可否が記入されていません。',
  'applicability-undecided': '{edition:edition} {item}（{role:word}）の適用の可否を決めてください。',
  'applicability-unreasoned':
    '{edition:edition} {item}（{role:word}）を採用する理由（リスク、法令、契約又は慣行）を記入してください。',
  'exclusion-unreasoned': '{edition:edition} {item}（{role:word}）を除外する理由を記入してください。',
  'exclusion-of-necessary':
    '{edition:edition} {item}（{role:word}）は除外されていますが、必要な管理策に含まれています。',
  'implementation-missing': '{edition:edition} {item}（{role:word}）の実施状況を記入してください。',
  'implementation-undescribed': '{edition:edition} {item}（{role:word}）をどのように実施しているかを記述してください。',
  'applicability-owner-missing': '{edition:edition} {item}（{role:word}）の責任者を定めてください。',
  'applicability-evidence-missing':
    '{edition:edition} {item}（{role:word}）を実施していることを示す証拠を加えてください。',
  'applicability-evidence-unknown':
    '{edition:edition} {item}（{role:word}）に、登録されていない証拠が指定されています。',
  'applicability-refuted':
    '{edition:edition} {item}（{role:word}）は実施済みとされていますが、技術監査で反証されました。',
  'applicability-to-review': '{edition:edition} {item}（{role:word}）の回答を見直し、確定又は訂正してください。',
  'soa-missing': '適用宣言書の初版を作成してください。',
  'soa-base-missing': 'この適用宣言書が拡張する、基となる ISMS の適用宣言書を指定してください。',
  'soa-undecided': '第{version}版には未定の回答が {count} 件あります。回答を決めて、新しい版を作成してください。',
  'soa-refuted':
    '第{version}版には、技術監査で反証されたまま「実施済み」とした回答が {count} 件あります。訂正して、新しい版を作成してください。',
  'soa-to-review': '第{version}版には、確認が必要な回答が {count} 件あります。',
  'soa-not-approved': '適用宣言書 第{version}版の承認を受けてください。',
  'soa-outdated': '適用宣言書 第{version}版の作成後に回答が変更されています。新しい版を作成してください。',
  'responsibility-missing': '{service:name}の {edition:edition} {item} について、責任の分担を定めてください。',
  'responsibility-text-missing':
    '{service:name}の {edition:edition} {item} について、{side:word}が行うことを日本語と英語で記述してください。',
  'information-missing': '{service:name}のカスタマに提供する情報（{topic:word}）を記述してください。',
  'information-untranslated': '{service:name}の「{topic:word}」について、日本語又は英語の記述がありません。',
  'comment-open': '{by}のコメント「{text}」が未解決です。',
  'evidence-undated': '証拠「{title}」がいつの時点のものかを記入してください。',
  'evidence-stale': '証拠「{title}」は {on:day} に有効期限を過ぎています。',
  'evidence-stale-soon': '証拠「{title}」は {on:day} に有効期限を迎えます。',
  'treatment-overdue': 'リスク「{title}」の対応期限（{on:day}）を過ぎています。',
  'treatment-due-soon': 'リスク「{title}」の対応期限は {on:day} です。',
  'base-certificate-expired': '基となる ISMS の認証は {on:day} に有効期限を過ぎています。',
  'base-certificate-expires-soon': '基となる ISMS の認証の有効期限は {on:day} です。',
}
