import { Button, CopyButton } from '@mantine/core'
import { useTexts } from '../language/language.tsx'

const TEXTS = {
  copy: { ja: 'コピー', en: 'Copy' },
  copied: { ja: 'コピーしました', en: 'Copied' },
} as const

/** A secret that is shown this once, and a button that copies it. */
export function CopyOnce({ label, value }: { readonly label: string; readonly value: string }) {
  const t = useTexts(TEXTS)
  return (
    <div className="copy-once">
      <code className="mono scroll" tabIndex={0} aria-label={label}>
        {value}
      </code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="light" onClick={copy}>
            <span role="status">{copied ? t.copied : t.copy}</span>
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
