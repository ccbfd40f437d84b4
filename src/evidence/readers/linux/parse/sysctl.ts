import type { Piece } from '../../../reader.ts'
import { sourceOf, type Parsed } from '../door.ts'

export interface Sysctl {
  readonly key: string
  readonly value: string
}

const LINE = /^(?:\/proc\/sys\/)?([a-z][\w.\-/@:+]{2,200}?)\s{0,8}[=:]\s{0,8}(.{0,200})$/i

/** `sysctl -a` lines (`net.ipv4.ip_forward = 1`), also `/proc/sys/net/ipv4/ip_forward:1` as grep prints them. Other lines are no settings. */
export function parseSysctl(piece: Piece): Parsed<Sysctl> {
  const rows = piece.text.split('\n').flatMap((line, i) => {
    const found = LINE.exec(line.trim())
    if (found?.[1] === undefined || found[2] === undefined) return []
    const key = line.trimStart().startsWith('/proc/sys/') ? dotted(found[1]) : found[1]
    return [{ value: { key, value: found[2].trim() }, at: sourceOf(piece, { line: piece.line + i }) }]
  })
  return { rows, problems: [], unread: [] }
}

/** A path under /proc/sys as a key: slashes and dots change places, as sysctl(8) does. */
const dotted = (path: string): string => path.replace(/[./]/g, (c) => (c === '/' ? '.' : '/'))
