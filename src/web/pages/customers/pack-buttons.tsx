import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { askBytes } from '../../api/client.ts'
import { usePath, useRecords } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { either, fillIn } from '../../language/text.ts'
import { saveFile } from '../../parts/save-table.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'

const FORMATS = { pdf: 'PDF', docx: 'Word' } as const
type Format = keyof typeof FORMATS

/** What customers are owed to know, of each provided service, as a white paper in the language of the page. */
export function PackButtons() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const path = usePath()
  const services = (useRecords('service').data ?? []).filter(({ body }) => body.roles.includes('provider'))
  const save = useMutation({
    mutationFn: async ({ id, name, format }: { readonly id: string; readonly name: string; readonly format: Format }) =>
      saveFile(
        // Signs that names of files may not hold.
        `${t.pack}-${name.replace(/[\\/:*?"<>|]/g, '_')}.${format}`,
        await askBytes(path(`/services/${id}/information-pack?format=${format}&lang=${lang}`)),
      ),
  })
  return (
    <>
      <Trouble error={save.error} />
      {services.map(({ id, body }) => (
        <div className="tools" key={id} style={{ margin: '0 0 8px', alignItems: 'center' }}>
          <span>{fillIn(t.packOf, { service: either(body.name, lang) })}</span>
          {(['pdf', 'docx'] as const).map((format) => (
            <Button
              key={format}
              variant="light"
              size="xs"
              loading={save.isPending && save.variables.id === id && save.variables.format === format}
              aria-label={`${fillIn(t.packOf, { service: either(body.name, lang) })} ${FORMATS[format]}`}
              onClick={() => save.mutate({ id, name: either(body.name, lang), format })}
            >
              {FORMATS[format]}
            </Button>
          ))}
        </div>
      ))}
    </>
  )
}
