import type { ArtifactOutcome } from '../../../evidence/reader.ts'
import { sayPlain, word } from '../../../report/sentences/say.ts'
import type { Recognition } from '../../../server/audit/task.ts'
import { useRecognition } from '../../api/results.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { CoverageMap } from '../../parts/audit/coverage-map.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { TEXTS } from './texts.ts'

/** What each file was recognised as, and what the whole set covers. */
export function RecognitionView({ evidence }: { readonly evidence: Recorded<'evidence'> }) {
  const t = useTexts(TEXTS)
  const query = useRecognition(evidence.id, true)
  if (query.isPending)
    return (
      <p role="status" className="note">
        {fillIn(t.recognising, { files: evidence.body.files.length })}
      </p>
    )
  return <Loaded query={query}>{(found) => <Found found={found} />}</Loaded>
}

function Found({ found }: { readonly found: Recognition }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const read = found.files.filter(({ sorts }) => sorts.length > 0)
  const columns = [
    { key: 'path', title: t.path, value: ({ path }: ArtifactOutcome) => path, width: '42%' },
    { key: 'sorts', title: t.sorts, value: ({ sorts }: ArtifactOutcome) => sorts.join(', ') || '—' },
    {
      key: 'device',
      title: t.device,
      value: ({ device }: ArtifactOutcome) => device ?? '—',
      width: '6em',
      isSecondary: true,
    },
    { key: 'status', title: t.status, value: ({ status }: ArtifactOutcome) => word(status, lang), width: '7em' },
  ]
  return (
    <section>
      <h3>{t.recognised}</h3>
      <p>{fillIn(t.recognisedAs, { read: read.length, other: found.files.length - read.length })}</p>
      <DataTable name={t.recognised} rows={found.files} columns={columns} idOf={({ path }) => path} />
      <h3>{t.coverage}</h3>
      <CoverageMap of={{ coverage: found.coverage, resources: [] }} />
      {found.problems.length === 0 ? null : (
        <details>
          <summary>
            {t.problems} ({found.problems.length})
          </summary>
          <ul>
            {found.problems.slice(0, 100).map((problem, i) => (
              <li key={i}>{sayPlain('problems', { code: problem.code, params: problem.params ?? {} }, lang)}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
