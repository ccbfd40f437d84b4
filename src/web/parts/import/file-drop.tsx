import { Button, FileButton } from '@mantine/core'
import { useState } from 'react'
import { useTexts } from '../../language/language.tsx'
import { TEXTS } from './texts.ts'

/** Takes one file, dropped or chosen. The same file may be given again after it was mended. */
export function FileDrop({ onFile, isBusy }: { readonly onFile: (file: File) => void; readonly isBusy: boolean }) {
  const t = useTexts(TEXTS)
  const [isOver, setOver] = useState(false)
  const [turn, setTurn] = useState(0)
  const take = (file: File | null | undefined): void => {
    if (file === null || file === undefined) return
    setTurn(turn + 1)
    onFile(file)
  }
  return (
    <div
      className={`drop ${isOver ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files[0])
      }}
    >
      <p>{t.drop}</p>
      <FileButton key={turn} accept=".xlsx,.csv,.tsv,.txt" onChange={take}>
        {(props) => (
          <Button {...props} variant="light" loading={isBusy}>
            {t.choose}
          </Button>
        )}
      </FileButton>
    </div>
  )
}
