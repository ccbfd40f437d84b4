import { unzipSync, zipSync } from 'fflate'

/** The day that files inside an archive bear: ZIP knows none earlier. */
const FIXED = new Date('1980-01-01T00:00:00')

/** The same archive with fixed dates and order, so that the same content gives the same bytes whenever it was written. Entries for folders are left out. */
export function fixedZip(archive: Uint8Array): Uint8Array {
  const files = Object.entries(unzipSync(archive))
    .filter(([name]) => !name.endsWith('/'))
    .toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return zipSync(Object.fromEntries(files.map(([name, bytes]) => [name, [bytes, { mtime: FIXED }] as const])))
}

/** Readers look for the content types first. */
const rank = (name: string): number => (name === '[Content_Types].xml' ? 0 : 1)
