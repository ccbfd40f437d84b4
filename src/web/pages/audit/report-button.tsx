import { useParams } from '@tanstack/react-router'
import { useTexts } from '../../language/language.tsx'
import { DocumentButtons } from '../../parts/document-buttons.tsx'
import { TEXTS } from './texts.ts'

/** The run as a report to take away. */
export function ReportButton({ name }: { readonly name: string }) {
  const t = useTexts(TEXTS)
  const { run } = useParams({ from: '/audit/$run' })
  return (
    <>
      <h2>{t.report}</h2>
      <DocumentButtons path={`/audit-runs/${run}/report`} name={name} formats={['html', 'xlsx', 'pdf', 'oscal']} />
    </>
  )
}
