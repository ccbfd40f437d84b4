import { homedir } from 'node:os'
import { join } from 'node:path'
import type { StoreOptions } from '../store/open.ts'
import { blobsOf } from './blobs.ts'

/** Where the workbench keeps its data: `--data`, `AKASHI_DATA`, or the user's own data folder. */
export const dataFolder = (
  given: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): string =>
  given ??
  environment['AKASHI_DATA'] ??
  join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'akashi')

/** The options of a store from a command line and an environment. */
export const storeOptions = (
  { data }: { readonly data?: string },
  environment: Readonly<Record<string, string | undefined>>,
): StoreOptions => {
  const databaseUrl = environment['DATABASE_URL']
  const blobs = blobsOf(environment)
  return {
    folder: dataFolder(data, environment),
    ...(databaseUrl === undefined || databaseUrl === '' ? {} : { databaseUrl }),
    ...(blobs === undefined ? {} : { blobs }),
  }
}

/** The origin that users see, from `--origin` or AKASHI_ORIGIN: null where none is given, undefined where it is no origin. */
export function originOf(
  given: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): string | null | undefined {
  const text = given ?? environment['AKASHI_ORIGIN'] ?? ''
  if (text === '') return null
  const url = URL.canParse(text) ? new URL(text) : null
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(text)
  return isOrigin ? url.origin : undefined
}
