import { useMutation } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { askBytes } from '../../api/client.ts'
import { usePath } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { saveFile } from '../../parts/save-table.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'

const FORMATS = {
  xlsx: { name: 'xlsx', ending: 'xlsx' },
  pdf: { name: 'PDF', ending: 'pdf' },
  docx: { name: 'Word', ending: 'docx' },
  oscal: { name: 'OSCAL', ending: 'oscal.json' },
} as const
const FORMAT_NAMES = ['xlsx', 'pdf', 'docx', 'oscal'] as const

/** A version as a file, in the language of the page. */
export function ExportButtons({ id, version }: { readonly id: string; readonly version: number }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const path = usePath()
  const save = useMutation({
    mutationFn: async (format: keyof typeof FORMATS) => {
      const bytes = await askBytes(path(`/statements/${id}/document?format=${format}&lang=${lang}`))
      saveFile(`${t.title}-${version}.${FORMATS[format].ending}`, bytes)
    },
  })
  return (
    <div className="tools" style={{ margin: 0 }}>
      {FORMAT_NAMES.map((format) => (
        <Button
          key={format}
          variant="light"
          size="compact-sm"
          loading={save.isPending && save.variables === format}
          aria-label={fillIn(t.exportOf, { version, format: FORMATS[format].name })}
          onClick={() => save.mutate(format)}
        >
          {FORMATS[format].name}
        </Button>
      ))}
      <Trouble error={save.error} />
    </div>
  )
}
