import { mergeClouds } from '../../../cloud/cloud.ts'
import type { ArtifactOutcome, Piece, Reader, Reading } from '../../reader.ts'
import type { Read, Unread } from '../../../base/problem.ts'
import { deviceOf } from './assemble/device.ts'
import { cabling } from './cabling/cabling.ts'
import { collectScript } from './collect.ts'
import { coverageOf } from './coverage.ts'
import { factsOf } from './facts.ts'
import { hostOf, type Host } from './host.ts'
import { makeNotes, type Notes } from './notes.ts'
import { recognise } from './recognise.ts'
import { doubtDistantTimes } from './times.ts'

/** Linux hosts: iproute2, nftables, iptables, sysctl, ss and lldpd, each namespace a device of its own. */
export const linuxReader: Reader = { source: 'linux', recognise, read, collectScript }

function read(pieces: readonly Piece[]): Read<Reading> {
  const notes = makeNotes()
  const hosts = hostsOf(pieces, notes)
  const parts = new Map(hosts.filter((host) => host.interfaces.length > 0).map((host) => [host.id, deviceOf(host)]))
  const wires = doubtDistantTimes(hosts, cabling(hosts, parts), notes)
  const cloud = mergeClouds([...parts.values(), wires])
  const { unknowns, problems, unread } = notes.taken()
  const value = {
    cloud: { ...cloud, unknowns },
    coverage: hosts.flatMap((host) => coverageOf(host, unread)),
    artifacts: outcomesOf(pieces, unread),
  }
  return { value, problems, unread }
}

/** One host for each device that the pieces name, by name. */
function hostsOf(pieces: readonly Piece[], notes: Notes): readonly Host[] {
  const groups = new Map<string, Piece[]>()
  for (const piece of pieces) {
    const device = piece.device ?? 'host'
    const group = groups.get(device) ?? []
    group.push(piece)
    groups.set(device, group)
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([device, group]) => hostOf(factsOf(device, group, notes), notes))
}

/** What became of each file: the worst of its pieces, with all the sorts that it holds. */
function outcomesOf(pieces: readonly Piece[], all: readonly Unread[]): readonly ArtifactOutcome[] {
  const byPath = new Map<string, Piece[]>()
  for (const piece of pieces) {
    const group = byPath.get(piece.artifact.path) ?? []
    group.push(piece)
    byPath.set(piece.artifact.path, group)
  }
  return [...byPath.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { artifact } = first
    const unread = all.filter(({ at }) => at.file === artifact.path).length
    return [
      {
        path: artifact.path,
        sha256: artifact.sha256,
        status: statusOf(group, unread),
        device: first.device ?? null,
        sorts: [...new Set(group.map((piece) => piece.sort))],
        command: artifact.command ?? first.command ?? null,
        collectedAt: artifact.collectedAt ?? null,
        unread,
      },
    ]
  })
}

function statusOf(group: readonly Piece[], unread: number): ArtifactOutcome['status'] {
  if (group.every((piece) => piece.refused === true)) return 'refused'
  return unread > 0 || group.some((piece) => piece.truncated === true || piece.refused === true) ? 'partial' : 'read'
}
