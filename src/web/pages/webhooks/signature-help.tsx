import { useTexts } from '../../language/language.tsx'

const TEXTS = {
  title: { ja: '署名の確かめ方', en: 'How to check the signature' },
  standard: {
    ja: 'Standard Webhooks の形式です。多くの言語に検証用のライブラリがあります。自分で実装するときは、次のとおりにします。',
    en: 'Messages follow Standard Webhooks, for which many languages have a library. To do it yourself:',
  },
  one: {
    ja: '受信した本文を、解釈する前のバイト列のまま使います。',
    en: 'Take the body as the bytes that came, before anything reads it.',
  },
  two: {
    ja: '「webhook-id ヘッダー」「.」「webhook-timestamp ヘッダー」「.」「本文」をつないだものの HMAC-SHA-256 を計算します。鍵は、秘密鍵の whsec_ より後を base64 で復号したバイト列です。',
    en: 'Compute HMAC-SHA-256 over the header webhook-id, a dot, the header webhook-timestamp, a dot, and the body. The key is the bytes of the secret: base64 behind whsec_.',
  },
  three: {
    ja: 'base64 にした結果が、webhook-signature ヘッダーの v1, の後と等しいことを、比較時間が一定の関数で確かめます。',
    en: 'Compare its base64 with what stands behind v1, in the header webhook-signature, by a function that takes the same time for all.',
  },
  four: {
    ja: 'webhook-timestamp（秒）が現在の時刻から 5 分以上離れていれば拒否します。',
    en: 'Refuse a webhook-timestamp (seconds) that is more than five minutes away.',
  },
  five: {
    ja: '同じ webhook-id の通知は、再送です。処理済みであれば、何もせずに 2xx を返します。',
    en: 'The same webhook-id again is the same message: if you had it, do nothing and answer 2xx.',
  },
} as const

const EXAMPLE = `import { createHmac, timingSafeEqual } from 'node:crypto'

function isFromAkashi(headers, body, secret) {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': given } = headers
  if (Math.abs(Date.now() / 1000 - Number(at)) > 300) return false
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const right = createHmac('sha256', key).update(\`\${id}.\${at}.\${body}\`).digest()
  const found = Buffer.from(given.slice('v1,'.length), 'base64')
  return found.length === right.length && timingSafeEqual(found, right)
}`

/** What a receiver does to know that a message is Akashi's. */
export function SignatureHelp() {
  const t = useTexts(TEXTS)
  return (
    <details className="help">
      <summary>{t.title}</summary>
      <p>{t.standard}</p>
      <ol>
        {[t.one, t.two, t.three, t.four, t.five].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <pre className="scroll" tabIndex={0} aria-label="Node.js">
        <code>{EXAMPLE}</code>
      </pre>
    </details>
  )
}
