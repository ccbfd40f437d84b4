import { Button } from '@mantine/core'
import { useState } from 'react'
import { newest } from '../../../isms/isms.ts'
import { soaSchema } from '../../../isms/records/applicability.ts'
import { dayText } from '../../../report/isms/sentences.ts'
import { useAction, useRecords, useSave } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { DocumentButtons } from '../../parts/document-buttons.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { SidePanel } from '../../parts/side-panel.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { TEXTS } from './texts.ts'
import { VersionForm } from './version-form.tsx'

type Version = Recorded<'soa'>

/** The versions of the statement, newest first: made from the answers of now, approved, exported, and never edited afterwards. */
export function Versions() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const save = useSave('soa')
  const [made, setMade] = useState<number | null>(null)
  return (
    <Loaded query={useRecords('soa')}>
      {(versions) => {
        const last = newest(versions.map(({ body }) => body))
        const title = last?.title || TEXTS.defaultTitle[lang]
        const base = last?.base ?? { document: '', version: '' }
        const make = (): void =>
          save.mutate({ body: soaSchema.parse({ title, base }) }, { onSuccess: ({ body }) => setMade(body.version) })
        return (
          <>
            {versions.length === 0 ? <p className="note">{t.versionsEmpty}</p> : null}
            <Permitted needs="write">
              <div className="bar-row">
                <Button onClick={make} loading={save.isPending}>
                  {t.make}
                </Button>
              </div>
            </Permitted>
            <Trouble error={save.error} />
            {made === null ? null : (
              <p className="done-note" role="status">
                {fillIn(t.made, { version: made })}
              </p>
            )}
            {versions.length === 0 ? null : <VersionTable versions={versions} />}
          </>
        )
      }}
    </Loaded>
  )
}

function VersionTable({ versions }: { readonly versions: readonly Version[] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const approve = useAction('soa', 'approve')
  const [open, setOpen] = useState<string | null>(null)
  const chosen = versions.find(({ id }) => id === open) ?? null
  return (
    <>
      <Trouble error={approve.error} />
      <PlainTable name={t.versions} heads={[t.version, t.versionTitle, t.entries, t.state, t.export]}>
        {versions
          .toSorted((a, b) => b.body.version - a.body.version)
          .map((one) => (
            <tr key={one.id}>
              <td style={{ whiteSpace: 'nowrap' }}>{one.body.version}</td>
              <td>
                {one.body.title}{' '}
                {one.body.approval === null ? (
                  <Permitted needs="write">
                    <Button variant="subtle" size="compact-xs" onClick={() => setOpen(one.id)}>
                      {t.edit}
                    </Button>
                  </Permitted>
                ) : null}
              </td>
              <td style={{ whiteSpace: 'nowrap' }}>
                {fillIn(t.entriesOf, {
                  decided: one.body.entries.filter(({ applicable }) => applicable !== null).length,
                  total: one.body.entries.length,
                })}
              </td>
              <td>
                {one.body.approval === null ? (
                  <>
                    {t.draft}{' '}
                    <Permitted needs="approve">
                      <Button
                        variant="light"
                        size="compact-xs"
                        onClick={() => approve.mutate({ id: one.id, version: one.version })}
                      >
                        {t.approve}
                      </Button>
                    </Permitted>
                  </>
                ) : (
                  fillIn(t.approved, { on: dayText(one.body.approval.on, lang), by: one.body.approval.by })
                )}
              </td>
              <td>
                <DocumentButtons
                  path={`/statements/${one.id}/document`}
                  name={`${t.title}-${one.body.version}`}
                  formats={['xlsx', 'pdf', 'docx', 'oscal']}
                  labelOf={(format) => fillIn(t.exportOf, { version: one.body.version, format })}
                />
              </td>
            </tr>
          ))}
      </PlainTable>
      <SidePanel title={t.edit} isOpen={chosen !== null} onClose={() => setOpen(null)}>
        {chosen === null ? null : <VersionForm record={chosen} onClose={() => setOpen(null)} />}
      </SidePanel>
    </>
  )
}
