import type { CommentSubject } from '../../../isms/records/comment.ts'
import { useRecords } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'

export type Commented = Recorded<'comment'>
export type Subject = Pick<CommentSubject, 'kind' | 'id'> & { readonly run?: string }

/** The comments on something, oldest first. */
export function useComments({ kind, id, run }: Subject): readonly Commented[] {
  const all = useRecords('comment').data ?? []
  return all
    .filter(({ body: { about } }) => about.kind === kind && about.id === id && about.run === (run ?? null))
    .toSorted((a, b) => (a.body.at < b.body.at ? -1 : 1))
}
