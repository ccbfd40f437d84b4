/**
 * How much is taken in before the rest is refused with a problem. Sizes in bytes after unpacking; `depth` in folders of a path;
 * `ratio` is unpacked to packed size (checked beyond one mebibyte); `archives` is how many archives may stand inside each other.
 */
export interface Limits {
  readonly fileBytes: number
  readonly totalBytes: number
  readonly files: number
  readonly depth: number
  readonly pathLength: number
  readonly ratio: number
  readonly archives: number
  readonly milliseconds: number
}

/** Room for a large provider's evidence on an ordinary machine; the text of a file must also fit into one string. */
export const LIMITS: Limits = {
  fileBytes: 256 * 2 ** 20,
  totalBytes: 2 ** 30,
  files: 100_000,
  depth: 32,
  pathLength: 1_000,
  ratio: 300,
  archives: 1,
  milliseconds: 120_000,
}

/** Below this much output a high ratio harms nobody, and small repetitive tables do compress that well. */
export const RATIO_FREE_BYTES = 2 ** 20
