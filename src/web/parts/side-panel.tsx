import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTexts } from '../language/language.tsx'

const TEXTS = { close: { ja: '閉じる', en: 'Close' } } as const

/** What opens at the side while the list stays. */
export function SidePanel({
  title,
  isOpen,
  onClose,
  children,
}: {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const t = useTexts(TEXTS)
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t.close }}
      transitionProps={{ duration: 0 }}
    >
      {isOpen ? children : null}
    </Drawer>
  )
}
