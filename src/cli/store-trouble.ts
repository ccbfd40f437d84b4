import type { Lang } from '../base/text.ts'
import { DatabaseInUse } from '../store/database-lock.ts'
import { FolderInUse } from '../store/lock.ts'
import { BlobsUnavailable } from '../store/blobs.ts'
import { BAD_BLOBS, BadBlobs } from './blobs.ts'

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
  blobs: {
    ja: (about: string) =>
      `証拠の保存先（AKASHI_BLOBS）を利用できません。エンドポイント、リージョン、認証情報及び権限（s3:GetObject、s3:PutObject、s3:ListBucket）を確認してください。\n  ${about}\n`,
    en: (about: string) =>
      `The place of evidence (AKASHI_BLOBS) does not answer as it has to. Check endpoint, region, credentials and permissions (s3:GetObject, s3:PutObject, s3:ListBucket).\n  ${about}\n`,
  },
} as const satisfies Record<string, Record<Lang, (about: string) => string>>

/** What to say when the store cannot be opened: somebody else has it, or the place of blobs is not right. Null for any other error. */
export function storeTrouble(error: unknown, lang: Lang): string | null {
  if (error instanceof FolderInUse) return TEXT.folder[lang](error.message)
  if (error instanceof DatabaseInUse) return TEXT.database[lang](error.holder)
  if (error instanceof BlobsUnavailable) return TEXT.blobs[lang](error.message)
  if (error instanceof BadBlobs) return `${BAD_BLOBS[error.what][lang]}\n`
  return null
}
