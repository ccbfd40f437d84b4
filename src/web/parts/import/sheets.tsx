import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { askBytes } from '../../api/client.ts'
import { usePath } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { saveFile } from '../save-table.ts'
import { Trouble } from '../trouble.tsx'
import { TEXTS } from './texts.ts'

const FORMATS = ['xlsx', 'csv'] as const

/** The template, and the whole register as a table that can be imported again. */
export function Sheets({ path, name }: { readonly path: string; readonly name: string }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const at = usePath()
  const save = useMutation({
    mutationFn: async ({ rows, format }: { rows: 'none' | 'all'; format: (typeof FORMATS)[number] }) => {
      const bytes = await askBytes(at(`/sheets/${path}?format=${format}&lang=${lang}&rows=${rows}`))
      saveFile(`${name}${rows === 'none' ? `-${t.template}` : ''}.${format}`, bytes)
    },
  })
  return (
    <>
      {(['none', 'all'] as const).map((rows) => {
        const what = rows === 'none' ? t.template : t.all
        return (
          <div className="bar-row" key={rows}>
            <span>{what}</span>
            {FORMATS.map((format) => (
              <Button
                key={format}
                variant="light"
                size="compact-sm"
                aria-label={fillIn(t.download, { what, format })}
                loading={save.isPending && save.variables.rows === rows && save.variables.format === format}
                onClick={() => save.mutate({ rows, format })}
              >
                {format}
              </Button>
            ))}
          </div>
        )
      })}
      <p className="note">{t.allHelp}</p>
      <Trouble error={save.error} />
    </>
  )
}
