import type { Cloud } from '../../../cloud/cloud.ts'
import type { Host } from './host.ts'
import type { Notes } from './notes.ts'

/** Snapshots of joined devices that are further apart than this do not show one state of the network. */
const MOST_APART = 15 * 60 * 1000

/** A problem for each pair of joined devices whose evidence was taken too far apart. */
export function noteDistantTimes(hosts: readonly Host[], wires: Cloud, notes: Notes): void {
  const times = new Map(hosts.map((host) => [host.id, timesOf(host)]))
  const device = new Map(hosts.flatMap((host) => host.interfaces.map((i): [string, string] => [i.id, host.id])))
  const noted = new Set<string>()
  for (const { ends } of wires.links) {
    const [a, b] = ends.map((id) => device.get(id) ?? '').toSorted()
    const first = times.get(a ?? '')
    const second = times.get(b ?? '')
    if (first === undefined || second === undefined || first === null || second === null || noted.has(`${a} ${b}`))
      continue
    const apart = Math.max(first.last, second.last) - Math.min(first.first, second.first)
    if (apart <= MOST_APART) continue
    noted.add(`${a} ${b}`)
    notes.problem({
      code: 'linux-times-apart',
      severity: 'warning',
      params: { device: a ?? '', other: b ?? '', minutes: Math.round(apart / 60000) },
    })
  }
}

function timesOf(host: Host): { readonly first: number; readonly last: number } | null {
  const times = host.facts.pieces
    .map((piece) => Date.parse(piece.artifact.collectedAt ?? ''))
    .filter((time) => !Number.isNaN(time))
  return times.length === 0 ? null : { first: Math.min(...times), last: Math.max(...times) }
}
