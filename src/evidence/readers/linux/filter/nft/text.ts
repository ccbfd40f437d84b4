import type { Piece } from '../../../../reader.ts'
import type { FilterEnvironment } from '../environment.ts'
import type { NftObject } from './document.ts'

export function nftTextObjects(_piece: Piece, _environment: FilterEnvironment): readonly NftObject[] {
  return []
}
