import type { Limits } from './limits.ts'

export type PathAnswer = { readonly path: string } | { readonly refused: PathFault }
export type PathFault = 'absolute' | 'traversal' | 'control-character' | 'too-long' | 'too-deep' | 'empty'

/**
 * A name from an archive or a folder as a path inside the evidence set: forward slashes, no empty or `.` part. Refused are absolute paths
 * (also `C:` and `\\server`), `..`, control characters, and paths beyond the limits: never repaired into something else.
 */
export function safePath(name: string, limits: Pick<Limits, 'depth' | 'pathLength'>): PathAnswer {
  if (name.length > limits.pathLength) return { refused: 'too-long' }
  if (/[\p{Cc}\u2028\u2029]/u.test(name)) return { refused: 'control-character' }
  const slashed = name.replaceAll('\\', '/')
  if (slashed.startsWith('/') || /^[A-Za-z]:/.test(slashed)) return { refused: 'absolute' }
  const parts = slashed.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.includes('..')) return { refused: 'traversal' }
  if (parts.length === 0) return { refused: 'empty' }
  if (parts.length > limits.depth) return { refused: 'too-deep' }
  return { path: parts.join('/') }
}

const ARCHIVE_SUFFIX = /\.(?:zip|tar|tgz|tar\.gz|gz)$/i

/** The last folder of a path, which names a device where nothing else does; an archive counts as a folder named without its suffix. */
export function folderOf(path: string): string {
  const folder = path.split('/').at(-2) ?? ''
  return folder.replace(ARCHIVE_SUFFIX, '')
}

/** The last part of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
