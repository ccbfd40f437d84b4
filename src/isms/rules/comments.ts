import type { Isms } from '../isms.ts'
import type { OpenPoint } from '../open.ts'
import { openWhen } from '../open.ts'

const EXCERPT = 60

/** M-3: what a member has said is looked at, and settled. */
export const commentsAreSettled = ({ records }: Isms): readonly OpenPoint[] =>
  records.comment.flatMap(({ id, author, text, settled }) => {
    const excerpt = text.length > EXCERPT ? `${[...text].slice(0, EXCERPT).join('')}…` : text
    return openWhen(settled === null, 'comment-open', { kind: 'comment', id }, { by: author.name, text: excerpt })
  })
