import type { Text } from '../../../base/text.ts'

/** Why a message did not arrive, by the code that the server wrote down. */
const OUTCOMES: Readonly<Record<string, Text>> = {
  host: { ja: 'ホストが許可されていません', en: 'the host is no longer permitted' },
  scheme: { ja: 'https ではありません', en: 'it is not https' },
  address: { ja: 'ホストの IP アドレスが内部のものです', en: 'the host lies at an inner address' },
  timeout: { ja: '10 秒以内に応答がありません', en: 'no answer within 10 seconds' },
  'too-large': { ja: '応答が大きすぎます', en: 'the answer is too large' },
  encoded: { ja: '応答が圧縮されています', en: 'the answer is packed' },
  network: { ja: '接続できません', en: 'no connection' },
  'secret-lost': {
    ja: '秘密鍵を読み取れません。削除して追加し直してください',
    en: 'the secret cannot be read: remove the webhook and add it anew',
  },
}

/** `HTTP 500`, `接続できません（ECONNREFUSED）`; null where there was no attempt. */
export function outcomeText(outcome: string): Text | null {
  if (outcome === '') return null
  const [code = '', detail = ''] = outcome.split(':')
  const known = OUTCOMES[code]
  if (known === undefined) return { ja: `HTTP ${outcome}`, en: `HTTP ${outcome}` }
  return detail === '' ? known : { ja: `${known.ja}（${detail}）`, en: `${known.en} (${detail})` }
}
