import { closeSync, fsyncSync, openSync } from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'

interface Stream {
  readonly nfd?: number
  readonly node: object
}
interface NodeFileSystem {
  readonly stream_ops: { fsync?: (stream: Stream) => number }
  realPath(node: object): string
}

/**
 * The folder of an embedded database, with fsync. PGlite's own NodeFS has none, so that PostgreSQL believes a commit to be on disk when it is not,
 * and loses it with the power. Directories are synced as well: a new WAL segment is nothing without its name.
 */
export class SyncedNodeFS extends NodeFS {
  /** How often fsync was asked for: tests look at it. */
  syncs = 0

  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...args)
    const wire = (module: unknown): void => this.#wire(nodeFileSystemOf(module))
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), wire] } }
  }

  #wire(nodeFs: NodeFileSystem): void {
    nodeFs.stream_ops.fsync = (stream) => {
      this.syncs += 1
      if (stream.nfd !== undefined) fsyncSync(stream.nfd)
      else syncPath(nodeFs.realPath(stream.node))
      return 0
    }
  }
}

/** Start parameters with fsync: PGlite's own turn it off (`-F`), and fdatasync is a stub in WebAssembly. */
export const syncedStartParams = (defaults: readonly string[]): string[] => [
  ...defaults.filter((param) => param !== '-F'),
  '-c',
  'wal_sync_method=fsync',
]

function nodeFileSystemOf(module: unknown): NodeFileSystem {
  const found = typeof module === 'object' && module !== null && 'NODEFS' in module ? module.NODEFS : undefined
  if (!isNodeFileSystem(found)) throw new Error('PGlite has no NODEFS: its version must be the pinned one')
  return found
}

const isNodeFileSystem = (value: unknown): value is NodeFileSystem =>
  typeof value === 'object' && value !== null && 'stream_ops' in value && 'realPath' in value

/** Makes what a folder or file holds durable. */
export function syncPath(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
