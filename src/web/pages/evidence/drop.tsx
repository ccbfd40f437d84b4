import { FileButton, Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { evidenceSchema } from '../../../isms/records/evidence.ts'
import { dayText } from '../../../report/isms/sentences.ts'
import { ask } from '../../api/client.ts'
import { usePath } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { DropZone } from '../../parts/drop-zone.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { droppedFiles } from './dropped-files.ts'
import type { Dropped } from './dropped-files.ts'
import { TEXTS } from './texts.ts'

interface Progress {
  readonly done: number
  readonly total: number
  readonly error: unknown
}

/** Takes files, folders and archives; each file is kept as soon as it has arrived. */
export function Drop({ onDone }: { readonly onDone: (id: string) => void }) {
  const t = useTexts(TEXTS)
  const { progress, take } = useTaking(onDone)
  return (
    <>
      <DropZone onDrop={(data) => void droppedFiles(data).then(take)}>
        <p>{t.drop}</p>
        <FileButton multiple onChange={(files) => void take(files.map((file) => ({ path: file.name, file })))}>
          {(props) => (
            <Button {...props} variant="light">
              {t.choose}
            </Button>
          )}
        </FileButton>
        {progress === null ? null : (
          <p role="status">{fillIn(t.uploading, { done: progress.done, total: progress.total })}</p>
        )}
      </DropZone>
      {progress === null || progress.error === null ? null : (
        <>
          <Trouble error={progress.error} />
          <p className="note">{fillIn(t.kept, { done: progress.done })}</p>
        </>
      )}
    </>
  )
}

const madeSchema = z.object({ id: z.string() })

function useTaking(onDone: (id: string) => void) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const path = usePath()
  const client = useQueryClient()
  const [progress, setProgress] = useState<Progress | null>(null)
  const take = async (files: readonly Dropped[]): Promise<void> => {
    if (files.length === 0) return
    const today = new Date().toISOString().slice(0, 10)
    let done = 0
    setProgress({ done, total: files.length, error: null })
    try {
      const title = files.length === 1 ? (files[0]?.path ?? '') : fillIn(t.newTitle, { day: dayText(today, lang) })
      const body = evidenceSchema.parse({ title, effective: today })
      const { id } = await ask(madeSchema, 'POST', path('/evidence'), { body })
      for (const { path: name, file } of files) {
        await ask(z.unknown(), 'POST', path(`/evidence/${id}/files?path=${encodeURIComponent(name)}`), file)
        done += 1
        setProgress({ done, total: files.length, error: null })
      }
      await client.invalidateQueries({ queryKey: ['organisation'] })
      setProgress(null)
      onDone(id)
    } catch (error) {
      setProgress({ done, total: files.length, error })
      await client.invalidateQueries({ queryKey: ['organisation'] })
    }
  }
  return { progress, take }
}
