import type { Cloud } from '../../../cloud/cloud.ts'
import type { UnknownId } from '../../../cloud/ids.ts'
import type { Link } from '../../../cloud/network.ts'
import type { Host } from './host.ts'
import type { Notes } from './notes.ts'

/** Snapshots of joined devices that are further apart than this do not show one state of the network. */
const MOST_APART = 15 * 60 * 1000

/**
 * The wires, those between devices whose evidence was taken too far apart as no longer certain (V-9): what was joined then may not be joined now.
 * Each such pair is a problem too.
 */
export function doubtDistantTimes(hosts: readonly Host[], wires: Cloud, notes: Notes): Cloud {
  const times = new Map(hosts.map((host) => [host.id, timesOf(host)]))
  const device = new Map(hosts.flatMap((host) => host.interfaces.map((i): [string, string] => [i.id, host.id])))
  const noted = new Map<string, UnknownId>()
  const links = wires.links.map((link): Link => {
    const [a = '', b = ''] = link.ends.map((id) => device.get(id) ?? '').toSorted()
    const minutes = minutesApart(times.get(a), times.get(b))
    if (minutes === null || link.unknown !== undefined) return link
    const unknown = noted.get(`${a} ${b}`) ?? note(notes, a, b, minutes)
    noted.set(`${a} ${b}`, unknown)
    return { ...link, unknown }
  })
  return { ...wires, links }
}

type Times = { readonly first: number; readonly last: number } | null | undefined

/** Null where the two are near enough, or a time is not known. */
function minutesApart(a: Times, b: Times): number | null {
  if (a === undefined || b === undefined || a === null || b === null) return null
  const apart = Math.max(a.last, b.last) - Math.min(a.first, b.first)
  return apart <= MOST_APART ? null : Math.round(apart / 60000)
}

function note(notes: Notes, device: string, other: string, minutes: number): UnknownId {
  const params = { device, other, minutes }
  notes.problem({ code: 'linux-times-apart', severity: 'warning', params })
  return notes.unknown({ code: 'linux-times-apart', device, params: { other, minutes }, ask: 'akashi collect linux' })
}

function timesOf(host: Host): { readonly first: number; readonly last: number } | null {
  const times = host.facts.pieces
    .map((piece) => Date.parse(piece.artifact.collectedAt ?? ''))
    .filter((time) => !Number.isNaN(time))
  return times.length === 0 ? null : { first: Math.min(...times), last: Math.max(...times) }
}
