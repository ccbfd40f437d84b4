import { BlockList, isIPv4, isIPv6 } from 'node:net'

type Range = readonly [network: string, prefix: number]

/** Never asked, whatever a list says: link-local, the metadata services of clouds, multicast, what is no unicast address, and tunnels that hide one. */
const NEVER: readonly Range[] = [
  ['0.0.0.0', 8],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['fd00:ec2::', 32],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

/** Asked only where the list names the host with `+private`. */
const INNER: readonly Range[] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['::1', 128],
  ['fc00::', 7],
]

function blocked(ranges: readonly Range[]): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, isIPv4(network) ? 'ipv4' : 'ipv6')
  return list
}

const never = blocked(NEVER)
const inner = blocked(INNER)

/** True when a connection may go to the address (text without brackets). What cannot be read is not permitted. */
export function isPermittedAddress(address: string, isPrivate: boolean): boolean {
  const plain = embedded(address)
  if (!isIPv4(plain) && !isIPv6(plain)) return false
  const family = isIPv4(plain) ? 'ipv4' : 'ipv6'
  return !never.check(plain, family) && (isPrivate || !inner.check(plain, family))
}

/** The IPv4 address that an IPv6 one carries (mapped, or by NAT64), else the address itself. */
function embedded(address: string): string {
  // A URL shortens every way of writing it to one.
  const url = isIPv6(address) ? `http://[${address.split('%')[0]}]/` : ''
  const text = url !== '' && URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : address
  const [, high, low] = /^(?:::ffff:|64:ff9b::)(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})$/.exec(text) ?? []
  if (low === undefined) return text
  const bits = Number.parseInt(high ?? '0', 16) * 65_536 + Number.parseInt(low, 16)
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.')
}
