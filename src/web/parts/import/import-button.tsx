import { Button } from '@mantine/core'
import { useState } from 'react'
import { useMayWrite } from '../../api/may.ts'
import { useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { SidePanel } from '../side-panel.tsx'
import { ImportPanel } from './import-panel.tsx'
import { TEXTS } from './texts.ts'

const KINDS = { assets: 'asset', risks: 'risk' } as const

/** Opens the import of a register. */
export function ImportButton({ path, name }: { readonly path: 'assets' | 'risks'; readonly name: string }) {
  const t = useTexts(TEXTS)
  const [isOpen, setOpen] = useState(false)
  const isPermitted = useMayWrite(KINDS[path])
  if (!isPermitted) return null
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t.open}
      </Button>
      <SidePanel isWide title={fillIn(t.title, { name })} isOpen={isOpen} onClose={() => setOpen(false)}>
        <ImportPanel path={path} name={name} />
      </SidePanel>
    </>
  )
}
