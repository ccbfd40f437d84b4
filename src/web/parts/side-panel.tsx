import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTexts } from '../language/language.tsx'

const TEXTS = { close: { ja: '閉じる', en: 'Close' } } as const

/** What opens at the side while the list stays. */
export function SidePanel({
  title,
  isOpen,
  onClose,
  isWide = false,
  children,
}: {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** For tables. */
  readonly isWide?: boolean
  readonly children: ReactNode
}) {
  const t = useTexts(TEXTS)
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title={title}
      {...(isWide ? { size: 'min(1080px, 100vw)' } : {})}
      closeButtonProps={{ 'aria-label': t.close }}
      transitionProps={{ duration: 0 }}
    >
      {isOpen ? children : null}
    </Drawer>
  )
}
