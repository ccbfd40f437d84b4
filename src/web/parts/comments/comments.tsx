import { fillIn } from '../../language/text.ts'
import { useTexts } from '../../language/language.tsx'
import { useMay } from '../../api/may.ts'
import { CommentView } from './comment-view.tsx'
import { NewComment } from './new-comment.tsx'
import { TEXTS } from './texts.ts'
import { useComments } from './use-comments.ts'
import type { Commented, Subject } from './use-comments.ts'

/** Where the comments on something stand in a page. */
export const commentsId = ({ kind, id }: Subject): string => `comments-${kind}-${id}`

interface Props {
  readonly about: Subject
  /** Behind a line that says how many there are, where there is little room. */
  readonly isFolded?: boolean
}

/** What members say about something, beside it: open comments first, settled ones when asked for, and room for another (M-3). */
export function Comments({ about, isFolded = false }: Props) {
  const t = useTexts(TEXTS)
  const may = useMay()
  const comments = useComments(about)
  const open = comments.filter(({ body }) => body.settled === null).length
  if (comments.length === 0 && !may('comment')) return null
  const count = open === 0 ? null : <span className="count">{`${t.open} ${open}`}</span>
  if (isFolded)
    return (
      <details>
        <summary>
          {t.title} {count}
        </summary>
        <Thread about={about} comments={comments} />
      </details>
    )
  return (
    <div id={commentsId(about)} className="comments" role="group" aria-label={t.title}>
      <h3>
        {t.title} {count}
      </h3>
      <Thread about={about} comments={comments} />
    </div>
  )
}

function Thread({ about, comments }: { readonly about: Subject; readonly comments: readonly Commented[] }) {
  const t = useTexts(TEXTS)
  const may = useMay()
  const settled = comments.filter(({ body }) => body.settled !== null)
  const shown = (all: readonly Commented[]) =>
    all.map((one) => <CommentView key={`${one.id} ${one.version}`} comment={one} />)
  return (
    <>
      {shown(comments.filter(({ body }) => body.settled === null))}
      {settled.length === 0 ? null : (
        <details>
          <summary>{fillIn(t.showSettled, { count: settled.length })}</summary>
          {shown(settled)}
        </details>
      )}
      {may('comment') ? <NewComment about={about} /> : null}
    </>
  )
}
