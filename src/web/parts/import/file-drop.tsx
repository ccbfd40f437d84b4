import { Button, FileButton } from '@mantine/core'
import { useState } from 'react'
import { useTexts } from '../../language/language.tsx'
import { DropZone } from '../drop-zone.tsx'
import { TEXTS } from './texts.ts'

/** Takes one file, dropped or chosen. The same file may be given again after it was mended. */
export function FileDrop({ onFile, isBusy }: { readonly onFile: (file: File) => void; readonly isBusy: boolean }) {
  const t = useTexts(TEXTS)
  const [turn, setTurn] = useState(0)
  const take = (file: File | null | undefined): void => {
    if (file === null || file === undefined) return
    setTurn(turn + 1)
    onFile(file)
  }
  return (
    <DropZone onDrop={({ files }) => take(files[0])}>
      <p>{t.drop}</p>
      <FileButton key={turn} accept=".xlsx,.csv,.tsv,.txt" onChange={take}>
        {(props) => (
          <Button {...props} variant="light" loading={isBusy}>
            {t.choose}
          </Button>
        )}
      </FileButton>
    </DropZone>
  )
}
