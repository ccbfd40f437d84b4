import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CommentSubject } from '../../../isms/records/comment.ts'
import { useRecords } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { Comments } from '../../parts/comments/comments.tsx'
import type { Subject } from '../../parts/comments/use-comments.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { placeOf } from '../../parts/open-points.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { SidePanel } from '../../parts/side-panel.tsx'
import { useSubjectName } from './subjects.ts'
import { TEXTS } from './texts.ts'

type Commented = Recorded<'comment'>

/** All comments of the organisation, open ones first. */
export function CommentsPage() {
  const t = useTexts(TEXTS)
  return (
    <Loaded query={useRecords('comment')}>
      {(comments) => {
        const open = comments.filter(isOpen).length
        return (
          <>
            <PageHead title={t.title} say={fillIn(t.say, { total: comments.length, open })} />
            {comments.length === 0 ? <Empty title={t.list}>{t.empty}</Empty> : <CommentTable comments={comments} />}
          </>
        )
      }}
    </Loaded>
  )
}

const subjectOf = ({ body: { about } }: Commented): Subject =>
  about.run === null ? { kind: about.kind, id: about.id } : { ...about, run: about.run }

const isOpen = ({ body }: Commented): boolean => body.settled === null
const SHOWN = ['open', 'settled', 'all'] as const
type Shown = (typeof SHOWN)[number]
const KEEPS: Readonly<Record<Shown, (comment: Commented) => boolean>> = {
  open: isOpen,
  settled: (one) => !isOpen(one),
  all: () => true,
}

function CommentTable({ comments }: { readonly comments: readonly Commented[] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const nameOf = useSubjectName()
  const [shown, setShown] = useState<Shown>(comments.some(isOpen) ? 'open' : 'all')
  const [chosen, setChosen] = useState<string | null>(null)
  const comment = comments.find(({ id }) => id === chosen)
  const columns = [
    { key: 'about', title: t.about, value: ({ body }: Commented) => nameOf(body.about), width: '30%' },
    { key: 'text', title: t.text, value: ({ body }: Commented) => body.text, width: '36%' },
    { key: 'author', title: t.author, value: ({ body }: Commented) => body.author.name, isSecondary: true },
    { key: 'at', title: t.at, value: ({ body }: Commented) => momentText(body.at, lang), isSecondary: true },
    { key: 'state', title: t.state, value: (one: Commented) => (isOpen(one) ? t.open : t.settled), width: '6.5em' },
  ]
  return (
    <>
      <div className="quick" role="group" aria-label={t.show}>
        {SHOWN.map((one) => (
          <button key={one} type="button" aria-pressed={shown === one} onClick={() => setShown(one)}>
            {t[one]} {comments.filter(KEEPS[one]).length}
          </button>
        ))}
      </div>
      <DataTable
        name={t.list}
        rows={comments.filter(KEEPS[shown]).toSorted((a, b) => (a.body.at < b.body.at ? 1 : -1))}
        columns={columns}
        idOf={({ id }) => id}
        chosen={chosen}
        onOpen={({ id }) => setChosen(id)}
      />
      <SidePanel
        title={comment === undefined ? '' : nameOf(comment.body.about)}
        isOpen={comment !== undefined}
        onClose={() => setChosen(null)}
      >
        {comment === undefined ? null : (
          <>
            <p className="note">
              <SubjectLink about={comment.body.about} label={t.go} />
            </p>
            <Comments about={subjectOf(comment)} />
          </>
        )}
      </SidePanel>
    </>
  )
}

function SubjectLink({ about: { kind, id, run }, label }: { readonly about: CommentSubject; readonly label: string }) {
  const wanted = run ?? (kind === 'auditRun' ? id : null)
  return wanted === null ? (
    <Link to={placeOf(kind)}>{label}</Link>
  ) : (
    <Link to="/audit/$run" params={{ run: wanted }}>
      {label}
    </Link>
  )
}
