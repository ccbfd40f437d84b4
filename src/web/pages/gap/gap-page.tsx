import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useStatement } from '../../api/hooks.ts'
import { useMay } from '../../api/may.ts'
import type { StatementRow } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { SidePanel } from '../../parts/side-panel.tsx'
import { BulkAnswer } from '../statement/bulk-answer.tsx'
import type { Question } from '../statement/bulk-answer.tsx'
import { ControlAnswers } from '../statement/control-answers.tsx'

const TEXTS = {
  title: { ja: 'ギャップ確認', en: 'Gap check' },
  say: {
    ja: '規格の管理策と役割の組 {total} 件のうち、{missing} 件がまだ検討されていません。',
    en: 'Of {total} {total|pair|pairs} of control and role, {missing} {missing|has|have} not been considered yet.',
  },
  noRoles: {
    ja: '適用範囲にサービスと役割がないため、比べる管理策がまだありません。先に適用範囲を定めてください。',
    en: 'The scope has no service with a role, so there are no controls to compare with yet. Set the scope first.',
  },
  toScope: { ja: '適用範囲へ', en: 'To the scope' },
  none: { ja: 'すべての管理策を検討しました。', en: 'Every control has been considered.' },
  about: {
    ja: '必要な管理策を規格の管理策と比べ、見落としがないことを確かめます（T-3）。採用するか、除外の理由を記入すると、ここから消えます。',
    en: 'The necessary controls are compared with those of the standards, so that none is overlooked (T-3). Include one, or say why it is left out, and it leaves this list.',
  },
  list: { ja: '見落とされている管理策', en: 'Overlooked controls' },
  item: { ja: '番号', en: 'Number' },
  name: { ja: '管理策', en: 'Control' },
  role: { ja: '役割', en: 'Role' },
  cloud: { ja: 'クラウド固有', en: 'Cloud' },
  yes: { ja: 'はい', en: 'yes' },
} as const

interface Gap {
  readonly row: StatementRow
  readonly role: 'provider' | 'customer'
}

/** T-3: what nobody has looked at. */
export function GapPage() {
  return <Loaded query={useStatement()}>{({ rows }) => <Gaps rows={rows} />}</Loaded>
}

const keyOf = ({ row, role }: Gap): string => `${row.edition} ${row.item} ${role}`
const questionOf = ({ row: { edition, item }, role }: Gap): Question => ({ control: { edition, item }, role })

const isReasoned = ({ row, role }: Gap): boolean => {
  const answer = row.answers[role]
  if (answer === null || answer === undefined) return false
  return answer.applicable === true ? answer.included.length > 0 : answer.applicable === false && answer.excluded !== ''
}

function Gaps({ rows }: { readonly rows: readonly StatementRow[] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const [open, setOpen] = useState<string | null>(null)
  const isPermitted = useMay()('writeControl')
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const all = rows.flatMap((row) => row.roles.map((role): Gap => ({ row, role })))
  const gaps = all.filter((gap) => gap.row.necessary.length === 0 && !isReasoned(gap))
  const chosen = rows.find(({ edition, item }) => `${edition} ${item}` === open)
  const columns = [
    { key: 'item', title: t.item, value: ({ row }: Gap) => row.item, width: '8em' },
    { key: 'name', title: t.name, value: ({ row }: Gap) => row.title[lang] },
    { key: 'role', title: t.role, value: ({ role }: Gap) => ismsWord(role, lang), width: '8em' },
    {
      key: 'cloud',
      title: t.cloud,
      value: ({ row }: Gap) => (row.cloud ? t.yes : ''),
      width: '8em',
      isSecondary: true,
    },
  ]
  return (
    <>
      <PageHead
        title={t.title}
        say={
          all.length === 0
            ? t.noRoles
            : gaps.length === 0
              ? t.none
              : fillIn(t.say, { total: all.length, missing: gaps.length })
        }
      >
        {all.length === 0 ? <Link to="/scope">{t.toScope}</Link> : <p>{t.about}</p>}
      </PageHead>
      {gaps.length === 0 ? null : (
        <DataTable
          name={t.list}
          rows={gaps}
          columns={columns}
          idOf={keyOf}
          {...(isPermitted ? { choice: { ids: marked, onChange: setMarked } } : {})}
          tools={
            <BulkAnswer
              questions={gaps.filter((gap) => marked.has(keyOf(gap))).map(questionOf)}
              onDone={() => setMarked(new Set())}
            />
          }
          onOpen={({ row }) => setOpen(`${row.edition} ${row.item}`)}
        />
      )}
      <SidePanel
        title={chosen === undefined ? '' : `${chosen.item} ${chosen.title[lang]}`}
        isOpen={chosen !== undefined}
        onClose={() => setOpen(null)}
      >
        {chosen === undefined ? null : <ControlAnswers row={chosen} />}
      </SidePanel>
    </>
  )
}
