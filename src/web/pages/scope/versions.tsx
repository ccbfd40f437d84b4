import { dayText } from '../../../report/isms/sentences.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { DocumentButtons } from '../../parts/document-buttons.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { TEXTS } from './texts.ts'

/** All versions of the scope, newest first, each as a document to take away (S-4). */
export function Versions({ versions }: { readonly versions: readonly Recorded<'scope'>[] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  return (
    <>
      <h2>{t.versions}</h2>
      <PlainTable name={t.versions} heads={[t.version, t.state, t.document]}>
        {versions
          .toSorted((a, b) => b.body.version - a.body.version)
          .map(({ id, body: { version, approval } }) => (
            <tr key={id}>
              <td>{version}</td>
              <td>
                {approval === null
                  ? t.draft
                  : fillIn(t.approvedOn, { on: dayText(approval.on, lang), by: approval.by })}
              </td>
              <td>
                <DocumentButtons
                  path={`/scopes/${id}/document`}
                  name={`${t.title}-${version}`}
                  formats={['pdf', 'docx', 'xlsx']}
                  labelOf={(format) => fillIn(t.documentOf, { version, format })}
                />
              </td>
            </tr>
          ))}
      </PlainTable>
    </>
  )
}
