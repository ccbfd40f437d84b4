import type { Room, Unpacked } from './unpack.ts'

/** One entry of an archive, not yet unpacked, its name as the archive has it. Folders are left out. */
export type ArchiveEntry =
  | {
      readonly kind: 'file'
      readonly name: string
      /** Packed size in bytes. */
      readonly packed: number
      readonly bytes: (room: Room) => Unpacked
    }
  | { readonly kind: 'symlink' | 'hardlink' | 'device'; readonly name: string }
  | { readonly kind: 'unsupported'; readonly name: string; readonly method: string }

/** What an archive lists. `fault`: it ends early, is damaged, or has more entries than allowed; the entries before that stand. */
export interface ArchiveListing {
  readonly entries: readonly ArchiveEntry[]
  readonly fault: 'cut' | 'broken' | 'many' | null
}
