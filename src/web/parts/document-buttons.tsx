import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { askBytes } from '../api/client.ts'
import { usePath } from '../api/hooks.ts'
import { useLanguage } from '../language/language.tsx'
import { saveFile } from './save-table.ts'
import { Trouble } from './trouble.tsx'

/** The formats of documents, by the name that the API has for them. */
const FORMATS = {
  xlsx: { name: 'xlsx', ending: 'xlsx' },
  pdf: { name: 'PDF', ending: 'pdf' },
  docx: { name: 'Word', ending: 'docx' },
  html: { name: 'HTML', ending: 'html' },
  oscal: { name: 'OSCAL', ending: 'oscal.json' },
} as const
export type DocumentFormat = keyof typeof FORMATS

/** A document to take away in some formats, in the language of the page. */
export function DocumentButtons({
  path,
  name,
  formats,
  labelOf,
}: {
  /** Where the organisation has the document. */
  readonly path: string
  /** The name of the file, without its ending. */
  readonly name: string
  readonly formats: readonly DocumentFormat[]
  /** What is saved, for those who hear the button alone. */
  readonly labelOf?: (format: string) => string
}) {
  const { lang } = useLanguage()
  const at = usePath()(path)
  const save = useMutation({
    mutationFn: async (format: DocumentFormat) =>
      saveFile(
        // Signs that names of files may not hold.
        `${name.replaceAll(/[\\/:*?"<>|]/g, '_')}.${FORMATS[format].ending}`,
        await askBytes(`${at}?format=${format}&lang=${lang}`),
      ),
  })
  return (
    <div className="tools" style={{ margin: 0 }}>
      {formats.map((format) => (
        <Button
          key={format}
          variant="light"
          size="compact-sm"
          loading={save.isPending && save.variables === format}
          {...(labelOf === undefined ? {} : { 'aria-label': labelOf(FORMATS[format].name) })}
          onClick={() => save.mutate(format)}
        >
          {FORMATS[format].name}
        </Button>
      ))}
      <Trouble error={save.error} />
    </div>
  )
}
