import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTexts } from '../language/language.tsx'
import { CopyOnce } from './copy-once.tsx'

const TEXTS = { close: { ja: '閉じる', en: 'Close' } } as const

interface Props {
  readonly label: string
  /** That it is shown this once, and how long it is good. */
  readonly say: string
  readonly value: string
  readonly onClose: () => void
  /** What else there is to know about it. */
  readonly children?: ReactNode
}

/** What has just been made and is shown this once, with a button that copies it and one that closes. */
export function MadeOnce({ label, say, value, onClose, children }: Props) {
  const t = useTexts(TEXTS)
  return (
    <>
      <h3>{label}</h3>
      <p>{say}</p>
      <CopyOnce label={label} value={value} />
      {children}
      <div className="foot">
        <Button variant="default" onClick={onClose}>
          {t.close}
        </Button>
      </div>
    </>
  )
}
