/** A file is refused beyond this many bytes; its reading is stopped after this many milliseconds and MiB; so many are read at once. */
export const FILE_LIMITS = { bytes: 16 << 20, milliseconds: 20_000, heapMiB: 256, atOnce: 3 } as const

/** Beyond these a table is refused: an unpacked part, all parts that are read, parts, rows (with the head), columns, characters in all cells. */
export const CELL_LIMITS = {
  part: 64 << 20,
  parts: 128 << 20,
  entries: 2000,
  rows: 20_001,
  columns: 200,
  characters: 32 << 20,
} as const

export const MEBIBYTE = 2 ** 20
