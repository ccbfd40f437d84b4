import type { Problem, Unread } from '../../../base/problem.ts'
import type { Source } from '../../../base/source.ts'
import type { DeviceId, UnknownId } from '../../../cloud/ids.ts'
import type { Unknown } from '../../../cloud/knowable.ts'
import type { LinuxCode } from './codes.ts'

/** What is noted while devices are put together: unknowns (each once), problems, and what was not understood. */
export interface Notes {
  readonly unknown: (of: NewUnknown) => UnknownId
  readonly problem: (problem: Problem) => void
  readonly unread: (unread: Unread) => void
  readonly taken: () => {
    readonly unknowns: readonly Unknown[]
    readonly problems: readonly Problem[]
    readonly unread: readonly Unread[]
  }
}

export interface NewUnknown {
  readonly code: LinuxCode
  readonly device: DeviceId
  readonly params?: Readonly<Record<string, string | number>>
  /** The command whose output would settle it. */
  readonly ask: string
  readonly from?: readonly Source[]
}

export function makeNotes(): Notes {
  const unknowns = new Map<string, Unknown>()
  const problems: Problem[] = []
  const unread: Unread[] = []
  return {
    unknown: ({ code, device, params = {}, ask, from = [] }) => {
      const about = Object.values(params).join(' ')
      const place = from[0]
      const where =
        place === undefined
          ? ''
          : `#${place.file}${place.pointer ?? ''}${place.line === undefined ? '' : `:${place.line}`}`
      const id = `${device}?${code}${about === '' ? '' : `(${about})`}${where}`
      if (!unknowns.has(id)) unknowns.set(id, { id, code, params: { device, ...params }, ask, device, from })
      return id
    },
    problem: (problem) => void problems.push(problem),
    unread: (one) => void unread.push(one),
    taken: () => ({ unknowns: [...unknowns.values()], problems, unread }),
  }
}
