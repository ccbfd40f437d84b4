import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { askBytes } from '../../api/client.ts'
import { usePath } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { saveFile } from '../../parts/save-table.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'

const FORMATS = [
  ['html', 'HTML'],
  ['xlsx', 'xlsx'],
  ['pdf', 'PDF'],
  ['oscal.json', 'OSCAL'],
] as const

/** The run as a report to take away, in the language of the page. */
export function ReportButton({ name }: { readonly name: string }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const { run } = useParams({ from: '/audit/$run' })
  const path = usePath()
  const save = useMutation({
    mutationFn: async (format: string) =>
      saveFile(
        `${name}.${format}`,
        await askBytes(path(`/audit-runs/${run}/report?format=${format.split('.')[0]}&lang=${lang}`)),
      ),
  })
  return (
    <>
      <h2>{t.report}</h2>
      <Trouble error={save.error} />
      <div className="tools">
        {FORMATS.map(([format, label]) => (
          <Button
            key={format}
            variant="light"
            loading={save.isPending && save.variables === format}
            onClick={() => save.mutate(format)}
          >
            {label}
          </Button>
        ))}
      </div>
    </>
  )
}
