import type { AddressRange } from '../../../../base/address.ts'
import { parseAddress, parsePrefix } from '../../../../base/address.ts'
import type { FilterEnvironment } from '../filter/environment.ts'
import type { Host } from '../host.ts'

/** The addresses that routing calls local and broadcast, of all tables; null where VRFs make it depend on the interface, or nothing says it. */
export function addressTypes(host: Host): FilterEnvironment['addressTypes'] {
  if (host.vrfs.size > 0 || (host.facts.addresses === null && host.facts.routes.ip4 === null)) return null
  const routes = [...(host.facts.routes.ip4 ?? []), ...(host.facts.routes.ip6 ?? [])]
  const ofType = (type: string): readonly AddressRange[] =>
    routes.filter(({ value }) => value.type === type).flatMap(({ value }) => rangeOf(value.dst))
  const own = host.interfaces.flatMap((i) => i.addresses.map(({ address }) => ({ first: address, last: address })))
  return {
    local: [...ofType('local'), ...own, { first: 0x7f000000n, last: 0x7fffffffn }],
    broadcast: [...ofType('broadcast'), LIMITED],
  }
}

const LIMITED = { first: parseAddress('255.255.255.255') ?? 0n, last: parseAddress('255.255.255.255') ?? 0n }
const rangeOf = (dst: string): readonly AddressRange[] => {
  const range = parsePrefix(dst)
  return range === null ? [] : [range]
}
