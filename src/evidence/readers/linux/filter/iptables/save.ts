import type { Piece } from '../../../../reader.ts'
import type { FilterEnvironment } from '../environment.ts'
import type { FilterTable } from '../ir.ts'

export function readIptables(
  _piece: Piece,
  _family: 'ip' | 'ip6',
  _tool: 'iptables' | 'iptables-legacy',
  _environment: FilterEnvironment,
): readonly FilterTable[] {
  return []
}
