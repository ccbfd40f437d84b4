import type { DirectionChange } from '../../api/results.ts'

export const GROUPS = ['groupOpened', 'groupUnknown', 'groupClosed', 'groupPaths', 'groupOther'] as const
export type Group = (typeof GROUPS)[number]

/** What a change means for the separation: a direction opened, closed, can no longer be decided, has other paths, or none of these. */
export function groupOf({ before, after }: DirectionChange): Group {
  if (before === after) return 'groupPaths'
  if (after === 'refuted') return 'groupOpened'
  if (after === 'undetermined') return 'groupUnknown'
  return before === 'refuted' && after === 'proved' ? 'groupClosed' : 'groupOther'
}

/** The changes by what they mean, in the order in which one wants to know. */
export const grouped = (
  changes: readonly DirectionChange[],
): readonly (readonly [Group, readonly DirectionChange[]])[] =>
  GROUPS.map((group) => [group, changes.filter((change) => groupOf(change) === group)] as const)
