import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { z } from 'zod'
import { type Correction, correctionsSchema } from '../../catalogue/corrections.ts'
import { enterJson } from '../../catalogue/door.ts'
import { licensedTextsSchema } from '../../catalogue/import/texts.ts'
import type { CatalogueProblem } from '../../catalogue/messages.ts'
import { type Confirmation, confirmationsSchema, type WithOwn, withOwn } from '../../catalogue/own.ts'
import { editionSchema, mappingSchema } from '../../catalogue/schema.ts'
import { shippedCatalogue } from '../../catalogue/shipped.ts'

/** Where the organisation's own editions, texts and corrections stand: `--catalogue`, else AKASHI_CATALOGUE, else the user's data folder. */
export const catalogueFolder = (option: string | undefined): string =>
  option ??
  process.env['AKASHI_CATALOGUE'] ??
  join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'akashi', 'catalogue')

/** The shipped catalogue with everything in the folder; a folder that does not exist holds nothing. Files that cannot be read are problems. */
export async function openCatalogue(folder: string): Promise<WithOwn> {
  const problems: CatalogueProblem[] = []
  const all = async <T>(name: string, schema: z.ZodType<T>): Promise<T[]> => {
    const entered = await Promise.all((await jsonFiles(join(folder, name))).map((path) => readOne(path, schema)))
    problems.push(...entered.flatMap((each) => each.problems))
    return entered.flatMap(({ value }) => (value === null ? [] : [value]))
  }
  const own = {
    editions: await all('editions', editionSchema),
    mappings: await all('mappings', mappingSchema),
    texts: await all('texts', licensedTextsSchema),
    corrections: (await all('corrections', correctionsSchema)).flatMap((file) => file.corrections),
    confirmations: (await all('confirmations', confirmationsSchema)).flatMap((file) => file.confirmations),
  }
  const opened = withOwn(shippedCatalogue(), own)
  return { ...opened, problems: [...problems, ...opened.problems] }
}

const readOne = async <T>(path: string, schema: z.ZodType<T>) => enterJson(schema, await readFile(path, 'utf8'), path)

async function jsonFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  return names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => join(folder, name))
}

/** Writes a file of the folder whole: beside it first, then in its place. */
export async function keep(
  folder: string,
  kind: 'editions' | 'mappings' | 'texts' | 'corrections' | 'confirmations',
  name: string,
  value: unknown,
): Promise<string> {
  await mkdir(join(folder, kind), { recursive: true })
  const path = join(folder, kind, `${name}.json`)
  await writeFile(`${path}.part`, `${JSON.stringify(value, null, 2)}\n`)
  await rename(`${path}.part`, path)
  return path
}

/** Adds one correction to those of its edition (C-9). */
export async function keepCorrection(folder: string, correction: Correction): Promise<string> {
  const before = await readKept(join(folder, 'corrections', `${correction.edition}.json`), correctionsSchema)
  const corrections = [...(before?.corrections ?? []), correction]
  return keep(folder, 'corrections', correction.edition, { format: 'akashi-corrections/1', corrections })
}

export const keepConfirmation = (folder: string, confirmation: Confirmation): Promise<string> =>
  keep(folder, 'confirmations', confirmation.edition, {
    format: 'akashi-confirmations/1',
    confirmations: [confirmation],
  })

async function readKept<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : enterJson(schema, text, path).value
}
