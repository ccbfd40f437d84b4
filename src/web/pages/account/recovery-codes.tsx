import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTexts } from '../../language/language.tsx'
import { saveFile } from '../../parts/save-table.ts'
import { TEXTS } from './texts.ts'
import { useOpened } from './use-opened.ts'

/** The ten codes, shown this once. */
export function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const t = useTexts(TEXTS)
  const [isCopied, setCopied] = useState(false)
  const box = useOpened<HTMLDivElement>()
  const text = `Akashi ${location.host}\n${codes.join('\n')}\n`
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <div className="card" ref={box} tabIndex={-1} role="region" aria-label={t.recovery} style={{ maxWidth: 560 }}>
      <h3>{t.recovery}</h3>
      <p>{t.recoverySay}</p>
      <ul className="codes mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="bar-row">
        <Button variant="light" onClick={() => saveFile('akashi-recovery-codes.txt', new Blob([text]))}>
          {t.save}
        </Button>
        <Button variant="light" onClick={() => void copy()}>
          {isCopied ? t.copied : t.copy}
        </Button>
        <Button onClick={onKept}>{t.kept}</Button>
      </div>
    </div>
  )
}
