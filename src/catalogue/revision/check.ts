import { type Catalogue, findItem } from '../catalogue.ts'
import { checkEdition } from '../check-edition.ts'
import { checkMapping } from '../mapping.ts'
import { type CatalogueProblem, problemOf } from '../messages.ts'
import type { Published } from './publish.ts'
import type { Comment, Revision } from './schema.ts'

/**
 * what has to be right before a revision is published: numbers (C-2, C-3), the mapping (C-7), every comment disposed of, every change bound to a policy.
 * Warnings do not stop it: a policy that no meeting decided or no change follows, a comment out of its period.
 */
export function checkRevision(
  catalogue: Pick<Catalogue, 'editions'>,
  revision: Revision,
  published: Published | null,
): readonly CatalogueProblem[] {
  if (published === null)
    return [problemOf('revision-base-missing', { edition: revision.base }), ...checkPolicies(revision)]
  const { edition, mapping, applied } = published
  const taken = catalogue.editions.has(edition.id)
    ? [problemOf('revision-edition-exists', { edition: edition.id })]
    : []
  const among = { editions: new Map([...catalogue.editions, [edition.id, edition]]) }
  return [
    ...taken,
    ...applied.problems,
    ...checkEdition(among, edition),
    ...checkMapping(among, mapping),
    ...checkPolicies(revision),
    ...checkComments(
      revision,
      (item) => findItem(among, revision.base, item) !== null || findItem(among, edition.id, item) !== null,
    ),
  ]
}

function checkPolicies({ policies, changes, comments, meetings }: Revision): readonly CatalogueProblem[] {
  const known = new Set(policies.map(({ no }) => no))
  const used = new Set(changes.map(({ policy }) => policy))
  const decided = new Set(meetings.flatMap(({ decisions }) => decisions.map(({ policy }) => policy)))
  const named = [
    ...changes.map((change, index) => ({ place: `changes/${index + 1}`, policy: change.policy })),
    ...meetings.flatMap(({ no, decisions }) => decisions.map(({ policy }) => ({ place: `meetings/${no}`, policy }))),
    ...(comments?.received ?? []).flatMap(({ no, disposition }) =>
      disposition?.policy === undefined ? [] : [{ place: `comments/${no}`, policy: disposition.policy }],
    ),
  ]
  return [
    ...twice('policies', policies),
    ...twice('meetings', meetings),
    ...named.filter(({ policy }) => !known.has(policy)).map((each) => problemOf('policy-missing', each)),
    ...policies
      .filter(({ no }) => !used.has(no))
      .map(({ no }) => problemOf('policy-without-change', { policy: no }, 'note')),
    ...policies
      .filter(({ no }) => !decided.has(no))
      .map(({ no }) => problemOf('policy-undecided', { policy: no }, 'warning')),
  ]
}

function checkComments({ comments }: Revision, exists: (item: string) => boolean): readonly CatalogueProblem[] {
  if (comments === undefined) return []
  const { from, to, received } = comments
  const outside = ({ received: date }: Comment): boolean => date < from || date > to
  return [
    ...(from > to ? [problemOf('period-reversed', { from, to })] : []),
    ...twice('comments', received),
    ...received
      .filter(({ disposition }) => disposition === undefined)
      .map(({ no }) => problemOf('comment-open', { no })),
    ...received.flatMap(({ no, item }) =>
      item === null || exists(item) ? [] : [problemOf('comment-item-missing', { no, item })],
    ),
    ...received
      .filter(outside)
      .map(({ no, received: date }) => problemOf('comment-out-of-period', { no, date }, 'warning')),
  ]
}

const twice = (place: string, list: readonly { readonly no: string }[]): readonly CatalogueProblem[] =>
  list
    .filter(({ no }, index) => list.findIndex((other) => other.no === no) !== index)
    .map(({ no }) => problemOf('id-twice', { place, id: no }))

/** how many comments have which disposition. */
export function commentCounts({ comments }: Revision): {
  readonly reflect: number
  readonly doNotReflect: number
  readonly open: number
} {
  const received = comments?.received ?? []
  const count = (decision: string | undefined): number =>
    received.filter(({ disposition }) => disposition?.decision === decision).length
  return { reflect: count('reflect'), doNotReflect: count('do-not-reflect'), open: count(undefined) }
}
