import { homedir } from 'node:os'
import { join } from 'node:path'

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
): { readonly folder: string; readonly databaseUrl?: string } => {
  const databaseUrl = environment['DATABASE_URL']
  return {
    folder: dataFolder(data, environment),
    ...(databaseUrl === undefined || databaseUrl === '' ? {} : { databaseUrl }),
  }
}
