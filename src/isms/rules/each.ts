import type { OpenPoint } from '../open.ts'

interface Judged<R> {
  readonly records: readonly R[]
  /** What is open at each record, in their order. */
  readonly points: readonly (readonly OpenPoint[])[]
}

/** Shorter lists are judged anew: that is quicker than to look whether they changed. */
const LONG = 1000

/**
 * A rule that judges records one by one, by what it is told beside (`by`: the same object as long as nothing in it changed).
 * In a long list only the records that changed since the last time are judged again: a register of 100,000 risks answers at once after one of them was written.
 * It gives what judging all of them gives.
 */
export function eachOf<R extends object, B extends object>(
  judge: (record: R, by: B) => readonly OpenPoint[],
): (records: readonly R[], by: B, key?: object) => readonly OpenPoint[] {
  const known = new WeakMap<object, Judged<R>>()
  return (records, by, key = by) => {
    if (records.length < LONG) return records.flatMap((record) => judge(record, by))
    const before = known.get(key) ?? { records: [], points: [] }
    const points = renewed(before, records, (record) => judge(record, by))
    known.set(key, { records, points })
    return points.flat()
  }
}

/** The points of the records: of those that stand at both ends as before, the points as before. */
function renewed<R>(
  before: Judged<R>,
  records: readonly R[],
  judge: (record: R) => readonly OpenPoint[],
): Judged<R>['points'] {
  const most = Math.min(records.length, before.records.length)
  let head = 0
  while (head < most && records[head] === before.records[head]) head += 1
  let tail = 0
  while (tail < most - head && records.at(-1 - tail) === before.records.at(-1 - tail)) tail += 1
  const kept = before.points.length - tail
  const middle = records.slice(head, records.length - tail).map(judge)
  return [...before.points.slice(0, head), ...middle, ...before.points.slice(kept)]
}
