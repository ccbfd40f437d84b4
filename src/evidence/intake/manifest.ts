import { z } from 'zod'
import type { Problem } from '../../base/problem.ts'
import { safePath } from './path.ts'
import type { Limits } from './limits.ts'
import { trouble } from './trouble.ts'

/** What a collection manifest says of one file. `path` is inside the evidence set. */
export interface ManifestEntry {
  readonly path: string
  readonly device?: string
  readonly command?: string
  /** ISO 8601 with zone. */
  readonly collectedAt?: string
  readonly exit?: number
  readonly sha256?: string
}

const Entry = z.object({
  file: z.string().min(1).max(1000),
  device: z.string().max(300).nullish(),
  command: z.string().max(4000).nullish(),
  time: z.string().max(60).nullish(),
  exit: z.number().int().nullish(),
  sha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/)
    .nullish(),
})

const Whole = z.object({ device: z.string().max(300).nullish(), files: z.array(z.unknown()).max(1_000_000) })

/** Names under which a manifest stands; it must also look like one (`isManifest`). */
export const MANIFEST_NAMES: ReadonlySet<string> = new Set(['manifest.json', 'manifest.jsonl'])

export interface Manifest {
  readonly entries: readonly ManifestEntry[]
  readonly problems: readonly Problem[]
}

/**
 * Reads `manifest.jsonl` (one object a line) or `manifest.json` (an array of them, or `{device, files: […]}`). Each object has `file` relative to the
 * manifest's folder, and any of `device`, `command`, `time`, `exit`, `sha256`. Null when the text is no manifest of ours: nothing in it names a file.
 */
export function readManifest(path: string, text: string, limits: Limits): Manifest | null {
  const rows = rowsOf(text)
  if (!rows.some(({ value }) => Entry.safeParse(value).success)) return null
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : ''
  const entries: ManifestEntry[] = []
  const problems: Problem[] = []
  for (const { value, line, device } of rows) {
    const parsed = Entry.safeParse(value)
    const place = parsed.success ? safePath(folder + parsed.data.file, limits) : null
    if (!parsed.success || place === null || 'refused' in place)
      problems.push(trouble('manifest-line', path, undefined, line))
    else entries.push(entryOf(place.path, parsed.data, device))
  }
  return { entries, problems }
}

interface Row {
  readonly value: unknown
  readonly line: number
  readonly device?: string
}

function rowsOf(text: string): readonly Row[] {
  const whole = parse(text)
  if (Array.isArray(whole)) return whole.map((value: unknown) => ({ value, line: 1 }))
  const object = Whole.safeParse(whole)
  if (object.success) {
    const { device, files } = object.data
    return files.map((value) => ({ value, line: 1, ...(device ? { device } : {}) }))
  }
  return text
    .split('\n')
    .map((line, index) => ({ text: line.trim(), line: index + 1 }))
    .filter((row) => row.text !== '')
    .map((row) => ({ value: parse(row.text), line: row.line }))
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function entryOf(path: string, row: z.infer<typeof Entry>, device: string | undefined): ManifestEntry {
  const named = row.device || device
  return {
    path,
    ...(named ? { device: named } : {}),
    ...(row.command ? { command: row.command } : {}),
    ...(row.time && !Number.isNaN(Date.parse(row.time)) ? { collectedAt: row.time } : {}),
    ...(typeof row.exit === 'number' ? { exit: row.exit } : {}),
    ...(row.sha256 ? { sha256: row.sha256.toLowerCase() } : {}),
  }
}
