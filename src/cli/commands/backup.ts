import { createReadStream } from 'node:fs'
import { open, rename, unlink } from 'node:fs/promises'
import type { CliCommand } from '../command.ts'
import { storeOptions } from '../data.ts'
import { storeTrouble } from '../store-trouble.ts'
import type { Io } from '../io.ts'
import { EXIT } from '../io.ts'

interface Options {
  readonly data?: string
}

const TEXT = {
  ja: {
    saved: (file: string, rows: number, blobs: number) =>
      `${file} に保存しました（${rows} 行、ファイル ${blobs} 件）。秘密の鍵を含むため、安全な場所に保管してください。\n`,
    restored: (at: string, rows: number) =>
      `${at} 時点のバックアップを復元し、すべての行、ファイル及び台帳を確認しました（${rows} 行）。\n`,
  },
  en: {
    saved: (file: string, rows: number, blobs: number) =>
      `Saved ${rows} rows and ${blobs} files to ${file}. It holds a secret key: keep it safe.\n`,
    restored: (at: string, rows: number) =>
      `Restored the backup of ${at}; every row, file and ledger was verified (${rows} rows).\n`,
  },
} as const

/** `akashi backup FILE`: everything that the workbench holds, in one file. */
export const backupCommand: CliCommand = {
  register(program, io, exit) {
    program
      .command('backup')
      .description('save all records, evidence and the ledger in one file')
      .argument('<file>', 'the file to write')
      .option('--data <folder>', 'the data folder (AKASHI_DATA)')
      .action(async (file: string, options: Options) => exit(await guarded(io, () => backup(file, options, io))))
  },
}

/** `akashi restore FILE`: brings a backup back into an empty data folder or database. */
export const restoreCommand: CliCommand = {
  register(program, io, exit) {
    program
      .command('restore')
      .description('restore a backup into an empty place, whole or not at all')
      .argument('<file>', 'the backup')
      .option('--data <folder>', 'the data folder (AKASHI_DATA)')
      .action(async (file: string, options: Options) => exit(await guarded(io, () => restore(file, options, io))))
  },
}

async function backup(file: string, options: Options, io: Io): Promise<void> {
  const [{ openStore }, { writeBackup }] = await Promise.all([
    import('../../store/open.ts'),
    import('../../store/backup/dump.ts'),
  ])
  const where = storeOptions(options, process.env)
  const store = await openStore(where)
  try {
    const manifest = await intoFile(file, (write) => writeBackup(store, where.folder, new Date().toISOString(), write))
    const blobs = Object.keys(manifest.members).filter((name) => name.startsWith('blobs/')).length
    io.err(TEXT[io.lang].saved(file, sum(manifest.rows), blobs))
  } finally {
    await store.close()
  }
}

async function restore(file: string, options: Options, io: Io): Promise<void> {
  const [{ openStore }, { restoreBackup }] = await Promise.all([
    import('../../store/open.ts'),
    import('../../store/backup/restore.ts'),
  ])
  const where = storeOptions(options, process.env)
  // Nobody may serve a place that is only just being filled.
  const store = await openStore({ ...where, alone: { onLost: () => undefined } })
  try {
    const manifest = await restoreBackup(store, where.folder, createReadStream(file))
    io.err(TEXT[io.lang].restored(manifest.at, sum(manifest.rows)))
  } finally {
    await store.close()
  }
}

/** Writes beside and renames, so that the name never stands for half a backup; only the owner may read it. */
async function intoFile<T>(
  path: string,
  write: (append: (bytes: Uint8Array) => Promise<void>) => Promise<T>,
): Promise<T> {
  const temporary = `${path}.part`
  const file = await open(temporary, 'w', 0o600)
  try {
    const result = await write(async (bytes) => void (await file.writeFile(bytes)))
    await file.sync()
    await rename(temporary, path)
    return result
  } catch (error) {
    await unlink(temporary)
    throw error
  } finally {
    await file.close()
  }
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0)

const ORDINARY: ReadonlySet<string> = new Set(['NotEmpty', 'BadArchive'])

/** What the user can mend is said in a line; anything else is a bug. */
async function guarded(io: Io, work: () => Promise<void>): Promise<number> {
  try {
    await work()
    return EXIT.proved
  } catch (error) {
    const said = storeTrouble(error, io.lang) ?? ordinaryText(error)
    if (said === null) throw error
    io.err(said)
    return EXIT.usage
  }
}

const ordinaryText = (error: unknown): string | null =>
  error instanceof Error && (ORDINARY.has(error.constructor.name) || 'syscall' in error) ? `${error.message}\n` : null
