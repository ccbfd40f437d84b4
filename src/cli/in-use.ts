import type { Lang } from '../base/text.ts'
import { DatabaseInUse } from '../store/database-lock.ts'
import { FolderInUse } from '../store/lock.ts'

const TEXT = {
  folder: {
    ja: (about: string) =>
      `データフォルダは、別のプロセスが使用しています。そのプロセスを終了してから、やり直してください。\n  ${about}\n`,
    en: (about: string) => `Another process uses the data folder. Stop it and try again.\n  ${about}\n`,
  },
  database: {
    ja: (about: string) =>
      `データベースは、別の akashi serve が使用しています。1つのデータベースで動かせるサーバは1つです。先に動いている方を終了するか、別のデータベースを DATABASE_URL に指定してください。\n  ${about}\n`,
    en: (about: string) =>
      `Another \`akashi serve\` uses the database: one database has one server. Stop the other, or name another database in DATABASE_URL.\n  ${about}\n`,
  },
} as const satisfies Record<string, Record<Lang, (about: string) => string>>

/** What to say when somebody else has the folder or the database; null for any other error. */
export function inUseText(error: unknown, lang: Lang): string | null {
  if (error instanceof FolderInUse) return TEXT.folder[lang](error.message)
  if (error instanceof DatabaseInUse) return TEXT.database[lang](error.holder)
  return null
}
