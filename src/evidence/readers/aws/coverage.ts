import type { Artifact, ArtifactStatus } from '../../artifact.ts'
import type { ArtifactOutcome, CoverageRow } from '../../reader.ts'
import type { Answer } from './answers.ts'
import { covers, nameOfScope } from './scope.ts'
import type { Scope } from './scope.ts'
import { SORTS } from './sorts.ts'
import type { Sort } from './sorts.ts'

/** [W-6] A row for each call and each place (account and region) that the evidence speaks of. Calls that no answer needs are not counted when missing. */
export function coverageOf(answers: readonly Answer[], places: readonly Scope[]): readonly CoverageRow[] {
  const sorts = [...new Map(SORTS.map((sort) => [sort.command, sort])).values()]
  return places.flatMap((place) => sorts.flatMap((sort) => rowOf(sort, place, answers)))
}

function rowOf(sort: Sort, place: Scope, answers: readonly Answer[]): readonly CoverageRow[] {
  const given = answers.filter((a) => a.sort.command === sort.command && covers(a.scope, place))
  const status = statusOf(given)
  if (status === 'missing' && !sort.needed) return []
  return [
    {
      device: nameOfScope(place),
      sort: sort.key,
      command: sort.command,
      status,
      files: [...new Set(given.map((a) => a.piece.artifact.path))],
      unread: given.reduce((sum, a) => sum + a.unread(), 0),
      cells: sort.cells,
      needed: sort.needed,
    },
  ]
}

function statusOf(given: readonly Answer[]): CoverageRow['status'] {
  if (given.length === 0) return 'missing'
  if (given.every((a) => a.status === 'refused')) return 'refused'
  if (given.some((a) => a.status === 'partial' && !a.paged)) return 'partial'
  return given.some((a) => a.whole) ? 'read' : 'partial'
}

/** What became of each file. */
export function outcomesOf(answers: readonly Answer[]): readonly ArtifactOutcome[] {
  const by = new Map<Artifact, Answer[]>()
  for (const answer of answers) {
    const list = by.get(answer.piece.artifact)
    if (list === undefined) by.set(answer.piece.artifact, [answer])
    else list.push(answer)
  }
  return [...by].map(([artifact, own]) => ({
    path: artifact.path,
    sha256: artifact.sha256,
    status: fileStatus(own),
    device: artifact.device ?? nameOfScope(own[0]?.scope ?? { account: '', region: '' }),
    sorts: [...new Set(own.map((a) => a.sort.key))],
    command: artifact.command ?? own[0]?.piece.command ?? null,
    collectedAt: artifact.collectedAt ?? null,
    unread: own.reduce((sum, a) => sum + a.unread(), 0),
  }))
}

function fileStatus(own: readonly Answer[]): ArtifactStatus {
  if (own.every((a) => a.status === 'refused')) return 'refused'
  return own.some((a) => a.status !== 'read') ? 'partial' : 'read'
}
