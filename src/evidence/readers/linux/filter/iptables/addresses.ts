import { familyOf, parseAddress, parsePrefix, type AddressRange } from '../../../../../base/address.ts'
import { canonical, complement } from '../../../../../base/ranges.ts'
import { V4, V6 } from '../local-addresses.ts'
import { masked } from '../masked.ts'

/** The addresses of `-s`/`-d` (`10.0.0.0/8`, `10.0.0.0/255.0.255.0`, a list), or of its contrary; null when it was not understood. */
export function addressSet(text: string, family: 'ip' | 'ip6', not: boolean): readonly AddressRange[] | null {
  const sets = text.split(',').map((part) => oneAddress(part, family))
  const known = sets.filter((set) => set !== null)
  if (known.length !== sets.length) return null
  const all = canonical(known.flat())
  return not ? complement(all, [universe(family)]) : all
}

export const universe = (family: 'ip' | 'ip6'): AddressRange => (family === 'ip' ? V4 : V6)

function oneAddress(text: string, family: 'ip' | 'ip6'): readonly AddressRange[] | null {
  const [base = '', mask] = text.split('/')
  const expected = family === 'ip' ? 'ip4' : 'ip6'
  const address = parseAddress(base)
  if (address === null || familyOf(address) !== expected) return null
  const bits = mask === undefined ? null : parseAddress(mask)
  if (bits === null) {
    const prefix = parsePrefix(text)
    return prefix === null ? null : [prefix]
  }
  const zero = universe(family).first
  const value = (address - zero) & (bits - zero)
  const pieces = familyOf(bits) === expected ? masked(family === 'ip' ? 32 : 128, bits - zero, value) : null
  return pieces?.map((r) => ({ first: r.first + zero, last: r.last + zero })) ?? null
}

/** `a-b` or `a`. */
export function addressRange(text: string): AddressRange | null {
  const [first, last, extra] = text.split('-')
  const from = parseAddress(first ?? '')
  const to = last === undefined ? from : parseAddress(last)
  return from === null || to === null || extra !== undefined || from > to ? null : { first: from, last: to }
}
