import type { Event } from '../../../server/webhooks/events.ts'
import type { Text } from '../../../base/text.ts'

export const TEXTS = {
  title: { ja: '通知先（Webhook）', en: 'Webhooks' },
  say: {
    ja: '通知を送信している宛先は {count} 件です。',
    en: '{count} {count|place is|places are} told of what happens.',
  },
  failing: {
    ja: '{count} 件の宛先に、最後の通知が届いていません。',
    en: 'The last message to {count} of them did not arrive.',
  },
  about: {
    ja: '判定の変化、監査の完了、期限などを、HTTPS で他のシステム（チャット、チケット管理、監視など）に知らせます。送信するのは ID と件数だけで、証拠や記録の内容は送信しません。',
    en: 'Tells another system (chat, tickets, monitoring) by HTTPS of changed verdicts, finished audits and deadlines. Messages hold ids and counts, never content of evidence or records.',
  },
  ownersOnly: { ja: '通知先を管理できるのは、所有者だけです。', en: 'Only owners manage webhooks.' },
  off: {
    ja: 'このサーバでは、通知の送信先が許可されていません。',
    en: 'This server permits no host to which messages could go.',
  },
  offAbout: {
    ja: 'Akashi は、サーバの運用者が許可したホスト以外には何も送信しません。通知を使うには、起動時に許可するホストを指定するよう、運用者に依頼してください。',
    en: 'Akashi sends nothing to a host that the operator of the server did not list. To use webhooks, ask for the host to be listed at the start of the server:',
  },
  offDemo: {
    ja: 'デモンストレーションからは、外部に何も送信しません。通知先は、アカウントのある環境（akashi serve）で設定できます。',
    en: 'A demonstration sends nothing anywhere. Webhooks are set where there are accounts (akashi serve).',
  },
  hosts: { ja: '許可されているホスト', en: 'Hosts that are permitted' },
  empty: {
    ja: '例: 分離が破れた組合せ（反証）が見つかったら、チケットを起票するシステムに知らせる。',
    en: 'For example: tell the system that opens tickets when a pair of tenants is refuted.',
  },
  make: { ja: '通知先を追加', en: 'Add a webhook' },
  url: { ja: 'URL', en: 'URL' },
  urlHelp: {
    ja: 'https:// で始まり、許可されているホストのもの',
    en: 'begins with https:// and names a permitted host',
  },
  events: { ja: '知らせること', en: 'What it is told of' },
  create: { ja: '追加', en: 'Add it' },
  save: { ja: '変更を保存', en: 'Save' },
  secretTitle: { ja: '署名の秘密鍵', en: 'The secret that signs' },
  secretOnce: {
    ja: 'この秘密鍵は今だけ表示されます。受信側に設定して、通知が Akashi からのものであることを署名で確かめてください。失くしたときは、通知先を削除して追加し直します。',
    en: 'This secret is shown only now. Give it to the receiver, so that it can check that a message is from Akashi. If it is lost, remove the webhook and add it anew.',
  },
  state: { ja: '状態', en: 'State' },
  active: { ja: '送信中', en: 'on' },
  paused: { ja: '停止中', en: 'paused' },
  last: { ja: '最後の送信', en: 'Last delivery' },
  none: { ja: 'まだありません', en: 'none yet' },
  made: { ja: '追加日時', en: 'Added' },
  pause: { ja: '送信を停止', en: 'Pause' },
  resume: { ja: '送信を再開', en: 'Resume' },
  pausedAbout: {
    ja: '停止中は何も送信しません。停止中に起きたことは、再開しても送信しません。停止前に送信できていなかった通知は、再開すると送信します。',
    en: 'While it is paused nothing is sent, and what happens meanwhile is not sent later. What had not arrived before is sent when it goes on.',
  },
  test: { ja: 'テスト送信', en: 'Send a test' },
  testSent: {
    ja: 'テストを送信します。結果は、下の一覧に表示されます。',
    en: 'A test is on its way; see below how it goes.',
  },
  remove: { ja: '削除', en: 'Remove' },
  sure: { ja: '本当に削除する（送信の記録も消えます）', en: 'Remove it with its deliveries' },
  deliveries: { ja: '送信の記録', en: 'Deliveries' },
  deliveriesAbout: {
    ja: '直近 100 件。受信側が 2xx を返すまで、間隔を空けて 9 回まで（約 2 日半）送信します。終わったものは 30 日後に消えます。',
    en: 'The last 100. Each is sent until the receiver answers 2xx, nine times over two and a half days. What has ended is forgotten after 30 days.',
  },
  noDelivery: { ja: 'まだ何も送信していません。', en: 'Nothing has been sent yet.' },
  event: { ja: '内容', en: 'Event' },
  at: { ja: '発生日時', en: 'Happened' },
  result: { ja: '結果', en: 'Result' },
  attempts: { ja: '回数', en: 'Tries' },
  delivered: { ja: '送信済み', en: 'delivered' },
  waiting: { ja: '送信待ち', en: 'waiting' },
  again: { ja: '再送待ち', en: 'waiting to try again' },
  failed: { ja: '送信できず終了', en: 'given up' },
  nextAt: { ja: '次は {at}', en: 'next at {at}' },
  testEvent: { ja: 'テスト', en: 'Test' },
} as const

/** What each event is called. */
export const EVENT_TEXTS: Readonly<Record<Event, Text>> = {
  'verdicts.changed': {
    ja: '判定が前回の監査から変わった（反証・証明・不明の増減）',
    en: 'Verdicts changed since the last audit (opened, closed, newly undetermined)',
  },
  'audit.finished': { ja: '技術監査が完了した', en: 'A technical audit finished' },
  'audit.failed': { ja: '技術監査が失敗した', en: 'A technical audit failed' },
  'answers.raised': {
    ja: '適用宣言書の回答と監査結果が食い違い、見直しが必要になった',
    en: 'An answer of the Statement of Applicability was contradicted and has to be looked at again',
  },
  'deadline.near': { ja: '期限が近い（30日以内）', en: 'A deadline is near (within 30 days)' },
  'deadline.passed': { ja: '期限を過ぎた', en: 'A deadline has passed' },
}
