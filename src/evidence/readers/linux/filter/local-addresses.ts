import { V4_FIRST, V4_LAST, V6_FIRST, V6_LAST, type AddressRange } from '../../../../base/address.ts'
import { canonical, complement } from '../../../../base/ranges.ts'
import type { FilterEnvironment } from './environment.ts'

export const V4: AddressRange = { first: V4_FIRST, last: V4_LAST }
export const V6: AddressRange = { first: V6_FIRST, last: V6_LAST }
const MULTICAST: readonly AddressRange[] = [
  { first: 0xe0000000n, last: 0xefffffffn },
  { first: V6_FIRST + (0xffn << 120n), last: V6_LAST },
]

/** The addresses of a type as the routing tables give it (`local`, `broadcast`, `multicast`, `unicast`); null when it cannot be said. */
export function addressesOfType(type: string, environment: FilterEnvironment): readonly AddressRange[] | null {
  const types = environment.addressTypes
  if (type === 'multicast') return MULTICAST
  if (types === null) return null
  if (type === 'local') return canonical(types.local)
  if (type === 'broadcast') return canonical(types.broadcast)
  if (type === 'unicast') return complement([...types.local, ...types.broadcast, ...MULTICAST], [V4, V6])
  return null
}
