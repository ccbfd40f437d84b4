/**
 * Where a fact came from: one place in one evidence file.
 * `file` is the path inside the evidence set (forward slashes), `artifact` the SHA-256 (hex) of its bytes.
 * Text has a 1-based `line`; JSON has an RFC 6901 `pointer` (`''` is the whole document). Both may stand.
 */
export interface Source {
  readonly file: string
  readonly artifact: string
  readonly line?: number
  readonly pointer?: string
  /** The command that printed it, where that is known (`ip -j addr show`). */
  readonly command?: string
}
